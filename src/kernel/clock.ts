import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import type { SimTime } from './units.ts';

/** The clock was asked for something that simulated time cannot give: a NaN delay, a step back, a nested advance. */
export class ClockError extends Error {
  override readonly name = 'ClockError';
}

type Work<T> = (this: SchedulerAction<T>, state?: T) => void;
/** What lies in a slot: a plain callback of `at`, an RxJS action, or nothing once cancelled. */
type Entry = (() => void) | ClockAction<unknown> | undefined;

const INITIAL_CAPACITY = 64;

/**
 * Simulated time: an RxJS scheduler and a queue of actions in the order (integer ms, sequence of scheduling).
 *
 * Nothing happens by itself. The owner moves time with `advanceTo`; in between, `now()` stands still, and real timers
 * are never touched. Pass the clock wherever RxJS takes a scheduler. Three things to know:
 *
 * - `repeat({ delay: ms })` and `retry({ delay: ms })` take no scheduler and leak to real timers: use their function
 *   form, `() => timer(ms, clock)`.
 * - RxJS reports what a subscriber's own `next` throws through a real `setTimeout`: do the work in operators and handle
 *   `error`.
 * - A delay of Infinity never fires (a real timer would fire at once); a NaN delay throws a `ClockError`.
 *
 * ```ts
 * const clock = new SimClock(Date.UTC(2025, 0, 1) as SimTime);
 * interval(HOUR, clock).pipe(take(3)).subscribe(() => console.log(new Date(clock.now()).toISOString()));
 * clock.advanceTo((clock.now() + DAY) as SimTime); // 01:00, 02:00, 03:00
 * ```
 */
export class SimClock implements SchedulerLike {
  /** Time of the next action, Infinity when there is none. A field, because the posting loop reads it for every row. */
  nextAt = Infinity;

  private time: number;
  private sequence = 0;
  private running = false;
  private cancelled = 0;

  // The heap proper: parallel columns, the smallest (time, sequence) at index 0. The first entry is never a cancelled
  // one, so that `nextAt` is exact.
  private size = 0;
  private heapTimes = new Float64Array(INITIAL_CAPACITY);
  private heapSequences = new Float64Array(INITIAL_CAPACITY);
  private heapSlots = new Int32Array(INITIAL_CAPACITY);

  // What to run, by slot, so that sifting moves numbers only. Freed slots wait on a stack.
  private readonly entries: Entry[] = [];
  private freeSlots = new Int32Array(INITIAL_CAPACITY);
  private freeCount = 0;

  constructor(start: SimTime) {
    if (!Number.isSafeInteger(start)) throw new ClockError(`start: ${start} is not an integer number of milliseconds`);
    this.time = start;
  }

  /** The simulated time: that of the running action, else where the last `advanceTo` ended. */
  now(): SimTime {
    return this.time as SimTime;
  }

  /** How many actions wait, cancelled ones not counted. */
  get pending(): number {
    return this.size - this.cancelled;
  }

  /**
   * Runs `work` after `delay` ms, rounded to an integer; a negative delay means now. Inside `work`, `this.schedule(state,
   * delay)` runs it once more.
   */
  schedule<T>(work: Work<T>, delay = 0, state?: T): Subscription {
    return new ClockAction(this, work).schedule(state, delay);
  }

  /** Runs `work` at `time`, or now if that has passed. It cannot be cancelled, and costs no Subscription. */
  at(time: SimTime, work: () => void): void {
    this.enqueue(time, work);
  }

  /**
   * Runs every action due at or before `until` in the order (time, sequence), those scheduled meanwhile included, then
   * leaves the clock at `until`. What an action throws comes out of here; the clock then stands at that action's time,
   * the action is gone, the others still wait, and a further `advanceTo` goes on with them.
   */
  advanceTo(until: SimTime): void {
    if (this.running) throw new ClockError('advanceTo was called by an action of this clock');
    if (!(until >= this.time)) throw new ClockError(`advanceTo: ${until} is before ${this.time}`);
    if (until >= this.nextAt) {
      this.running = true;
      try {
        while (this.nextAt <= until) this.runNext();
      } finally {
        this.running = false;
      }
    }
    this.time = until;
  }

  /** @internal Queues an entry and returns its slot, -1 for a time that never comes. */
  enqueue(at: number, entry: Exclude<Entry, undefined>): number {
    if (Number.isNaN(at)) throw new ClockError('an action was scheduled at NaN ms');
    if (at === Infinity) return -1;
    // Integer times only: with fractions at the magnitude of an epoch, adding a small delay may change nothing.
    const rounded = Math.max(Math.round(at), this.time);
    const slot = this.freeCount > 0 ? this.freeSlots[--this.freeCount]! : this.entries.length;
    this.entries[slot] = entry;
    if (this.size === this.heapTimes.length) this.grow();
    this.siftUp(this.size++, rounded, this.sequence++, slot);
    this.nextAt = this.heapTimes[0]!;
    return slot;
  }

  /** @internal Drops what waits in a slot. Its place in the heap goes later, together with others. */
  cancel(slot: number): void {
    this.entries[slot] = undefined;
    this.cancelled++;
    if (this.cancelled > INITIAL_CAPACITY && this.cancelled * 2 > this.size) this.compact();
    else this.dropCancelledFirst();
  }

