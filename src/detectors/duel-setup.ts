import type { SimTime } from '../kernel/units.ts';
import type { Truth } from './adapter.ts';
import type { Fallback } from './ask.ts';
import type { DecisionLog } from './decision-log.ts';
import type { Detector } from './detector.ts';

/** What the truth says of the payment that is in hand. Set by the banks' control, read by the oracle. */
export class PresentTruth implements Truth {
  private transactionId = 0;
  private fraud = false;

  set(transactionId: number, isFraud: boolean): void {
    this.transactionId = transactionId;
    this.fraud = isFraud;
  }

  isFraud(transactionId: number): boolean {
    if (transactionId !== this.transactionId) throw new Error(`transaction ${transactionId} is not in hand`);
    return this.fraud;
  }
}

/** Puts a detector in the place of some banks' own rules. */
export interface DuelSetup {
  /** As the user named it. */
  readonly spec: string;
  /** Answers at once. */
  readonly detector: Detector;
  readonly truth: PresentTruth;
  /** Codes of the banks that it works for. */
  readonly homeBanks: readonly string[];
  /** Until then it observes and learns, and everything that passes the banks' own checks is approved. */
  readonly asksFrom: SimTime;
  /** Alerts that analysts look at a day. */
  readonly alertsPerDay: number;
  readonly fallback: Fallback;
  readonly log: DecisionLog;
}
