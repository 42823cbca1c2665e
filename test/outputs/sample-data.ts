import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monthOf } from '../../src/dataset/file-sequence.ts';
import {
  defaultOutputOptions,
  type OutputContext,
  type OutputOptions,
  type OutputSink,
} from '../../src/dataset/output.ts';
import type { Batch } from '../../src/kernel/batch.ts';
import { setInt64, setTimestamp } from '../../src/kernel/batch-stream.ts';
import type { Table } from '../../src/schema/column.ts';
import { accounts, customers } from '../../src/schema/entities.ts';
import { events } from '../../src/schema/events.ts';
import { labels } from '../../src/schema/labels.ts';
import { tables } from '../../src/schema/tables.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { schemeTransactions } from '../../src/schema/truth.ts';
import { fixedVocabularies } from '../../src/schema/vocabularies.ts';

/** Paths with spaces and quotes must work everywhere. */
export const AWKWARD_PREFIX = `fraudworld it's "a test" `;

export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), AWKWARD_PREFIX));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function contextFor(
  directory: string,
  options: Partial<OutputOptions> = {},
  tablesWritten: readonly Table[] = tables,
): OutputContext {
  return {
    directory,
    vocabularies: {
      ...fixedVocabularies,
      bank: ['ALFA', "O'BRIEN", 'say "hi", ok'],
      typology: ['fan_in', 'cycle'],
      behavior: [],
    },
    tables: tablesWritten,
    metadata: { 'fraudworld.seed': '42', 'fraudworld.note': `it's "quoted"` },
    options: { ...defaultOutputOptions, ...options },
  };
}

/** 31 January 2025 23:59:59.000 UTC minus enough to spread rows over two months. */
export const FIRST_TIME = Date.UTC(2025, 0, 30);
export const STEP_MS = 60_123;

/** What row `index` of the sample transactions holds, as a reader should see it. */
export function expectedTransaction(index: number) {
  const isDeclined = index % 7 === 3;
  return {
    transaction_id: index === 5 ? 9_007_199_254_740_991 : index + 1,
    event_time: FIRST_TIME + index * STEP_MS,
    payment_type: index % 3 === 0 ? 'card_purchase' : 'instant_transfer',
    status: isDeclined ? 'declined' : 'approved',
    decline_reason: isDeclined ? 'suspected_fraud' : null,
    parent_transaction_id: index % 10 === 9 ? index : null,
    origin_account: index % 1_000,
    origin_bank: contextFor('').vocabularies.bank![index % 3]!,
    mcc: index % 2 === 0 ? 5_411 : null,
    ip: index % 4 === 1 ? 4_294_967_295 - index : null,
    latitude: index % 5 === 0 ? Math.fround(48.137_154 + index / 1_000) : null,
    amount: Math.round(index * 1_234.567) / 100,
    origin_balance_after: isDeclined ? null : Math.round((index - 50) * 100_000_001) / 100,
    is_fraud: index % 11 === 0,
  };
}

/** Fills rows of `transactions` into batches of the sink, a new one when the month changes or one is full. */
export function writeTransactions(sink: OutputSink, rowCount: number, from = 0): void {
  let batch: Batch<typeof transactions> | undefined;
  const flush = () => {
    batch?.seal();
    if (batch !== undefined) sink.write(batch);
    batch = undefined;
  };
  for (let index = from; index < from + rowCount; index++) {
    const row = expectedTransaction(index);
    const month = monthOf(row.event_time);
    if (batch?.isFull || batch?.month !== month) flush();
    batch ??= sink.allocate(transactions);
    batch.month = month;
    const { columns } = batch;
    const at = batch.length++;
    setInt64(columns.transaction_id, at, row.transaction_id);
    setTimestamp(columns.event_time, at, row.event_time);
    columns.payment_type[at] = fixedVocabularies.payment_type.indexOf(row.payment_type as never);
    columns.status[at] = row.status === 'declined' ? 1 : 0;
    if (row.decline_reason !== null) {
      columns.decline_reason[at] = fixedVocabularies.decline_reason.indexOf('suspected_fraud');
    }
    if (row.parent_transaction_id !== null) setInt64(columns.parent_transaction_id, at, row.parent_transaction_id);
    columns.origin_account[at] = row.origin_account;
    columns.destination_account[at] = index;
    columns.channel[at] = 0;
    columns.origin_bank[at] = index % 3;
    columns.destination_bank[at] = 0;
    columns.country[at] = 0;
    columns.currency[at] = 0;
    if (row.mcc !== null) columns.mcc[at] = row.mcc;
    if (row.ip !== null) columns.ip[at] = row.ip;
    if (row.latitude !== null) columns.latitude[at] = row.latitude;
    columns.amount[at] = row.amount;
    if (row.origin_balance_after !== null) columns.origin_balance_after[at] = row.origin_balance_after;
    columns.is_fraud[at] = row.is_fraud ? 1 : 0;
  }
  flush();
}

