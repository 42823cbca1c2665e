import { setInt64, setTimestamp } from './batch-stream.ts';
import type { Shard } from './shard.ts';
import type { SimTime } from './units.ts';

/** What a bank will come to believe, and when. Ids that do not apply are -1 (or 0 for a transaction). */
export interface LabelRecord {
  readonly transactionId: number;
  readonly account: number;
  readonly customer: number;
  /** Code in the vocabulary `label`. */
  readonly label: number;
  /** Code in the vocabulary `label_source`. */
  readonly source: number;
  readonly at: SimTime;
}

/** Sends a label on its way: it is written when its time comes, or ends up in `truth/pending_labels`. */
export function schedule(shard: Shard, record: LabelRecord): void {
  shard.pendingLabels.add(record);
  shard.clock.at(record.at, () => {
    shard.pendingLabels.delete(record);
    if (shard.isRecording && !concernsWarmUp(record)) write(shard, record);
  });
}

/** Whether the label is about a transaction that the log does not hold. */
export function concernsWarmUp(record: LabelRecord): boolean {
  return record.transactionId < 0;
}

function write(shard: Shard, record: LabelRecord): void {
  const batch = shard.labels.forMonth(shard.currentMonth());
  const row = batch.length++;
  const columns = batch.columns;
  if (record.transactionId > 0) setInt64(columns.transaction_id, row, record.transactionId);
  columns.account_id[row] = record.account;
  columns.customer_id[row] = record.customer;
  columns.label[row] = record.label;
  setTimestamp(columns.label_time, row, shard.clock.now());
  columns.label_source[row] = record.source;
  shard.agents.learned(shard, record);
}
