import { expect } from 'chai';
import { Batch } from '../../src/kernel/batch.ts';
import { setInt64, setTimestamp } from '../../src/kernel/batch-stream.ts';
import { Auditor } from '../../src/ledger/auditor.ts';
import { type Run, startRun } from '../../src/run.ts';
import { declineReasons, paymentTypes, statuses } from '../../src/schema/vocabularies.ts';
import { smallScenario } from '../determinism/recorded-run.ts';

const APPROVED = statuses.indexOf('approved');
const scenario = smallScenario({ seed: 21, start: '2026-01-25', days: 15, fraud: { prevalence: 0.05 } });

/** The log of a run as a copy that may be broken. */
class Log {
  readonly batches: readonly Batch[];
  readonly closingCents: Float64Array;
  readonly limitCents: Float64Array;
  readonly run: Run;

  constructor(run: Run, batches: readonly Batch[]) {
    const { ledger } = run.simulation.shard.world;
    this.run = run;
    this.batches = batches.map(copyOf);
    this.closingCents = ledger.balances();
    this.limitCents = ledger.limits();
  }

  audit(): readonly string[] {
    const { openingBalances, world } = this.run.simulation.shard;
    const { ledger, banks } = world;
    const auditor = new Auditor({
      openingCents: openingBalances,
      type: ledger.type,
      limitCents: this.limitCents,
      bank: ledger.banks(),
      reporting: banks.map(({ reporting }) => reporting),
    });
    for (const batch of this.batches) auditor.read(batch);
    auditor.close(this.closingCents);
    return auditor.findings;
  }

  /** The columns of the batch and the first row of a table that fits. */
  find(table: string, fits: (columns: Columns, row: number) => boolean = () => true): [Columns, number] {
    for (const batch of this.batches.filter((one) => one.table.name === table)) {
      const columns = batch.columns as unknown as Columns;
      for (let row = 5; row < batch.length; row++) if (fits(columns, row)) return [columns, row];
    }
    throw new Error(`no row of ${table} fits`);
  }
}

type Columns = Record<string, Int32Array>;
const isApproved = (columns: Columns, row: number): boolean => columns.status![row] === APPROVED;
const isOf = (type: (typeof paymentTypes)[number]) => (columns: Columns, row: number) =>
  isApproved(columns, row) && columns.payment_type![row] === paymentTypes.indexOf(type);

function copyOf(batch: Batch): Batch {
  const copy = new Batch(batch.layout);
  new Uint8Array(copy.buffer).set(new Uint8Array(batch.buffer));
  return Object.assign(copy, { length: batch.length, month: batch.month });
}

describe('the auditor', () => {
  let intact: () => Log;
  before(() => {
    const run = startRun(scenario);
    const batches = [...run.batches()];
    intact = () => new Log(run, batches);
  });

  it('finds nothing in a sound log', () => {
    expect(intact().audit()).to.deep.equal([]);
  });

  const damage: Record<string, [RegExp, (log: Log) => void]> = {
    'an amount that was changed': [
      /leaves account \d+ with/,
      (log) => {
        const [columns, row] = log.find('transactions', isOf('card_purchase'));
        columns.amount![row]! += 1;
      },
    ],
    'a fraction of a cent': [
      /moves 12\.345/,
      (log) => {
        const [columns, row] = log.find('transactions', isOf('card_purchase'));
        columns.amount![row] = 12.345;
      },
    ],
    'a balance that is off by a cent': [
      /leaves account \d+ with/,
      (log) => {
        const [columns, row] = log.find('transactions', (all, at) => !Number.isNaN(all.destination_balance_after![at]));
        columns.destination_balance_after![row]! += 0.01;
      },
    ],
    'money that a declined payment moved': [
      /leaves account \d+ with/,
      (log) => {
        const [columns, row] = log.find('transactions', isOf('cash_withdrawal'));
        columns.status![row] = 1 - APPROVED;
        columns.decline_reason![row] = declineReasons.indexOf('limit_exceeded');
      },
    ],
    'an approval with a reason to decline': [
      /approved with a reason/,
      (log) => {
        const [columns, row] = log.find('transactions', isApproved);
        columns.decline_reason![row] = 0;
      },
    ],
    'a reservation that was booked': [
      /leaves account \d+ with/,
      (log) => {
        const [columns, row] = log.find('transactions', isOf('card_authorisation'));
        columns.payment_type![row] = paymentTypes.indexOf('card_purchase');
      },
    ],
    'an id out of turn': [
      /stands where \d+ is due/,
      (log) => {
        const [columns, row] = log.find('transactions');
        setInt64(columns.transaction_id!, row, 1_000_000);
      },
    ],
    'a row out of time': [
      /is earlier than the one before/,
      (log) => {
        const [columns, row] = log.find('transactions');
        setTimestamp(columns.event_time!, row, Date.UTC(2026, 0, 20));
      },
    ],
    'a row in the file of another month': [
      /is in the file of month/,
      (log) => {
        const batch = log.batches.find(({ table }) => table.name === 'transactions')!;
        batch.month++;
      },
    ],
    'fraud that the truth does not know': [
      /log and truth disagree/,
      (log) => {
        const [columns, row] = log.find('transactions', (all, at) => all.is_fraud![at] === 1);
        columns.is_fraud![row] = 0;
      },
    ],
    'a scheme that the log takes for honest': [
      /log and truth disagree/,
      (log) => {
        const [columns, row] = log.find('scheme_transactions', (all, at) => all.is_fraud![at] === 1);
        columns.is_fraud![row] = 0;
      },
    ],
    'a label known too early': [
      /is known before it happened/,
      (log) => {
        const [columns, row] = log.find('labels', (all, at) => all.transaction_id![2 * at]! > 0);
        setInt64(columns.transaction_id!, row, log.run.results().rows);
      },
    ],
    'a parent that comes later': [
      /does not precede it/,
      (log) => {
        const [columns, row] = log.find('transactions', (all, at) => all.parent_transaction_id![2 * at]! > 0);
        setInt64(columns.parent_transaction_id!, row, 1_000_000);
      },
    ],
    'money that comes from nowhere': [
      /closes with/,
      (log) => {
        log.closingCents[0]! += 1;
      },
    ],
    'an event that is missing': [
      /^event \d+ stands where/,
      (log) => {
        const [columns, row] = log.find('events');
        setInt64(columns.event_id!, row, 1_000_000);
      },
    ],
    'tainted money passed on before it came in': [
      /money trail of transaction \d+ comes from/,
      (log) => {
        const batch = log.batches.find(({ table }) => table.name === 'money_trail')!;
        setInt64((batch.columns as unknown as Columns).source_transaction_id!, 0, 1_000_000);
      },
    ],
  };
  for (const [what, [finding, breakLog]] of Object.entries(damage)) {
    it(`finds ${what}`, () => {
      const log = intact();
      breakLog(log);
      expect(
        log.audit().some((text) => finding.test(text)),
        log.audit().join('\n'),
      ).to.equal(true);
    });
  }

  it('finds an account drawn below its limit', () => {
    const log = intact();
    const [columns, row] = log.find('transactions', isOf('card_purchase'));
    log.limitCents[columns.origin_account![row]!] = -1e12;
    expect(log.audit().some((text) => /below its limit/.test(text))).to.equal(true);
  });
});