/** Rows of tables of every kind: streamed, batched, and whole with text. */
export function writeSample(sink: OutputSink, transactionCount: number): void {
  writeTransactions(sink, transactionCount);
  const event = sink.allocate(events);
  setInt64(event.columns.event_id, 0, 1);
  setTimestamp(event.columns.event_time, 0, FIRST_TIME);
  event.columns.event_type[0] = fixedVocabularies.event_type.indexOf('sim_change');
  event.columns.customer_id[0] = 7;
  event.columns.channel[0] = 0;
  event.columns.outcome[0] = 0;
  event.length = 1;
  event.month = monthOf(FIRST_TIME);
  event.seal();
  sink.write(event);

  const label = sink.allocate(labels);
  setInt64(label.columns.transaction_id, 0, 12);
  label.columns.label[0] = 0;
  label.columns.label_source[0] = 1;
  setTimestamp(label.columns.label_time, 0, Date.UTC(2025, 2, 1));
  label.length = 1;
  label.month = monthOf(Date.UTC(2025, 2, 1));
  label.seal();
  sink.write(label);

  const scheme = sink.allocate(schemeTransactions);
  for (let row = 0; row < 3; row++) {
    const { columns } = scheme;
    setInt64(columns.transaction_id, row, row + 1);
    columns.is_fraud[row] = 1;
    columns.family[row] = 2;
    columns.typology[row] = 1;
    columns.campaign_id[row] = row;
    columns.role[row] = 0;
    columns.stage[row] = 0;
    columns.step[row] = row + 1;
    columns.loss[row] = 10.1;
    columns.recovered[row] = 0;
    scheme.length++;
  }
  scheme.seal();
  sink.write(scheme);

  sink.writeTable(customers, CUSTOMERS, CUSTOMERS.name.length);
  sink.writeTable(accounts, accountColumns(ACCOUNT_COUNT), ACCOUNT_COUNT);
}

export const CUSTOMERS = {
  customer_id: [0, 1, 2],
  customer_type: ['person', 'business', 'person'],
  name: [`Zoë "Zed" O'Hara, the 2nd\nof her name`, null, ''],
  persona: ['student', 'shop', 'retired'],
  birth_date: [-1, null, 12_345],
  income_monthly: [1_234.56, null, 0.1],
  household_id: [0, null, 1],
  city: ['Ålborg', 'a city whose name is far longer than twelve bytes', 'x'],
  region: ['north', 'south', 'west'],
  latitude: [48.1, 49.25, 50],
  longitude: [-0.5, 9, 10],
  employer_id: [1, null, null],
  customer_since: [19_000, 19_001, 19_002],
  kyc_risk: ['low', 'medium', 'high'],
} as const;

/** More than one block. */
export const ACCOUNT_COUNT = 5_000;

function accountColumns(count: number): Record<string, (row: number) => unknown> {
  return {
    account_id: (row) => row,
    customer_id: (row) => (row % 2 === 0 ? row / 2 : null),
    merchant_id: () => null,
    account_type: (row) => (row % 3 === 0 ? 'savings' : 'current'),
    bank: () => 'ALFA',
    opened: () => 18_000,
    closed: () => null,
    currency: () => 'EUR',
    credit_limit: () => 0,
    opening_balance: (row) => row / 100,
    closing_balance: (row) => (count - row) / 100,
  };
}
