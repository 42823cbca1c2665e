import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/**
 * When payments go out: `rate` a second; `speed` times as fast as they happened; or each as soon as a question may be
 * under way once more.
 */
export type Pace = { readonly rate: number } | { readonly speed: number } | 'unpaced';

/** Timers wake late by milliseconds under load: they are used for long waits only, and end this early, in ms. */
const TIMER_MARGIN_MS = 10;
const SHORTEST_SLEEP_MS = 10;
/** Payments that go out without a look at the event loop, where answers wait. */
const MOST_IN_A_TURN = 32;

/** The moments at which payments are meant to go out, whatever became of those before. */
export class Schedule {
  readonly #pace: Pace;
  readonly #startedAt = performance.now();
  readonly #firstEventTime: number;
  #number = 0;
  #inTurn = 0;

  /** @param firstEventTime time of the log at which the schedule starts, in milliseconds */
  constructor(pace: Pace, firstEventTime: number) {
    this.#pace = pace;
    this.#firstEventTime = firstEventTime;
  }

  /** The real time, in milliseconds, at which the next payment is to go out. */
  next(eventTime: number): number {
    const number = this.#number++;
    if (this.#pace === 'unpaced') return performance.now();
    if ('rate' in this.#pace) return this.#startedAt + (number * 1_000) / this.#pace.rate;
    return this.#startedAt + (eventTime - this.#firstEventTime) / this.#pace.speed;
  }

  /**
   * Resolves at a moment or, if that has passed, at once, but lets answers in between every few payments. Sleeps while
   * there is time and then goes round the event loop, which wakes within microseconds and keeps reading answers.
   */
  async reach(moment: number, signal: AbortSignal | undefined): Promise<void> {
    let leftMs = moment - performance.now();
    if (leftMs <= 0) {
      if (++this.#inTurn < MOST_IN_A_TURN) return;
      await nextTurn();
    }
    this.#inTurn = 0;
    while (leftMs > 0) {
      if (leftMs > TIMER_MARGIN_MS + SHORTEST_SLEEP_MS) await sleep(leftMs - TIMER_MARGIN_MS, undefined, { signal });
      else await nextTurn();
      signal?.throwIfAborted();
      leftMs = moment - performance.now();
    }
  }
}
