import { checkDecision } from '../check-decision.ts';
import type { Decision, DetectorEvent } from '../detector.ts';
import { DetectorError } from '../errors.ts';
import type { RemoteOptions } from '../remote-options.ts';

/** Questions that may be open, given up ones included, before no more are put. */
const MOST_OPEN = 4_096;
/** Lines that answer no question before a process is no longer listened to. */
const MOST_STRAY_LINES = 1_000;

interface Question {
  readonly event: DetectorEvent;
  readonly timer: NodeJS.Timeout;
  resolve(decision: Decision): void;
  reject(error: unknown): void;
}

/**
 * Finds out which question a line answers.
 *
 * A line that carries a `transaction_id` answers that question. A line without answers the oldest. That is right as long
 * as a process prints exactly a line per event: once it has printed another line, its lines without an id are no longer
 * believed, for they may decide on the wrong payment.
 */
export class AnswersInOrder {
  readonly #spec: string;
  readonly #giveUpMs: number;
  readonly #open = new Map<number, Question>();
  #strayLines = 0;
  #givesIds = false;

  constructor(spec: string, { giveUpMs }: Pick<RemoteOptions, 'giveUpMs'>) {
    this.#spec = spec;
    this.#giveUpMs = giveUpMs;
  }

  /** A question is being put. Resolves with its decision. */
  expect(event: DetectorEvent): Promise<Decision> {
    if (this.#open.size >= MOST_OPEN) return Promise.reject(this.#error('failed', 'has stopped answering'));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(event.transaction_id), this.#giveUpMs);
      this.#open.set(event.transaction_id, { event, timer, resolve, reject });
    });
  }

  /**
   * A line was printed.
   *
   * @throws Error when nearly everything that is printed answers nothing.
   */
  take(line: string): void {
    const answer = parse(line);
    if (answer === undefined) {
      const problem = `printed ${JSON.stringify(line.slice(0, 40))}, which is not JSON`;
      // It may have been meant for the oldest question, which nothing else will answer for sure.
      if (!this.#givesIds) this.#failOldest(this.#error('invalid_answer', problem));
      this.#countStrayLine();
      return;
    }
    const id = (answer as { readonly transaction_id?: unknown } | null)?.transaction_id;
    if (id === undefined) this.#takeNext(answer);
    else this.#takeFor(id, answer);
  }

  /** Nothing more will be answered. */
  fail(error: DetectorError): void {
    for (const id of this.#open.keys()) this.#settle(id, ({ reject }) => reject(error));
  }

  #takeNext(answer: unknown): void {
    const [oldest] = this.#open.keys();
    if (oldest === undefined) this.#countStrayLine();
    else if (this.#strayLines > 0) this.#failOldest(this.#outOfStep());
    else this.#decide(oldest, answer);
  }

  #takeFor(id: unknown, answer: unknown): void {
    this.#givesIds = true;
    if (typeof id === 'number' && this.#open.has(id)) this.#decide(id, answer);
    else this.#countStrayLine();
  }

  #failOldest(error: DetectorError): void {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined) this.#settle(oldest, ({ reject }) => reject(error));
  }

  #giveUp(id: number): void {
    const { reject } = this.#open.get(id)!;
    reject(this.#error('timeout', `did not answer in ${this.#giveUpMs} ms`));
    // Without ids, it stays the question that the next line answers.
    if (this.#givesIds) this.#open.delete(id);
  }

  #decide(id: number, answer: unknown): void {
    this.#settle(id, ({ event, resolve, reject }) => {
      try {
        resolve(checkDecision(answer, event, this.#spec));
      } catch (error) {
        reject(error);
      }
    });
  }

  #settle(id: number, how: (question: Question) => void): void {
    const question = this.#open.get(id)!;
    this.#open.delete(id);
    clearTimeout(question.timer);
    how(question);
  }

  #countStrayLine(): void {
    if (++this.#strayLines <= MOST_STRAY_LINES) return;
    throw new Error(`printed more than ${MOST_STRAY_LINES} lines that answer nothing; print logs to standard error`);
  }

  #outOfStep(): DetectorError {
    const remedy = 'print nothing but decisions, or put the transaction_id into each';
    return this.#error('invalid_answer', `has printed lines that answer nothing, so its order is in doubt; ${remedy}`);
  }

  #error(code: 'failed' | 'invalid_answer' | 'timeout', message: string): DetectorError {
    return new DetectorError(code, this.#spec, message);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