  private runNext(): void {
    const slot = this.heapSlots[0]!;
    const entry = this.entries[slot]!;
    this.time = this.heapTimes[0]!;
    this.removeFirst();
    this.dropCancelledFirst();
    if (typeof entry === 'function') entry();
    else entry.execute();
  }

  private dropCancelledFirst(): void {
    while (this.cancelled > 0 && this.size > 0 && this.entries[this.heapSlots[0]!] === undefined) {
      this.cancelled--;
      this.removeFirst();
    }
    this.nextAt = this.size > 0 ? this.heapTimes[0]! : Infinity;
  }

  private removeFirst(): void {
    this.release(this.heapSlots[0]!);
    const last = --this.size;
    if (last > 0) this.siftDown(0, this.heapTimes[last]!, this.heapSequences[last]!, this.heapSlots[last]!);
  }

  private release(slot: number): void {
    this.entries[slot] = undefined;
    if (this.freeCount === this.freeSlots.length) this.freeSlots = doubled(this.freeSlots, Int32Array);
    this.freeSlots[this.freeCount++] = slot;
  }

  /** Removes all cancelled entries at once; their number is bounded by that of the living ones. */
  private compact(): void {
    let kept = 0;
    for (let index = 0; index < this.size; index++) {
      const slot = this.heapSlots[index]!;
      if (this.entries[slot] === undefined) this.release(slot);
      else this.place(kept++, this.heapTimes[index]!, this.heapSequences[index]!, slot);
    }
    this.size = kept;
    this.cancelled = 0;
    for (let index = (kept >> 1) - 1; index >= 0; index--) {
      this.siftDown(index, this.heapTimes[index]!, this.heapSequences[index]!, this.heapSlots[index]!);
    }
    this.nextAt = kept > 0 ? this.heapTimes[0]! : Infinity;
  }

  private siftUp(hole: number, time: number, sequence: number, slot: number): void {
    const { heapTimes, heapSequences, heapSlots } = this;
    let index = hole;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      // A new entry has the highest sequence of all, so among equal times it stays below.
      if (heapTimes[parent]! <= time) break;
      heapTimes[index] = heapTimes[parent]!;
      heapSequences[index] = heapSequences[parent]!;
      heapSlots[index] = heapSlots[parent]!;
      index = parent;
    }
    this.place(index, time, sequence, slot);
  }

  private siftDown(hole: number, time: number, sequence: number, slot: number): void {
    const { heapTimes, heapSequences, heapSlots, size } = this;
    let index = hole;
    for (let child = 1 + 2 * index; child < size; child = 1 + 2 * index) {
      const right = child + 1;
      if (right < size) {
        const difference = heapTimes[right]! - heapTimes[child]!;
        if (difference < 0 || (difference === 0 && heapSequences[right]! < heapSequences[child]!)) child = right;
      }
      const childTime = heapTimes[child]!;
      if (time < childTime || (time === childTime && sequence < heapSequences[child]!)) break;
      heapTimes[index] = childTime;
      heapSequences[index] = heapSequences[child]!;
      heapSlots[index] = heapSlots[child]!;
      index = child;
    }
    this.place(index, time, sequence, slot);
  }

  private place(index: number, time: number, sequence: number, slot: number): void {
    this.heapTimes[index] = time;
    this.heapSequences[index] = sequence;
    this.heapSlots[index] = slot;
  }

  private grow(): void {
    this.heapTimes = doubled(this.heapTimes, Float64Array);
    this.heapSequences = doubled(this.heapSequences, Float64Array);
    this.heapSlots = doubled(this.heapSlots, Int32Array);
  }
}

/** One piece of work of an RxJS operator; it waits at most once at a time, like RxJS's own AsyncAction. */
class ClockAction<T> extends Subscription implements SchedulerAction<T> {
  private readonly clock: SimClock;
  private readonly work: Work<T>;
  private state: T | undefined = undefined;
  private slot = -1;

  constructor(clock: SimClock, work: Work<T>) {
    super();
    this.clock = clock;
    this.work = work;
  }

  /** Waits for `delay` ms from now, instead of any earlier appointment. */
  schedule(state?: T, delay = 0): Subscription {
    if (this.closed) return this;
    this.withdraw();
    this.state = state;
    this.slot = this.clock.enqueue(this.clock.now() + delay, this as ClockAction<unknown>);
    return this;
  }

  execute(): void {
    this.slot = -1;
    try {
      this.work(this.state);
    } catch (error) {
      this.unsubscribe();
      throw error;
    }
  }

  override unsubscribe(): void {
    if (this.closed) return;
    this.withdraw();
    this.state = undefined;
    super.unsubscribe();
  }

  private withdraw(): void {
    if (this.slot >= 0) this.clock.cancel(this.slot);
    this.slot = -1;
  }
}

function doubled<Column extends Float64Array | Int32Array>(
  column: Column,
  kind: new (length: number) => Column,
): Column {
  const wider = new kind(column.length * 2);
  wider.set(column as never);
  return wider;
}
