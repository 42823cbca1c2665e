import { DetectorError } from './errors.ts';

/** Failures in a row, from the first question on, after which a detector counts as one that never answers. */
const FAILURES_TO_BEGIN_WITH = 20;
/** Failures in a row after which a detector that has answered before is spared most questions. */
const FAILURES_IN_A_ROW = 50;
/** How often it is tried then, in milliseconds. */
const TRIED_EVERY_MS = 1_000;

/**
 * How long a detector is waited for, by what it has answered so far. A dead one must not make each of a million payments
 * wait for its deadline: after 50 failures in a row it is asked once a second, until it answers again.
 */
export class Trust {
  readonly #spec: string;
  readonly #timeoutMs: number;
  readonly #firstAnswerMs: number;
  #hasAnswered = false;
  #failures = 0;
  #lastFailureAt = 0;
  #lastError: DetectorError | undefined;

  constructor(spec: string, options: { readonly timeoutMs: number; readonly firstAnswerMs: number }) {
    this.#spec = spec;
    this.#timeoutMs = options.timeoutMs;
    this.#firstAnswerMs = options.firstAnswerMs;
  }

  /** Milliseconds to wait for the next answer; 0 if the question is not worth it. `now` is a real time. */
  patienceMs(now: number): number {
    const isSpared = this.#failures >= FAILURES_IN_A_ROW && now - this.#lastFailureAt < TRIED_EVERY_MS;
    if (isSpared) return 0;
    return this.#hasAnswered || this.#failures > 0 ? this.#timeoutMs : Math.max(this.#firstAnswerMs, this.#timeoutMs);
  }

  /** What the last question failed of. */
  get error(): DetectorError {
    return this.#lastError ?? new DetectorError('failed', this.#spec, 'has failed');
  }

  answered(): void {
    this.#hasAnswered = true;
    this.#failures = 0;
  }

  /** @throws DetectorError `unusable` when it has never answered, so that the run would say nothing about it. */
  failed(error: DetectorError, now: number): void {
    this.#lastError = error;
    this.#lastFailureAt = now;
    this.#failures++;
    if (this.#hasAnswered) return;
    const isSilent = error.code === 'timeout' && this.#failures === 1;
    if (!isSilent && this.#failures < FAILURES_TO_BEGIN_WITH) return;
    const problem = error.message.slice(error.spec.length + 2);
    const patience = isSilent ? ` within the ${this.#firstAnswerMs} ms that the first answer may take` : '';
    throw new DetectorError('unusable', this.#spec, `has never given a decision${patience}: ${problem}`, {
      cause: error,
    });
  }
}
