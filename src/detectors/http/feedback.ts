import type { Dispatcher } from 'undici';
import { DetectorError } from '../errors.ts';
import { post } from './post.ts';

/** Messages that may wait while one request is under way; further ones are left out. */
const LARGEST_BACKLOG = 50_000;

/**
 * Tells a service what became of payments and what the bank learned: arrays of messages, one request after another, to
 * the path beside that of the questions (`/score` has `/feedback` beside it).
 */
export class Feedback {
  readonly #spec: string;
  readonly #dispatcher: Dispatcher;
  readonly #path: string;
  readonly #giveUpMs: number;
  #waiting: unknown[] = [];
  #sending: Promise<void> | undefined;
  #refusal: DetectorError | undefined;

  constructor(spec: string, dispatcher: Dispatcher, path: string, giveUpMs: number) {
    this.#spec = spec;
    this.#dispatcher = dispatcher;
    this.#path = path.replace(/[^/?]*(\?.*)?$/, 'feedback');
    this.#giveUpMs = giveUpMs;
  }

  add(message: unknown): void {
    if (this.#waiting.length < LARGEST_BACKLOG) this.#waiting.push(message);
  }

  /**
   * Sends what waits. Resolves when it has arrived, or could not be sent: a service that is down is told nothing.
   *
   * @throws DetectorError `unusable` when the service does not take feedback, which the user asked for.
   */
  async send(): Promise<void> {
    while (this.#waiting.length > 0 || this.#sending !== undefined) {
      this.#sending ??= this.#sendWaiting();
      await this.#sending;
    }
    if (this.#refusal !== undefined) throw this.#refusal;
  }

  async #sendWaiting(): Promise<void> {
    const body = JSON.stringify(this.#waiting);
    this.#waiting = [];
    const headers = { 'content-type': 'application/json' };
    try {
      const request = { path: this.#path, headers, body, giveUpMs: this.#giveUpMs };
      const { statusCode } = await post(this.#dispatcher, request);
      if (statusCode >= 400 && statusCode <= 499) {
        const problem = `answered feedback to ${this.#path} with HTTP status ${statusCode}; leave out --feedback`;
        this.#refusal = new DetectorError('unusable', this.#spec, problem);
      }
    } catch {
      // That it is down will be counted with the questions.
    }
    this.#sending = undefined;
  }
}
