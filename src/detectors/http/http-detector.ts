import { Pool } from 'undici';
import { checkDecision } from '../check-decision.ts';
import type { DecidedOutcome, Decision, Detector, DetectorEvent, LearnedLabel } from '../detector.ts';
import { DetectorError } from '../errors.ts';
import { defaultRemoteOptions, type RemoteOptions } from '../remote-options.ts';
import { Feedback } from './feedback.ts';
import { GivenUp, post } from './post.ts';

/** Largest answer that is read, in bytes per event asked about. */
const LARGEST_ANSWER = 65_536;

interface Waiting {
  readonly event: DetectorEvent;
  resolve(decision: Decision): void;
  reject(error: unknown): void;
}

/**
 * A detector behind HTTP: events out and decisions in as JSON, as `docs/detector-openapi.yaml` describes.
 *
 * `score` rejects with a DetectorError when the service cannot be reached, answers with another status than 2xx, with
 * something that is no decision, or not at all.
 */
export class HttpDetector implements Detector {
  readonly #spec: string;
  readonly #path: string;
  readonly #pool: Pool;
  readonly #options: RemoteOptions;
  readonly #feedback: Feedback | undefined;
  #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(spec: string, options: Partial<RemoteOptions> = {}) {
    const url = new URL(spec);
    this.#spec = spec;
    this.#path = url.pathname + url.search;
    this.#options = { ...defaultRemoteOptions, ...options };
    const { inFlight, giveUpMs, batchSize, feedback } = this.#options;
    this.#pool = new Pool(url.origin, {
      connections: inFlight,
      // One request a socket, so that a slow answer holds up no other.
      pipelining: 1,
      connect: { timeout: giveUpMs },
      // Requests have a deadline of their own, from the moment when they are made.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: LARGEST_ANSWER * Math.max(1, batchSize),
    });
    this.#feedback = feedback ? new Feedback(spec, this.#pool, this.#path, giveUpMs) : undefined;
  }

  async score(event: DetectorEvent): Promise<Decision> {
    if (this.#feedback !== undefined) await this.#tell(this.#feedback);
    this.#underWay++;
    try {
      return await this.#ask(event);
    } finally {
      this.#underWay--;
    }
  }

  observe(event: DetectorEvent, outcome: DecidedOutcome): void {
    this.#feedback?.add({ observed: { event, outcome } });
  }

  learn(label: LearnedLabel): void {
    this.#feedback?.add({ learned: label });
  }

  /** Drops what is under way. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Who asks one question after another has it answered with all that is known; who asks many at once cannot wait. */
  async #tell(feedback: Feedback): Promise<void> {
    const sent = feedback.send();
    if (this.#underWay === 0) await sent;
    else sent.catch(() => undefined);
  }

  async #ask(event: DetectorEvent): Promise<Decision> {
    if (this.#options.batchSize <= 1) {
      const headers = { 'idempotency-key': String(event.transaction_id) };
      return checkDecision(await this.#post(event, headers), event, this.#spec);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      if (this.#waiting.length === this.#options.batchSize) this.#sendBatch();
      else if (this.#waiting.length === 1) setImmediate(() => this.#sendBatch());
    });
  }

  async #sendBatch(): Promise<void> {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    try {
      const answers = await this.#post(batch.map(({ event }) => event));
      if (!Array.isArray(answers) || answers.length !== batch.length) {
        throw this.#error('invalid_answer', `answered no array of ${batch.length} decisions to as many events`);
      }
      for (const [index, { event, resolve, reject }] of batch.entries()) {
        try {
          resolve(checkDecision(answers[index], event, this.#spec));
        } catch (error) {
          reject(error);
        }
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  async #post(content: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const body = JSON.stringify(content);
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#postOnce(body, headers);
      } catch (error) {
        const isTransient = error instanceof DetectorError && error.code === 'failed';
        if (!isTransient || attempt >= this.#options.retries) throw error;
      }
    }
  }

  async #postOnce(body: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
    const { giveUpMs } = this.#options;
    try {
      const all = { 'content-type': 'application/json', accept: 'application/json', ...headers };
      const { statusCode, text } = await post(this.#pool, { path: this.#path, headers: all, body, giveUpMs });
      if (statusCode < 200 || statusCode > 299) throw this.#error('failed', `answered with HTTP status ${statusCode}`);
      return this.#parse(text);
    } catch (error) {
      if (error instanceof DetectorError) throw error;
      if (error instanceof GivenUp) throw this.#error('timeout', `did not answer in ${giveUpMs} ms`);
      throw this.#error('failed', `cannot be asked: ${describe(error)}`, error);
    }
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.#error('invalid_answer', `answered ${JSON.stringify(text.slice(0, 40))}, which is not JSON`);
    }
  }

  #error(code: 'failed' | 'invalid_answer' | 'timeout', message: string, cause?: unknown): DetectorError {
    return new DetectorError(code, this.#spec, message, { cause });
  }
}

function describe(error: unknown): string {
  // Node tries several addresses of a name and reports all of them; undici packs what happened to a socket.
  if (error instanceof AggregateError && error.errors[0] !== undefined) return describe(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
