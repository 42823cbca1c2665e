import type { MessagePort } from 'node:worker_threads';
import type { DecidedOutcome, DetectorEvent, LearnedLabel } from '../detector.ts';

/** What the thread of the rules is started with. */
export interface RulesTask {
  /** The SELECT of the user. */
  readonly sql: string;
  readonly port: MessagePort;
  /** One word, which the thread bumps after each answer while the other side sleeps on it. */
  readonly signal: SharedArrayBuffer;
}

/** A payment as the rules see it: what was asked, and what became of it. */
export type SeenPayment = DetectorEvent & DecidedOutcome;

/** Everything that happened since the last batch and before `until`, which is what the rules call `now`. */
export interface Batch {
  readonly until: number;
  readonly payments: readonly SeenPayment[];
  readonly labels: readonly LearnedLabel[];
}

/** A row of the answer, not yet checked. */
export interface RuleRow {
  readonly transaction_id?: unknown;
  readonly account_id?: unknown;
  readonly action?: unknown;
  readonly score?: unknown;
  readonly reason?: unknown;
}

export type FromRules = { readonly rows: readonly RuleRow[] } | { readonly problem: string };
