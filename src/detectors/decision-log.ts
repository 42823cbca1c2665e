import type { Action } from './detector.ts';

/**
 * What became of a decision: the payment went through or not, for a step-up whether the payer passed it, for a hold what
 * the analyst found.
 */
export const decisionOutcomes = [
  'approved',
  'declined',
  'step_up_passed',
  'step_up_failed',
  'held',
  'held_released',
  'held_confirmed',
] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** A decision as it is logged. Ids that do not apply are -1, a score that was not given is NaN. */
export interface LoggedDecision {
  readonly transactionId: number;
  readonly time: number;
  readonly customer: number;
  readonly amountCents: number;
  readonly score: number;
  readonly action: Action;
  readonly reasons: string | null;
  readonly latencyMs: number;
  readonly isFallback: boolean;
  readonly outcome: DecisionOutcome;
  readonly isFraud: boolean;
  readonly typology: string | null;
  readonly campaign: number;
  /** What the victim loses if it goes through. */
  readonly lossCents: number;
}

/** Every decision of a run, column by column: there may be millions. */
export class DecisionLog {
  readonly transactionId: number[] = [];
  readonly time: number[] = [];
  readonly customer: number[] = [];
  readonly amountCents: number[] = [];
  readonly score: number[] = [];
  readonly action: Action[] = [];
  readonly reasons: (string | null)[] = [];
  readonly latencyMs: number[] = [];
  readonly isFallback: boolean[] = [];
  readonly outcome: DecisionOutcome[] = [];
  readonly isFraud: boolean[] = [];
  readonly typology: (string | null)[] = [];
  readonly campaign: number[] = [];
  readonly lossCents: number[] = [];
  /** When an alert was raised on it, or NaN. */
  readonly alertTime: number[] = [];

  get length(): number {
    return this.transactionId.length;
  }

  /** Returns the row. */
  add(decision: LoggedDecision): number {
    this.transactionId.push(decision.transactionId);
    this.time.push(decision.time);
    this.customer.push(decision.customer);
    this.amountCents.push(decision.amountCents);
    this.score.push(decision.score);
    this.action.push(decision.action);
    this.reasons.push(decision.reasons);
    this.latencyMs.push(decision.latencyMs);
    this.isFallback.push(decision.isFallback);
    this.outcome.push(decision.outcome);
    this.isFraud.push(decision.isFraud);
    this.typology.push(decision.typology);
    this.campaign.push(decision.campaign);
    this.lossCents.push(decision.lossCents);
    this.alertTime.push(Number.NaN);
    return this.length - 1;
  }
}
