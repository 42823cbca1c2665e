import type { SimTime } from './units.ts';

/** What watchers of an account hear of a row: a snapshot, valid for good. Ids that do not apply are -1. */
export interface Posting {
  /** 0 during the warm-up, which is not written. */
  readonly transactionId: number;
  readonly time: SimTime;
  /** Code in the vocabulary `payment_type`. */
  readonly type: number;
  readonly origin: number;
  readonly destination: number;
  readonly amountCents: number;
  readonly approved: boolean;
  /** Code in the vocabulary `decline_reason`, or `NULL_CODE`. */
  readonly declineReason: number;
  readonly card: number;
  readonly merchant: number;
  /** Campaign that caused it, or 0. For truth and for victims, never for detectors. */
  readonly campaign: number;
}
