import type { DecisionLog } from '../../detectors/decision-log.ts';
import type { Detector } from '../../detectors/detector.ts';

/**
 * Lets a detector that decides in batches look back at every full interval of the log's time. What it finds has settled
 * long ago, whatever the action: it counts as an alert.
 */
export class LookBack {
  readonly #detector: Detector;
  readonly #log: DecisionLog;
  /** Rows of the log by transaction. */
  readonly #rows = new Map<number, number>();
  #next = 0;

  constructor(detector: Detector, log: DecisionLog) {
    this.#detector = detector;
    this.#log = log;
  }

  /** Remembers where the decision on a payment is logged. */
  note(transactionId: number, row: number): void {
    if (this.#detector.sweep !== undefined) this.#rows.set(transactionId, row);
  }

  /** Takes the decisions of the last full interval before a time of the log, in milliseconds, once. */
  async until(time: number): Promise<void> {
    const { sweep } = this.#detector;
    if (sweep === undefined || time < this.#next) return;
    const full = Math.floor(time / sweep.everyMs) * sweep.everyMs;
    this.#next = full + sweep.everyMs;
    const log = this.#log;
    for (const { transaction_id, action, score, reasons } of await sweep.decide(full)) {
      const row = this.#rows.get(transaction_id);
      if (row === undefined || action === 'approve' || log.outcome[row] !== 'approved') continue;
      log.action[row] = 'review';
      log.score[row] = score ?? Number.NaN;
      log.reasons[row] = reasons?.join('; ') ?? null;
    }
  }
}
