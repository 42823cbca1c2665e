import { performance } from 'node:perf_hooks';
import { checkDecision } from '../../detectors/check-decision.ts';
import type { DecisionLog } from '../../detectors/decision-log.ts';
import type { Action, Decision, Detector, DetectorEvent } from '../../detectors/detector.ts';
import { DetectorError } from '../../detectors/errors.ts';
import { Trust } from '../../detectors/trust.ts';
import { Latency } from './latency.ts';
import { outcomeOf } from './outcome-of.ts';

/** How payments are put to a detector that is not waited for. */
export interface OpenLoopOptions {
  /** Milliseconds from sending after which an answer is too late. */
  readonly timeoutMs: number;
  /** Questions under way at once; a payment beyond them is dropped. */
  readonly inFlight: number;
  /** Milliseconds after which an answer counts as never given. */
  readonly giveUpMs: number;
  /** What happens to a payment on which there is no decision in time. */
  readonly fallback: Extract<Action, 'approve' | 'decline'>;
}

/** What became of the payments; together the last five make up `due`. */
export interface OpenLoopCounts {
  due: number;
  /** Decided by the detector, in time. */
  answered: number;
  /** Answered too late, perhaps rightly. */
  late: number;
  /** Not answered at all. */
  unanswered: number;
  /** It failed, or answered what is no decision. */
  errors: number;
  /** Not even asked: too many questions were under way. */
  dropped: number;
}

/**
 * Puts payments to a detector without waiting for answers, as customers do. A slow answer therefore delays no question:
 * it shows in its own latency and in that of those that stand in line behind it.
 */
export class OpenLoop {
  readonly counts: OpenLoopCounts = { due: 0, answered: 0, late: 0, unanswered: 0, errors: 0, dropped: 0 };
  /** From the intended moment to the answer: what a customer feels. Answers that never came count until they were given up. */
  readonly response = new Latency();
  /** From the moment of sending: what the detector itself took. */
  readonly service = new Latency();
  /** From the intended moment to that of sending: how well this program keeps time. */
  readonly lag = new Latency();
  readonly #detector: Detector;
  readonly #spec: string;
  readonly #options: OpenLoopOptions;
  readonly #log: DecisionLog;
  readonly #trust: Trust;
  readonly #underWay = new Set<Promise<void>>();
  #uselessness: DetectorError | undefined;
  #onFreed: () => void = () => undefined;

  constructor(detector: Detector, spec: string, options: OpenLoopOptions, log: DecisionLog) {
    this.#detector = detector;
    this.#spec = spec;
    this.#options = options;
    this.#log = log;
    const { timeoutMs, giveUpMs } = options;
    this.#trust = new Trust(spec, { timeoutMs, firstAnswerMs: giveUpMs });
  }

  /** Puts a payment, whose row in the log holds the fallback until there is a decision, to the detector. */
  send(event: DetectorEvent, row: number, intendedAt: number): void {
    this.throwIfUseless();
    const { counts } = this;
    counts.due++;
    if (this.#underWay.size >= this.#options.inFlight) {
      counts.dropped++;
      this.#fallBack(row, 'dropped');
      return;
    }
    const sentAt = performance.now();
    this.lag.record(sentAt - intendedAt);
    const question = this.#settle(this.#score(event), event, row, intendedAt, sentAt);
    this.#underWay.add(question);
    question.finally(() => {
      this.#underWay.delete(question);
      this.#onFreed();
    });
  }

  /** Puts a payment to the detector and waits for what comes of it; it counts in no histogram. Milliseconds it took. */
  async sendFirst(event: DetectorEvent, row: number): Promise<number> {
    const sentAt = performance.now();
    this.counts.due++;
    await this.#settle(this.#score(event), event, row, Number.NaN, sentAt);
    this.throwIfUseless();
    return performance.now() - sentAt;
  }

  /** Resolves when a question may be put without being dropped. */
  async freeSlot(): Promise<void> {
    while (this.#underWay.size >= this.#options.inFlight) {
      await new Promise<void>((resolve) => {
        this.#onFreed = resolve;
      });
    }
  }

  /** Resolves when nothing is under way any more. */
  async end(): Promise<void> {
    await Promise.all(this.#underWay);
    this.throwIfUseless();
  }

  /** @throws DetectorError when the detector has never given a decision. */
  throwIfUseless(): void {
    if (this.#uselessness !== undefined) throw this.#uselessness;
  }

  /** A detector may answer at once, later, or throw in between. */
  async #score(event: DetectorEvent): Promise<Decision> {
    return this.#detector.score(event);
  }

  async #settle(
    answer: Promise<Decision>,
    event: DetectorEvent,
    row: number,
    intendedAt: number,
    sentAt: number,
  ): Promise<void> {
    const { counts } = this;
    const isFirst = Number.isNaN(intendedAt);
    try {
      const decision = checkDecision(await this.#orGiveUp(answer), event, this.#spec);
      const serviceMs = this.#record(intendedAt, sentAt, row);
      this.#trust.answered();
      if (!isFirst && serviceMs > this.#options.timeoutMs) {
        counts.late++;
        this.#fallBack(row, 'timeout');
      } else {
        counts.answered++;
        this.#decide(row, decision);
      }
    } catch (error) {
      const failure = this.#toDetectorError(error);
      if (failure.code === 'timeout') {
        counts.unanswered++;
        this.#record(intendedAt, sentAt, row);
      } else {
        counts.errors++;
      }
      this.#fallBack(row, failure.code);
      this.#judge(failure);
    }
  }

  /** Returns the milliseconds since sending. */
  #record(intendedAt: number, sentAt: number, row: number): number {
    const now = performance.now();
    const isFirst = Number.isNaN(intendedAt);
    this.#log.latencyMs[row] = now - (isFirst ? sentAt : intendedAt);
    if (isFirst) return now - sentAt;
    this.response.record(now - intendedAt);
    this.service.record(now - sentAt);
    return now - sentAt;
  }

  #decide(row: number, { action, score, reasons }: Decision): void {
    const log = this.#log;
    log.action[row] = action;
    log.outcome[row] = outcomeOf(action);
    log.score[row] = score ?? Number.NaN;
    log.reasons[row] = reasons === undefined || reasons === null ? null : reasons.join('; ');
    log.isFallback[row] = false;
  }

  #fallBack(row: number, reason: string): void {
    this.#log.reasons[row] = `fallback: ${reason}`;
  }

  /** Adapters give up by themselves; a promise of a module may never do so. */
  async #orGiveUp(answer: Promise<Decision>): Promise<Decision> {
    let timer: NodeJS.Timeout | undefined;
    const { giveUpMs } = this.#options;
    const givenUp = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new DetectorError('timeout', this.#spec, `did not answer in ${giveUpMs} ms`)),
        giveUpMs,
      );
    });
    try {
      return await Promise.race([answer, givenUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  #toDetectorError(error: unknown): DetectorError {
    if (error instanceof DetectorError) return error;
    const problem = error instanceof Error ? error.message : String(error);
    return new DetectorError('failed', this.#spec, `failed: ${problem}`, { cause: error });
  }

  #judge(failure: DetectorError): void {
    if (failure.code === 'unusable') this.#uselessness = failure;
    try {
      this.#trust.failed(failure, performance.now());
    } catch (error) {
      this.#uselessness = error as DetectorError;
    }
  }
}
