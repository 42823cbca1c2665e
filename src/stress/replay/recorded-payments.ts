import type { Dataset } from '../../analysis/duckdb.ts';
import { identifier } from '../../analysis/sql.ts';
import type { DecidedOutcome, DetectorEvent, LearnedLabel } from '../../detectors/detector.ts';
import type { Column, Table } from '../../schema/column.ts';
import { labels } from '../../schema/labels.ts';
import { transactions } from '../../schema/transactions.ts';

/** A payment of a dataset, as it was asked about and as it was then decided. */
export interface RecordedPayment {
  readonly event: DetectorEvent;
  readonly outcome: DecidedOutcome;
}

/** Columns of `transactions` that a bank knows afterwards. */
const OUTCOME: readonly (keyof DecidedOutcome)[] = [
  'status',
  'decline_reason',
  'origin_balance_after',
  'destination_balance_after',
];

/**
 * The payments of a dataset in their order. DuckDB writes them as JSON text in its own threads and a block ahead, so that
 * reading costs the thread that paces them little, and never much at once.
 *
 * @throws DatasetError when the rows are out of order.
 */
export async function* recordedPayments(dataset: Dataset): AsyncGenerator<RecordedPayment> {
  const request = namesOf(transactions, ({ knownAt }) => knownAt === 'request');
  const sql = `SELECT ${jsonOf(transactions, request)} AS event, ${jsonOf(transactions, OUTCOME)} AS outcome FROM transactions`;
  let last = 0;
  for await (const row of rowsAhead(dataset, sql)) {
    const payment = {
      event: JSON.parse(String(row.event)),
      outcome: JSON.parse(String(row.outcome)),
    } as RecordedPayment;
    const { transaction_id } = payment.event;
    if (transaction_id <= last) throw new Error(`transaction ${transaction_id} was read after transaction ${last}`);
    last = transaction_id;
    yield payment;
  }
}

/** What the banks of a dataset learned, in the order in which they learned it. */
export async function* recordedLabels(dataset: Dataset): AsyncGenerator<LearnedLabel> {
  const sql = `SELECT ${jsonOf(labels, namesOf(labels))} AS label FROM labels ORDER BY label_time, label`;
  for await (const row of rowsAhead(dataset, sql)) yield JSON.parse(String(row.label)) as LearnedLabel;
}

function namesOf(table: Table, isWanted: (column: Column) => boolean = () => true): string[] {
  return Object.entries(table.columns).flatMap(([name, column]) => (isWanted(column) ? [name] : []));
}

/** Values as in `DetectorEvent`: times in milliseconds, everything else as it is, and exact. */
function jsonOf(table: Table, names: readonly string[]): string {
  const members = names.map((name) => {
    const column = identifier(name);
    switch (table.columns[name]!.type) {
      case 'timestamp':
        return `${column} := epoch_ms(${column})`;
      case 'money':
      case 'float32':
        return `${column} := ${column}::DOUBLE`;
      default:
        return `${column} := ${column}`;
    }
  });
  return `to_json(struct_pack(${members.join(', ')}))::VARCHAR`;
}

async function* rowsAhead(dataset: Dataset, sql: string) {
  const { batches } = await dataset.query(sql);
  const iterator = batches[Symbol.asyncIterator]();
  let next = iterator.next();
  for (;;) {
    const { value, done } = await next;
    if (done) return;
    next = iterator.next();
    // Who stops early does not hear of what the block after it may have failed of.
    next.catch(() => undefined);
    yield* value;
  }
}
