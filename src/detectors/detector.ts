/**
 * What a fraud detector is asked, what it may answer, and how it hears what became of it.
 *
 * The same contract serves every adapter (a module, HTTP, a subprocess, SQL) and every mode (replay, duel).
 */

/**
 * A payment as a bank knew it when it was asked: the `request` columns of `transactions`, by their names. Codes are
 * strings of the vocabulary, `event_time` is in milliseconds since 1970 UTC, absent values are null.
 */
export interface DetectorEvent {
  readonly transaction_id: number;
  readonly event_time: number;
  readonly payment_type: string;
  readonly channel: string;
  readonly entry_mode: string | null;
  readonly auth_method: string | null;
  readonly cvv_result: string | null;
  readonly avs_result: string | null;
  readonly parent_transaction_id: number | null;
  readonly origin_account: number;
  readonly destination_account: number;
  readonly origin_bank: string;
  readonly destination_bank: string;
  readonly card_id: number | null;
  readonly merchant_id: number | null;
  readonly terminal_id: number | null;
  readonly mcc: number | null;
  readonly device_id: number | null;
  readonly ip: number | null;
  readonly session_id: number | null;
  readonly country: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Currency units, exact cents. */
  readonly amount: number;
  readonly currency: string;
  readonly destination_amount: number | null;
  readonly destination_currency: string | null;
  readonly reference: string | null;
}

/**
 * - `approve` lets the payment through, `decline` refuses it;
 * - `step_up` asks the payer to prove himself once more;
 * - `review` lets it through and puts it before an analyst;
 * - `hold` keeps the money back until an analyst has looked;
 * - `freeze` refuses it and freezes the account until an analyst has looked.
 */
export const actions = ['approve', 'decline', 'step_up', 'review', 'hold', 'freeze'] as const;

export type Action = (typeof actions)[number];

export interface Decision {
  readonly action: Action;
  /** The higher, the more suspicious; 0 to 1 where it is a probability. Needed for budgets and rankings. */
  readonly score?: number;
  /** Why, for people. */
  readonly reasons?: readonly string[];
}

/** What became of an event; it may go back to the detector because the bank itself knows it by then. */
export interface DecidedOutcome {
  readonly status: 'approved' | 'declined';
  readonly decline_reason: string | null;
  /** Currency units; null for banks that do not report. */
  readonly origin_balance_after: number | null;
  readonly destination_balance_after: number | null;
}

/** Something that the bank learns, at the moment when it learns it. It may be wrong. */
export interface LearnedLabel {
  readonly transaction_id: number | null;
  readonly account_id: number | null;
  readonly customer_id: number | null;
  readonly label: string;
  readonly label_time: number;
  readonly label_source: string;
}

/** A decision on a payment that has been observed already: what a detector finds when it looks back. */
export interface LateDecision extends Decision {
  readonly transaction_id: number;
}

/** How a detector that decides in batches is called. */
export interface Sweep {
  /** Time of the log between two calls, in milliseconds. */
  readonly everyMs: number;
  /**
   * Decides on payments observed before `until` (milliseconds since 1970 UTC). They have settled: of the actions,
   * `review` and `freeze` still do something, the others count as alerts.
   */
  decide(until: number): readonly LateDecision[] | Promise<readonly LateDecision[]>;
}

/** A detector at work. Everything but `score` is optional. */
export interface Detector {
  /** Decides on one payment, from it and from whatever was observed and learned before. */
  score(event: DetectorEvent): Decision | Promise<Decision>;
  /** Every payment, decided by whomever, and what became of it, in order, before the next is scored. */
  observe?(event: DetectorEvent, outcome: DecidedOutcome): void;
  /** Every label when the bank learns it. */
  learn?(label: LearnedLabel): void;
  /** For detectors that decide in batches, in addition to `score`. */
  readonly sweep?: Sweep;
  /** Milliseconds that the last answer took, where that is measured. */
  readonly lastLatencyMs?: number;
  /** Called once at the end. */
  close?(): void | Promise<void>;
}
