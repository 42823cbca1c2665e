import { setTimestamp } from './batch-stream.ts';
import type { Shard } from './shard.ts';

/** Writes a purchase in cash, which no bank sees, to the truth. The caller moves the coins. */
export function recordCashPayment(shard: Shard, customer: number, merchant: number, amountCents: number): void {
  if (!shard.isRecording) return;
  const batch = shard.cashPayments.forMonth(shard.currentMonth());
  const row = batch.length++;
  setTimestamp(batch.columns.event_time, row, shard.clock.now());
  batch.columns.customer_id[row] = customer;
  batch.columns.merchant_id[row] = merchant;
  batch.columns.amount[row] = amountCents / 100;
}
