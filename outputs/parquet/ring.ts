import type { BatchLayout } from '../../src/kernel/batch.ts';

/**
 * The shared memory between the simulation and the encoders of one table: slots that hold a batch each, and a queue of
 * filled slots per encoder. The simulation waits for a free slot, an encoder for a filled one, both by `Atomics.wait`.
 */
export interface Ring {
  readonly slots: number;
  readonly encoders: number;
  readonly slotBytes: number;
  /** Batches, one slot after another. */
  readonly data: SharedArrayBuffer;
  /** Words of the protocol, see below. */
  readonly control: SharedArrayBuffer;
  /** First error of an encoder as UTF-8, its length in the control word `ERROR_LENGTH`. */
  readonly error: SharedArrayBuffer;
}

/** What an encoder has to know of a filled slot. */
export interface FilledSlot {
  readonly slot: number;
  readonly rows: number;
  /** The file that the rows go to. */
  readonly month: number;
  readonly part: number;
  readonly ordinal: number;
}

export type RingState = 'running' | 'ended' | 'aborted' | 'failed';
const STATES: readonly RingState[] = ['running', 'ended', 'aborted', 'failed'];

const STATE = 0;
const FREED = 1;
const ERROR_LENGTH = 2;
const QUEUES = 3;
const WORDS_PER_SLOT = 5;
const FREE = 0;
const TAKEN = 1;
const ERROR_BYTES = 4_096;
/** A page, so that slots do not share one. */
const SLOT_ALIGNMENT = 4_096;
/** How long nothing may move before the encoders are given up, in milliseconds. */
const STALL_MS = 120_000;

export function createRing(layout: BatchLayout, slots: number, encoders: number): Ring {
  const slotBytes = Math.ceil(layout.byteLength / SLOT_ALIGNMENT) * SLOT_ALIGNMENT;
  const words = QUEUES + encoders * (2 + slots) + slots * WORDS_PER_SLOT;
  return {
    slots,
    encoders,
    slotBytes,
    data: new SharedArrayBuffer(slotBytes * slots),
    control: new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT),
    error: new SharedArrayBuffer(ERROR_BYTES),
  };
}

// Word 0 is the state, 1 is bumped whenever the simulation should look again, 2 is the length of the error. Then, for
// each encoder: a word that is bumped whenever it should look again, the count of slots published to it, and a circular
// queue of their numbers. Then, for each slot, whether it is free and what it holds. A thread reads the word that it
// will wait on before it looks, so that no change is missed.
const queueAt = (ring: Ring, encoder: number) => QUEUES + encoder * (2 + ring.slots);
const slotAt = (ring: Ring, slot: number) => QUEUES + ring.encoders * (2 + ring.slots) + slot * WORDS_PER_SLOT;

function wake(words: Int32Array, at: number): void {
  Atomics.add(words, at, 1);
  Atomics.notify(words, at);
}

/** The end of a ring on the thread of the simulation. */
export class RingProducer {
  readonly #ring: Ring;
  readonly #words: Int32Array;
  #next = 0;
  #held = 0;

  constructor(ring: Ring) {
    this.#ring = ring;
    this.#words = new Int32Array(ring.control);
  }

