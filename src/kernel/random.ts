import { exp, ln } from './elementary.ts';
import { normalQuantile } from './normal-quantile.ts';
import { StreamKey, streamKey } from './stream-key.ts';
import { beta, gamma, poisson } from './variates.ts';

export { hash3, StreamKey, streamKey } from './stream-key.ts';

const TWO_POW_MINUS_32 = 1 / 4294967296;
const TWO_POW_MINUS_53 = 1 / 9007199254740992;

/**
 * A cursor on random streams. A stream is named by a key and three integers, and `seek` goes to its start, whatever was
 * drawn before: the draws for (groceries, customer 7, day 12) are the same in every order of work.
 *
 * The start is one block of MurmurHash3_x86_128 over the integers, with the key as initial state: for one key a
 * bijection, so that no two streams start alike; for different keys, starts meet with a chance of 2^-128. From there on
 * the generator is sfc32 (Chris Doty-Humphrey, PractRand). All arithmetic is exact, so that every engine draws the same.
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
  private start3 = 0;
  private start4 = 0;

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
    let k1 = Math.imul(a, 0x239b961b);
    k1 = Math.imul((k1 << 15) | (k1 >>> 17), 0xab0e9789);
    let k2 = Math.imul(b, 0xab0e9789);
    k2 = Math.imul((k2 << 16) | (k2 >>> 16), 0x38b34ae5);
    let k3 = Math.imul(c, 0x38b34ae5);
    k3 = Math.imul((k3 << 17) | (k3 >>> 15), 0xa1e38b93);

    let h1 = key.k1 ^ k1;
    h1 = (Math.imul((((h1 << 19) | (h1 >>> 13)) + key.k2) | 0, 5) + 0x561ccd1b) | 0;
    let h2 = key.k2 ^ k2;
    h2 = (Math.imul((((h2 << 17) | (h2 >>> 15)) + key.k3) | 0, 5) + 0x0bcaa747) | 0;
    let h3 = key.k3 ^ k3;
    h3 = (Math.imul((((h3 << 15) | (h3 >>> 17)) + key.k4) | 0, 5) + 0x96cd1c35) | 0;
    let h4 = key.k4;
    h4 = (Math.imul((((h4 << 13) | (h4 >>> 19)) + h1) | 0, 5) + 0x32ac3b17) | 0;

    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = (h2 + h1) | 0;
    h3 = (h3 + h1) | 0;
    h4 = (h4 + h1) | 0;
    h1 = Math.imul(h1 ^ (h1 >>> 16), 0x85ebca6b);
    h2 = Math.imul(h2 ^ (h2 >>> 16), 0x85ebca6b);
    h3 = Math.imul(h3 ^ (h3 >>> 16), 0x85ebca6b);
    h4 = Math.imul(h4 ^ (h4 >>> 16), 0x85ebca6b);
    h1 = Math.imul(h1 ^ (h1 >>> 13), 0xc2b2ae35);
    h2 = Math.imul(h2 ^ (h2 >>> 13), 0xc2b2ae35);
    h3 = Math.imul(h3 ^ (h3 >>> 13), 0xc2b2ae35);
    h4 = Math.imul(h4 ^ (h4 >>> 13), 0xc2b2ae35);
    h1 ^= h1 >>> 16;
    h2 ^= h2 >>> 16;
    h3 ^= h3 >>> 16;
    h4 ^= h4 >>> 16;
    h1 = (h1 + h2 + h3 + h4) | 0;

    this.start1 = this.a = h1;
    this.start2 = this.b = (h2 + h1) | 0;
    this.start3 = this.c = (h3 + h1) | 0;
    this.start4 = this.d = (h4 + h1) | 0;
    return this;
  }

  /**
   * A child with its own stream, for an agent or a campaign: `rng.fork('campaign', 12)`. It depends on the start of this
   * stream, the name and the id (an integer up to 2^53), not on what was drawn here, and draws from it change nothing here.
   */
  fork(name: string, id = 0): Rng {
    const key = new StreamKey([this.start1, this.start2, this.start3, this.start4]).derive(name);
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

const UNSEEDED = new StreamKey([0, 0, 0, 0]);

const CELLS = 4096;
// Where the quantile bends too much for a straight line between two table entries: 0.5 % on either side.
const TAIL_CELLS = 20;
const NORMAL_TABLE = Float64Array.from({ length: CELLS + 1 }, (_, cell) => normalQuantile(cell / CELLS));
const EXPONENTIAL_TABLE = Float64Array.from({ length: CELLS + 1 }, (_, cell) => -ln(1 - cell / CELLS));
