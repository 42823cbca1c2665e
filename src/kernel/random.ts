import { exp, ln } from './elementary.ts';
import { normalQuantile } from './normal-quantile.ts';
import { hash3, StreamKey, streamKey } from './stream-key.ts';
import { beta, gamma, poisson } from './variates.ts';

export { hash3, StreamKey, streamKey } from './stream-key.ts';

const TWO_POW_MINUS_32 = 1 / 4294967296;
const TWO_POW_MINUS_53 = 1 / 9007199254740992;

/**
 * A cursor on random streams. A stream is named by a key and three integers, and `seek` goes to its start, whatever was
 * drawn before: the draws for (groceries, customer 7, day 12) are the same in every order of work.
 *
 * A start is 64 bits: `seek` sends (a, b) through six rounds of xor-shift, multiply and add, keyed by the key and c, with
 * the multipliers of published 32-bit mixers (MurmurHash3's, and those of C. Wellons' hash-prospector). For one key and c
 * that is a bijection, so that no two streams of (a, b) start alike; otherwise two starts meet with a chance of 2^-64.
 * From there on the generator is sfc32 (C. Doty-Humphrey, PractRand). The tests look for structure in what neighbouring
 * streams draw. All arithmetic is exact, so that every engine draws the same.
 *
 * ```ts
 * const groceries = streamKey(scenario.seed, 'groceries');
 * const rng = new Rng();
 * for (const customer of customers) if (rng.seek(groceries, customer, day).chance(0.4)) plan(rng.between(8, 20));
 * ```
 */
export class Rng {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;
  // The start of the stream, kept for `fork`.
  private start1 = 0;
  private start2 = 0;

  /** Stands at the start of the stream (key, 0, 0, 0). */
  constructor(key: StreamKey = UNSEEDED) {
    this.seek(key, 0, 0, 0);
  }

  /** The root of everything that is forked from a seed. */
  static root(seed: number | string): Rng {
    return new Rng(streamKey(seed, 'root'));
  }

  /** Goes to the start of the stream (key, a, b, c). The integers count modulo 2^32. */
  seek(key: StreamKey, a: number, b: number, c = 0): this {
    let tweak = Math.imul(c ^ key.k4, 0x9e3779b1);
    tweak ^= tweak >>> 15;
    let u = a ^ key.k1;
    let v = b ^ key.k2;
    u = Math.imul(u ^ (u >>> 16), 0x21f0aaad);
    v = (v + u) | 0;
    v = Math.imul(v ^ (v >>> 15), 0x735a2d97);
    u = (u + v + tweak) | 0;
    u = Math.imul(u ^ (u >>> 15), 0x85ebca6b);
    v = ((v ^ key.k3) + u) | 0;
    v = Math.imul(v ^ (v >>> 16), 0xc2b2ae35);
    u = ((u ^ tweak) + v) | 0;
    u = Math.imul(u ^ (u >>> 15), 0xd168aaad);
    v = (v + u) | 0;
    v = Math.imul(v ^ (v >>> 15), 0xaf723597);
    u = (u + v) | 0;
    u ^= u >>> 16;
    v ^= v >>> 15;
    this.start1 = u;
    this.start2 = v;
    this.a = u;
    this.b = v;
    this.c = Math.imul(u, 0x9e3779b1) ^ v;
    this.d = 1;
    return this;
  }

  /**
   * A child with its own stream, for an agent or a campaign: `rng.fork('campaign', 12)`. It depends on the start of this
   * stream, the name and the id (an integer up to 2^53), not on what was drawn here, and draws from it change nothing here.
   */
  fork(name: string, id = 0): Rng {
    const key = new StreamKey([this.start1, this.start2, 0, 0]).derive(name);
    return new Rng().seek(key, id, Math.floor(id * TWO_POW_MINUS_32));
  }

