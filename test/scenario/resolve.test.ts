import { expect } from 'chai';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseScenario } from '../../src/scenario/load.ts';
import { canonicalJson, scenarioHash, toDocument, toYaml } from '../../src/scenario/resolve.ts';
import { catalogue } from './catalogue.ts';

const parse = (text: string) => parseScenario(text, 'scenario.yaml', catalogue);

const minimal = 'name: x\nfraud: { mix: { fan_in: 2 } }';

describe('resolving a scenario', () => {
  it('fills in every default', () => {
    expect(parse(minimal)).to.deep.equal({
      name: 'x',
      seed: 42,
      start: '2026-01-01',
      days: 180,
      warmupDays: 28,
      world: { customers: 5000, names: true },
      fraud: {
        prevalence: 0.002,
        mix: {
          fan_in: {
            weight: 2,
            parameters: {
              sources: [5, 10],
              window_days: 14,
              camouflage: 0.2,
              delay_hours: [1, 96],
              margin: 0.05,
              schedule: 'random',
            },
          },
        },
        without: [],
      },
      behaviors: { cash_withdrawal: 1, groceries: 1 },
      outputs: { formats: ['parquet'], money: 'double', rowsPerFile: 2_000_000 },
      shards: 1,
    });
  });

  it('reads a bare weight like the long form, and a bare number like a range', () => {
    const long = parse('name: x\nfraud: { mix: { fan_in: { weight: 2, sources: [5, 10] } } }');
    expect(long).to.deep.equal(parse(minimal));
    const { parameters } = parse('name: x\nfraud: { mix: { fan_in: { sources: 7, delay_hours: 0.5 } } }').fraud.mix
      .fan_in!;
    expect(parameters).to.deep.include({ sources: [7, 7], delay_hours: [0.5, 0.5] });
  });

  it('keeps windows, and leaves out typologies without weight', () => {
    const { mix } = parse('name: x\nfraud: { mix: { cycle: { from: 2026-02-01, to: 2026-03-01 }, fan_in: 0 } }').fraud;
    expect(mix).to.deep.equal({ cycle: { weight: 1, from: '2026-02-01', to: '2026-03-01', parameters: {} } });
  });

  it('reads rates of behaviours from booleans and numbers', () => {
    expect(parse(`${minimal}\nbehaviors: { groceries: false, cash_withdrawal: 0.5 }`).behaviors).to.deep.equal({
      groceries: 0,
      cash_withdrawal: 0.5,
    });
    expect(parse(`${minimal}\nbehaviors: { groceries: true }`).behaviors.groceries).to.equal(1);
  });

  it('keeps the weight of a typology that the run leaves out', () => {
    const { fraud } = parse('name: x\nfraud: { mix: { fan_in: 2, cycle: 1 }, without: [fan_in] }');
    expect(fraud.without).to.deep.equal(['fan_in']);
    expect(fraud.mix.fan_in!.weight).to.equal(2);
  });

  it('writes YAML that resolves to the same scenario', () => {
    fc.assert(
      fc.property(scenarios(), (document) => {
        const resolved = parse(stringify(document));
        expect(parse(toYaml(resolved))).to.deep.equal(resolved);
        expect(toDocument(resolved)).to.have.property('warmup_days', document.warmup_days);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the hash of a scenario', () => {
  it('does not depend on the order of keys or on how a value is written', () => {
    const a = parse('name: x\ndays: 30\nfraud: { prevalence: 0.01, mix: { cycle: 1, fan_in: { weight: 2 } } }');
    const b = parse('fraud:\n  mix: { fan_in: 2, cycle: 1.0 }\n  prevalence: 1e-2\nname: "x"\ndays: 30');
    expect(scenarioHash(a))
      .to.equal(scenarioHash(b))
      .and.to.match(/^[0-9a-f]{64}$/);
  });

  it('differs for every setting that differs', () => {
    const variants = [
      'seed: 1',
      'days: 3',
      'start: 2026-01-02',
      'world: { names: false }',
      'outputs: { money: decimal }',
    ];
    const hashes = ['', ...variants].map((line) => scenarioHash(parse(`${minimal}\n${line}`)));
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it('is taken from JSON with sorted keys', () => {
    const keys = Object.keys(JSON.parse(canonicalJson(parse(minimal))) as object);
    expect(keys).to.deep.equal([...keys].sort());
  });
});

/** Documents of valid scenarios. */
function scenarios() {
  const weight = fc.double({ min: 0.1, max: 10, noNaN: true });
  const sources = fc.oneof(
    fc.integer({ min: 3, max: 50 }),
    fc.tuple(fc.integer({ min: 3, max: 20 }), fc.integer({ min: 20, max: 50 })),
  );
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
  return fc.record({
    name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/),
    seed: fc.maxSafeNat(),
    days: fc.integer({ min: 60, max: 3660 }),
    warmup_days: fc.integer({ min: 0, max: 400 }),
    world: fc.record({ customers: fc.integer({ min: 100, max: 10_000_000 }), names: fc.boolean() }),
    fraud: fc.record({
      prevalence: fc.double({ min: 0, max: 0.5, noNaN: true }),
      mix: fc.record({ fan_in: fc.oneof(weight, fc.record({ weight, sources, from: day })), cycle: weight }),
      without: fc.subarray(['fan_in', 'cycle']),
    }),
    behaviors: fc.record({ groceries: fc.oneof(fc.boolean(), fc.double({ min: 0, max: 5, noNaN: true })) }),
    outputs: fc.record({ money: fc.constantFrom('double', 'decimal') }),
  });
}
