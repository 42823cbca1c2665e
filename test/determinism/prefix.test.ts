import { expect } from 'chai';
import { type RecordedRun, recordRun, smallScenario } from './recorded-run.ts';

const prefixTables = [
  'transactions',
  'events',
  'labels',
  'cash_payments',
  'scheme_transactions',
  'money_trail',
  'look_alikes',
];

describe('a run', () => {
  it('has the same rows whatever the size of its batches', () => {
    const scenario = smallScenario({ seed: 6, days: 8, warmup_days: 2, fraud: { prevalence: 0.05 } });
    const usual = recordRun(scenario);
    for (const capacity of [64, 320, 65_536]) expect(recordRun(scenario, capacity).tables).to.deep.equal(usual.tables);
  });
});

describe('a longer run of the same scenario', () => {
  let short: RecordedRun;
  let long: RecordedRun;
  before(() => {
    // The twentieth day is the last of March: the short run ends with a month, and in the week of the clock change.
    const scenario = { seed: 3, start: '2026-03-12', warmup_days: 4 };
    short = recordRun(smallScenario({ ...scenario, days: 20 }), 4_096);
    long = recordRun(smallScenario({ ...scenario, days: 30 }), 1_024);
  });

  for (const name of prefixTables) {
    it(`begins with the same ${name}`, () => {
      const [rows, more] = [short.tables[name]!, long.tables[name]!];
      expect(rows.length).to.be.above(0);
      expect(more.length).to.be.above(rows.length);
      for (const [column, values] of Object.entries(rows.columns)) {
        const begin = more.columns[column]!.subarray(0, values.length);
        expect(Buffer.compare(bytesOf(values), bytesOf(begin)), `${name}.${column}`).to.equal(0);
      }
    });
  }

  it('streams no other table', () => {
    expect(Object.keys(long.tables).sort()).to.deep.equal([...prefixTables].sort());
  });

  it('opens the same campaigns first', () => {
    const outline = ({ run }: RecordedRun): string[] =>
      run.simulation.shard.campaigns.map(({ id, typology, startedAt, parameters }) =>
        JSON.stringify([id, typology, startedAt, parameters]),
      );
    const begun = outline(short);
    expect(begun.length).to.be.above(5);
    expect(outline(long).slice(0, begun.length)).to.deep.equal(begun);
  });
});

const bytesOf = (values: {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
}) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