  /** An integer from 0 to 2^32 - 1. */
  uint32(): number {
    const sum = (this.a + this.b + this.d) | 0;
    const c = this.c;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /**
   * Fills an array with the next draws, signed: less than half the cost of drawing one by one, for hot paths, where they
   * become numbers in [0, 1) by `unitOf`.
   */
  fill(words: Int32Array): void {
    let { a, b, c, d } = this;
    for (let word = 0; word < words.length; word++) {
      const sum = (a + b + d) | 0;
      words[word] = sum;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /** A number in [0, 1) in steps of 2^-32: fast, and fine unless chances below a millionth matter. */
  uniform(): number {
    return this.uint32() * TWO_POW_MINUS_32;
  }

  /** A number in [0, 1) in steps of 2^-53; two draws. */
  uniform53(): number {
    return ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) * TWO_POW_MINUS_53;
  }

  /** An integer from 0 to n - 1, n up to 2^32. The chances differ by at most n / 2^32 of themselves. */
  below(n: number): number {
    if (!(n >= 1)) throw new RangeError(`below(${n}): there is no such integer`);
    return Math.floor(this.uint32() * TWO_POW_MINUS_32 * n);
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True with probability p. */
  chance(p: number): boolean {
    return this.uint32() * TWO_POW_MINUS_32 < p;
  }

  /** Standard normal: by table within 2.6 standard deviations, exactly beyond them. One draw; at most 6.2 in size. */
  normal(): number {
    const position = (this.uint32() + 0.5) * (CELLS * TWO_POW_MINUS_32);
    const cell = Math.floor(position);
    if (cell < TAIL_CELLS || cell >= CELLS - TAIL_CELLS) {
      return normalQuantile(position * (1 / CELLS));
    }
    const low = NORMAL_TABLE[cell]!;
    return low + (position - cell) * (NORMAL_TABLE[cell + 1]! - low);
  }

  /** Waiting time with the given mean, by table but for the longest 0.5 %. One draw; at most 23 times the mean. */
  exponential(mean: number): number {
    const position = (this.uint32() + 0.5) * (CELLS * TWO_POW_MINUS_32);
    const cell = Math.floor(position);
    if (cell >= CELLS - TAIL_CELLS) return -mean * ln(1 - position * (1 / CELLS));
    const low = EXPONENTIAL_TABLE[cell]!;
    return mean * (low + (position - cell) * (EXPONENTIAL_TABLE[cell + 1]! - low));
  }

  /** Half of the draws lie below `median`, two thirds between median / e^sigma and median * e^sigma. */
  logNormal(median: number, sigma: number): number {
    return median * exp(sigma * this.normal());
  }

  /** A count with the given mean. */
  poisson(mean: number): number {
    return poisson(this, mean);
  }

  /** A positive number with mean and variance `shape`. */
  gamma(shape: number): number {
    return gamma(this, shape);
  }

  /** A number in [0, 1] with mean alpha / (alpha + beta). */
  beta(alpha: number, betaShape: number): number {
    return beta(this, alpha, betaShape);
  }

  /** One of the items, all equally likely. Throws a RangeError when there are none. */
  pick<T>(items: { readonly length: number; readonly [index: number]: T }): T {
    return items[this.below(items.length)]!;
  }

  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<Items extends { length: number; [index: number]: unknown }>(items: Items): Items {
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const item = items[last];
      items[last] = items[other];
      items[other] = item;
    }
    return items;
  }
}

/** The number in [0, 1) that a draw of 32 bits stands for, signed or not. */
export function unitOf(word: number): number {
  return (word >>> 0) * TWO_POW_MINUS_32;
}

/** The stream of a purpose under a seed, for what must come out the same whenever it is asked. */
export function stableStream(seed: number, name: string, id: number): Rng {
  return new Rng().seek(streamKey(seed, name), id, 0);
}

/** A number in [0, 1) that depends on nothing but a key and three integers. */
export function uniformHash(key: StreamKey, a: number, b: number, c: number): number {
  return hash3(key, a, b, c) * TWO_POW_MINUS_32;
}

const UNSEEDED = new StreamKey([0, 0, 0, 0]);

const CELLS = 4096;
// Where the quantile bends too much for a straight line between two table entries: 0.5 % on either side.
const TAIL_CELLS = 20;
const NORMAL_TABLE = Float64Array.from({ length: CELLS + 1 }, (_, cell) => normalQuantile(cell / CELLS));
const EXPONENTIAL_TABLE = Float64Array.from({ length: CELLS + 1 }, (_, cell) => -ln(1 - cell / CELLS));
