import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import { startWorker } from '../../threads/start-worker.ts';
import type { DecidedOutcome, Decision, Detector, DetectorEvent, LearnedLabel } from '../detector.ts';
import { DetectorError } from '../errors.ts';
import { defaultRemoteOptions, type RemoteOptions } from '../remote-options.ts';
import { Trust } from '../trust.ts';
import {
  ENDED,
  type Failure,
  type FromThread,
  type Opening,
  SIGNAL,
  TAKEN,
  type ThreadTask,
  type ToThread,
  WORDS,
} from './messages.ts';

/** How a detector is asked that answers later, by somebody who waits for it. */
export interface WaitOptions {
  /** How long a decision is waited for, in milliseconds. */
  readonly timeoutMs: number;
  /** How long the first one is, which may have a model to load. */
  readonly firstAnswerMs: number;
}

export const defaultWaitOptions: WaitOptions = { timeoutMs: 100, firstAnswerMs: 10_000 };

/** What came of the questions put to a detector. */
export interface AskedCounts {
  /** Payments that were to be decided on. */
  asked: number;
  /** Decided by the detector, in time. */
  answered: number;
  /** No answer by the deadline. */
  timeouts: number;
  /** Of the timeouts: an answer came later, and was not used. */
  late: number;
  /** It failed, or answered what is no decision. */
  errors: number;
  /** Not put to a detector that had failed too often in a row; see `Trust`. */
  spared: number;
}

/** Outcomes and labels that may be on their way to the thread. */
const MOST_ON_THE_WAY = 4_096;
const CLOSING_MS = 5_000;

/**
 * A detector that answers later, for a simulation that does not wait: asked in a thread, while this one sleeps.
 *
 * `score` returns a decision, or throws a DetectorError: `timeout`, `failed`, `invalid_answer`, or `unusable` when it
 * has never answered at all and the run makes no sense.
 */
export class ThreadedDetector implements Detector {
  readonly counts: AskedCounts = { asked: 0, answered: 0, timeouts: 0, late: 0, errors: 0, spared: 0 };
  /** Milliseconds from the last question to its answer or to the end of the patience. */
  lastLatencyMs = Number.NaN;
  readonly #spec: string;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #control: Int32Array;
  readonly #trust: Trust;
  #listens = { observes: false, learns: false };
  #sent = 0;
  #broken: Failure | undefined;

  private constructor(spec: string, worker: Worker, port: MessagePort, control: Int32Array, options: WaitOptions) {
    this.#spec = spec;
    this.#worker = worker;
    this.#port = port;
    this.#control = control;
    this.#trust = new Trust(spec, options);
  }

  /**
   * Starts the thread and opens the detector in it.
   *
   * @param directory that paths in `spec` are relative to
   * @throws DetectorError when it cannot be opened.
   */
  static async open(
    spec: string,
    directory: string,
    options: Partial<WaitOptions & RemoteOptions> = {},
  ): Promise<ThreadedDetector> {
    const { port1, port2 } = new MessageChannel();
    const control = new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT));
    const words = control.buffer as SharedArrayBuffer;
    const remote = { ...defaultRemoteOptions, ...options };
    const task: ThreadTask = { spec, directory, remote, port: port2, words };
    const worker = startWorker(import.meta.url, 'asking-thread', task, {}, [port2]);
    const detector = new ThreadedDetector(spec, worker, port1, control, { ...defaultWaitOptions, ...options });
    await detector.#opened();
    return detector;
  }

  score(event: DetectorEvent): Decision {
    const { counts } = this;
    counts.asked++;
    this.#takeLateAnswers();
    const patienceMs = this.#trust.patienceMs(performance.now());
    if (patienceMs === 0) {
      counts.spared++;
      this.lastLatencyMs = Number.NaN;
      throw this.#trust.error;
    }
    const before = performance.now();
    this.#send({ question: counts.asked, event });
    try {
      const decision = this.#await(counts.asked, before + patienceMs);
      counts.answered++;
      this.#trust.answered();
      return decision;
    } catch (error) {
      if (!(error instanceof DetectorError)) throw error;
      if (error.code === 'timeout') counts.timeouts++;
      else counts.errors++;
      this.#trust.failed(error, performance.now());
      throw error;
    } finally {
      this.lastLatencyMs = performance.now() - before;
    }
  }

  observe(event: DetectorEvent, outcome: DecidedOutcome): void {
    if (this.#listens.observes) this.#tell({ observed: event, outcome });
  }

  learn(label: LearnedLabel): void {
    if (this.#listens.learns) this.#tell({ learned: label });
  }

  /** Closes the detector and ends the thread. */
  async close(): Promise<void> {
    const exit = once(this.#worker, 'exit');
    const timer = setTimeout(() => this.#worker.terminate(), CLOSING_MS);
    if (Atomics.load(this.#control, ENDED) === 0) {
      this.#send('close');
      await exit;
    }
    clearTimeout(timer);
    this.#takeLateAnswers();
    this.#port.close();
  }

  async #opened(): Promise<void> {
    // Until it is open, the event loop is free and the thread may take its time.
    const [opening] = (await Promise.race([once(this.#worker, 'message'), once(this.#worker, 'exit')])) as [
      Opening | number,
    ];
    if (typeof opening === 'object' && 'observes' in opening) {
      this.#listens = opening;
      return;
    }
    await this.#worker.terminate();
    this.#port.close();
    const ended: Failure = { code: 'unusable', message: 'ended its thread before it was open' };
    throw this.#error(typeof opening === 'object' ? opening.refused : ended);
  }

  #await(question: number, deadline: number): Decision {
    for (;;) {
      const signal = Atomics.load(this.#control, SIGNAL);
      const answer = this.#takeAnswer(question);
      if (answer !== undefined) {
        if ('failure' in answer) throw this.#error(answer.failure);
        return answer.decision;
      }
      if (Atomics.load(this.#control, ENDED) === 1) {
        throw this.#error(this.#broken ?? { code: 'failed', message: 'has ended its thread' });
      }
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw this.#error({ code: 'timeout', message: `did not answer in time` });
      Atomics.wait(this.#control, SIGNAL, signal, leftMs);
    }
  }

  /** The answer to a question, once it is there; answers to earlier ones are late. */
  #takeAnswer(question: number): Extract<FromThread, { readonly answer: number }> | undefined {
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { readonly message: FromThread } | undefined;
      if (received === undefined) return undefined;
      const { message } = received;
      if ('broken' in message) this.#broken = message.broken;
      if (!('answer' in message)) continue;
      if (message.answer === question) return message;
      if ('decision' in message) this.counts.late++;
    }
  }

  #takeLateAnswers(): void {
    this.#takeAnswer(-1);
  }

  #tell(message: ToThread): void {
    // A thread that takes nothing more is not written to without end.
    if (this.#sent - Atomics.load(this.#control, TAKEN) < MOST_ON_THE_WAY) this.#send(message);
  }

  #send(message: ToThread): void {
    this.#sent++;
    this.#port.postMessage(message);
  }

  #error({ code, message }: Failure): DetectorError {
    return new DetectorError(code, this.#spec, message);
  }
}