  get state(): RingState {
    return STATES[Atomics.load(this.#words, STATE)]!;
  }

  /** Number of a free slot, which is then the caller's. Waits for one; returns undefined when an encoder has failed. */
  take(): number | undefined {
    const { slots } = this.#ring;
    if (this.#held === slots) throw new Error(`all ${slots} batches of a ring are held by the caller`);
    for (;;) {
      const freed = Atomics.load(this.#words, FREED);
      if (this.state === 'failed') return undefined;
      for (let tried = 0; tried < slots; tried++) {
        const slot = (this.#next + tried) % slots;
        const at = slotAt(this.#ring, slot);
        if (Atomics.load(this.#words, at) === FREE) {
          Atomics.store(this.#words, at, TAKEN);
          this.#next = (slot + 1) % slots;
          this.#held++;
          return slot;
        }
      }
      const woken = Atomics.wait(this.#words, FREED, freed, STALL_MS);
      if (woken === 'timed-out') throw new Error(`no batch was written for ${STALL_MS / 1_000} s`);
    }
  }

  /** Frees a slot that was not filled. */
  giveBack(slot: number): void {
    Atomics.store(this.#words, slotAt(this.#ring, slot), FREE);
    this.#held--;
  }

  /** Hands a filled slot to an encoder. */
  publish(encoder: number, filled: FilledSlot): void {
    const at = slotAt(this.#ring, filled.slot);
    this.#words[at + 1] = filled.rows;
    this.#words[at + 2] = filled.month;
    this.#words[at + 3] = filled.part;
    this.#words[at + 4] = filled.ordinal;
    const queue = queueAt(this.#ring, encoder);
    const count = Atomics.load(this.#words, queue + 1);
    Atomics.store(this.#words, queue + 2 + (count % this.#ring.slots), filled.slot);
    Atomics.store(this.#words, queue + 1, count + 1);
    wake(this.#words, queue);
    this.#held--;
  }

  /** Tells the encoders that nothing follows, or to stop at once. Does nothing once one of them has failed. */
  finish(how: 'ended' | 'aborted'): void {
    Atomics.compareExchange(this.#words, STATE, STATES.indexOf('running'), STATES.indexOf(how));
    for (let encoder = 0; encoder < this.#ring.encoders; encoder++) wake(this.#words, queueAt(this.#ring, encoder));
  }

  /** What the first encoder that failed said. */
  get error(): string {
    const length = Atomics.load(this.#words, ERROR_LENGTH);
    return new TextDecoder().decode(new Uint8Array(this.#ring.error, 0, length).slice());
  }
}

/** The end of a ring in one encoder. */
export class RingConsumer {
  readonly #ring: Ring;
  readonly #words: Int32Array;
  readonly #encoder: number;
  #taken = 0;

  constructor(ring: Ring, encoder: number) {
    this.#ring = ring;
    this.#words = new Int32Array(ring.control);
    this.#encoder = encoder;
  }

  /** The oldest filled slot, which stays filled until `release`. Waits for one; undefined when nothing follows. */
  peek(): FilledSlot | undefined {
    const queue = queueAt(this.#ring, this.#encoder);
    for (;;) {
      const signal = Atomics.load(this.#words, queue);
      const state = STATES[Atomics.load(this.#words, STATE)]!;
      if (state === 'aborted' || state === 'failed') throw new Error('stopped');
      if (Atomics.load(this.#words, queue + 1) > this.#taken) return this.#oldest(queue);
      if (state === 'ended') return undefined;
      Atomics.wait(this.#words, queue, signal);
    }
  }

  /** Gives the oldest filled slot back to the simulation. */
  release({ slot }: FilledSlot): void {
    this.#taken++;
    Atomics.store(this.#words, slotAt(this.#ring, slot), FREE);
    wake(this.#words, FREED);
  }

  /** Makes the error known to the simulation, which may be waiting, and to the other encoders. The first one counts. */
  fail(message: string): void {
    const bytes = new Uint8Array(ERROR_BYTES);
    const { written } = new TextEncoder().encodeInto(message, bytes);
    if (Atomics.compareExchange(this.#words, ERROR_LENGTH, 0, written) !== 0) return;
    new Uint8Array(this.#ring.error).set(bytes.subarray(0, written));
    Atomics.store(this.#words, STATE, STATES.indexOf('failed'));
    wake(this.#words, FREED);
    for (let encoder = 0; encoder < this.#ring.encoders; encoder++) wake(this.#words, queueAt(this.#ring, encoder));
  }

  #oldest(queue: number): FilledSlot {
    const words = this.#words;
    const slot = Atomics.load(words, queue + 2 + (this.#taken % this.#ring.slots));
    const at = slotAt(this.#ring, slot);
    return { slot, rows: words[at + 1]!, month: words[at + 2]!, part: words[at + 3]!, ordinal: words[at + 4]! };
  }
}
