/**
 * MurmurHash3 (Austin Appleby, public domain): the 128-bit x86 variant for names, the 32-bit one for draws without a
 * stream.
 */

/** Four signed 32-bit words. */
export type Words128 = readonly [number, number, number, number];

/** Texts remembered as words; names are few, but nothing keeps callers from inventing more. */
const MOST_TEXTS = 1_000;
const texts = new Map<string, PaddedText>();

/** UTF-8 bytes of a text as little-endian words, with zeros up to a multiple of sixteen bytes. */
interface PaddedText {
  readonly words: Int32Array;
  readonly byteLength: number;
}

/** Hash of a text's UTF-8 bytes, from an initial state of four words (the reference has one seed four times). */
export function murmur128(text: string, initial: Words128 = [0, 0, 0, 0]): Words128 {
  let padded = texts.get(text);
  if (padded === undefined) {
    padded = pad(new TextEncoder().encode(text));
    if (texts.size === MOST_TEXTS) texts.clear();
    texts.set(text, padded);
  }
  return murmur128Words(padded, initial);
}

/** {@link murmur128} of bytes. */
export function murmur128Bytes(bytes: Uint8Array, initial: Words128): Words128 {
  return murmur128Words(pad(bytes), initial);
}

function pad(bytes: Uint8Array): PaddedText {
  const padded = new Uint8Array((bytes.length + 15) & ~15);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const words = Int32Array.from({ length: padded.length / 4 }, (_, word) => view.getInt32(word * 4, true));
  return { words, byteLength: bytes.length };
}

function murmur128Words({ words, byteLength }: PaddedText, initial: Words128): Words128 {
  let [h1, h2, h3, h4] = initial;
  const wholeWords = (byteLength & ~15) / 4;
  for (let word = 0; word < words.length; word += 4) {
    // The unfilled last block is the reference's tail: absorbed, and not stirred.
    const isWhole = word < wholeWords;
    h1 ^= Math.imul(rotl(Math.imul(words[word]!, C1), 15), C2);
    if (isWhole) h1 = (Math.imul((rotl(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotl(Math.imul(words[word + 1]!, C2), 16), C3);
    if (isWhole) h2 = (Math.imul((rotl(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotl(Math.imul(words[word + 2]!, C3), 17), C4);
    if (isWhole) h3 = (Math.imul((rotl(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotl(Math.imul(words[word + 3]!, C4), 18), C1);
    if (isWhole) h4 = (Math.imul((rotl(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  h1 ^= byteLength;
  h2 ^= byteLength;
  h3 ^= byteLength;
  h4 ^= byteLength;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = mix32((h2 + h1) | 0);
  h3 = mix32((h3 + h1) | 0);
  h4 = mix32((h4 + h1) | 0);
  h1 = (mix32(h1) + h2 + h3 + h4) | 0;
  return [h1, (h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
}

/** MurmurHash3_x86_32 of four 32-bit words. Returns an unsigned integer. */
export function murmur32(seed: number, w1: number, w2: number, w3: number, w4: number): number {
  let h = seed ^ Math.imul(rotl(Math.imul(w1, 0xcc9e2d51), 15), 0x1b873593);
  h = (Math.imul(rotl(h, 13), 5) + 0xe6546b64) ^ Math.imul(rotl(Math.imul(w2, 0xcc9e2d51), 15), 0x1b873593);
  h = (Math.imul(rotl(h, 13), 5) + 0xe6546b64) ^ Math.imul(rotl(Math.imul(w3, 0xcc9e2d51), 15), 0x1b873593);
  h = (Math.imul(rotl(h, 13), 5) + 0xe6546b64) ^ Math.imul(rotl(Math.imul(w4, 0xcc9e2d51), 15), 0x1b873593);
  h = (Math.imul(rotl(h, 13), 5) + 0xe6546b64) ^ 16;
  return mix32(h) >>> 0;
}

/** The 32-bit finaliser `fmix32`: a bijection in which every input bit flips about half of the output bits. */
export function mix32(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function rotl(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
