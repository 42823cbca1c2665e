import type { Campaign } from './campaign.ts';
import type { Cast } from './cast.ts';
import type { LabelRecord } from './label.ts';
import type { Order } from './order.ts';
import type { Payment } from './payment.ts';
import type { RowsPerPurchase } from './plan.ts';
import type { Rng } from './random.ts';
import type { Shard } from './shard.ts';

/** Turns the intent in a row of `shard.intents` into a payment, an event, or nothing. */
export type Fulfil = (shard: Shard, row: number) => void;

/**
 * What the kernel asks of the agents; it knows no bank product itself.
 */
export interface Agents {
  /** Rows that a planned purchase by card comes to, refunds included; prevalence is measured against it. */
  readonly rowsPerPurchase: RowsPerPurchase;
  /** Answers to each intent action, in the order of `intentActions`. */
  readonly fulfil: readonly Fulfil[];
  /** Called before the intents in `shard.intents` are carried out, to bring what they will need into the cache. */
  readonly foresee: (shard: Shard) => void;
  /** The bank's answer to a payment: a code of `decline_reason`, or `NULL_CODE` when it may pass. */
  readonly authorise: (shard: Shard, payment: Payment) => number;
  /** Called after every row, approved or not. */
  readonly posted: (shard: Shard, payment: Payment) => void;
  /** Called when a bank learns something, right after the label is written. */
  readonly learned: (shard: Shard, record: LabelRecord) => void;
  /** Fills `shard.payment` with what a bank sees of an order. */
  readonly fill: (shard: Shard, order: Order, rng: Rng) => void;
  /** Chooses the people of a campaign. */
  readonly cast: (shard: Shard, rng: Rng, campaign: Campaign) => Cast;
  /** Called once before the first day: institutions subscribe to what concerns them. */
  readonly start: (shard: Shard) => void;
}
