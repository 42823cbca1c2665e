import { setInt64, setTimestamp } from './batch-stream.ts';
import type { Shard } from './shard.ts';

/** Something that moves no money. Codes index the vocabularies; what is left out is null. */
export interface EventRecord {
  readonly type: number;
  readonly customer: number;
  readonly channel: number;
  readonly account?: number;
  readonly card?: number;
  readonly counterparty?: number;
  readonly transactionId?: number;
  readonly session?: number;
  readonly device?: number;
  readonly ip?: number;
  readonly oldValue?: number;
  readonly newValue?: number;
  /** Default true. */
  readonly succeeded?: boolean;
}

/**
 * Writes what a customer does online at this moment: the frequent kind of event, without an object to describe it. How
 * he got there (session, device, address, channel) stands in `shard.payment`, filled as for a payment.
 */
export function recordOnline(
  shard: Shard,
  type: number,
  customer: number,
  account: number,
  counterparty: number,
  succeeded: boolean,
): void {
  if (!shard.isRecording) return;
  const { device, ip, session, channel } = shard.payment;
  const batch = shard.events.forMonth(shard.currentMonth());
  const row = batch.length++;
  const columns = batch.columns;
  setInt64(columns.event_id, row, ++shard.lastEventId);
  setTimestamp(columns.event_time, row, shard.clock.now());
  columns.event_type[row] = type;
  columns.customer_id[row] = customer;
  columns.account_id[row] = account;
  columns.counterparty_account[row] = counterparty;
  if (session >= 0) setInt64(columns.session_id, row, session);
  columns.device_id[row] = device;
  columns.ip[row] = ip;
  columns.channel[row] = channel;
  columns.outcome[row] = succeeded ? 0 : 1;
}

/** Writes an event of the present moment. */
export function recordEvent(shard: Shard, event: EventRecord): void {
  if (!shard.isRecording) return;
  const batch = shard.events.forMonth(shard.currentMonth());
  const row = batch.length++;
  const columns = batch.columns;
  setInt64(columns.event_id, row, ++shard.lastEventId);
  setTimestamp(columns.event_time, row, shard.clock.now());
  columns.event_type[row] = event.type;
  columns.customer_id[row] = event.customer;
  columns.account_id[row] = event.account ?? -1;
  columns.card_id[row] = event.card ?? -1;
  columns.counterparty_account[row] = event.counterparty ?? -1;
  if (event.transactionId !== undefined && event.transactionId > 0) {
    setInt64(columns.transaction_id, row, event.transactionId);
  }
  if (event.session !== undefined && event.session >= 0) setInt64(columns.session_id, row, event.session);
  columns.device_id[row] = event.device ?? -1;
  columns.ip[row] = event.ip ?? 0;
  columns.channel[row] = event.channel;
  columns.old_value[row] = event.oldValue ?? -1;
  columns.new_value[row] = event.newValue ?? -1;
  columns.outcome[row] = event.succeeded === false ? 1 : 0;
}
