import { murmur32, murmur128, type Words128 } from './murmur3.ts';

/** 128 bits that name a family of random streams: a seed and a purpose, `streamKey(scenario.seed, 'groceries')`. */
export class StreamKey {
  readonly k1: number;
  readonly k2: number;
  readonly k3: number;
  readonly k4: number;

  /** Four words, of which the low 32 bits count. */
  constructor(words: Words128) {
    this.k1 = words[0] | 0;
    this.k2 = words[1] | 0;
    this.k3 = words[2] | 0;
    this.k4 = words[3] | 0;
  }

  /** The key of a purpose within this one. */
  derive(name: string): StreamKey {
    return new StreamKey(murmur128(name, [this.k1, this.k2, this.k3, this.k4]));
  }
}

/**
 * The key of a purpose under a seed: MurmurHash3_x86_128 of both texts. The seeds 7 and '7' are the same. Make keys once,
 * outside of loops; a purpose's name is part of the data format, since renaming it changes every draw.
 */
export function streamKey(seed: number | string, name: string): StreamKey {
  return new StreamKey(murmur128(String(seed))).derive(name);
}

/**
 * A uniform unsigned 32-bit integer that depends on nothing but a key and three integers: for what is recomputed rather
 * than stored, such as the n-th favourite of a customer in a category.
 */
export function hash3(key: StreamKey, a: number, b: number, c: number): number {
  return murmur32(key.k1, key.k2, a, b, c);
}
