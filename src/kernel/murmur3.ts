/**
 * MurmurHash3 (Austin Appleby, public domain): the 128-bit x86 variant for names, the 32-bit one for draws without a
 * stream.
 */

/** Four signed 32-bit words. */
export type Words128 = readonly [number, number, number, number];

/** Hash of a text's UTF-8 bytes, from an initial state of four words (the reference has one seed four times). */
export function murmur128(text: string, initial: Words128 = [0, 0, 0, 0]): Words128 {
  return murmur128Bytes(new TextEncoder().encode(text), initial);
}

/** {@link murmur128} of bytes. */
export function murmur128Bytes(bytes: Uint8Array, initial: Words128): Words128 {
  let [h1, h2, h3, h4] = initial;
  const padded = new Uint8Array((bytes.length + 15) & ~15);
  padded.set(bytes);
  const words = new DataView(padded.buffer);
  const wholeBytes = bytes.length & ~15;
  for (let offset = 0; offset < padded.length; offset += 16) {
    // The unfilled last block is the reference's tail: absorbed, and not stirred.
    const isWhole = offset < wholeBytes;
    h1 ^= Math.imul(rotl(Math.imul(words.getInt32(offset, true), C1), 15), C2);
    if (isWhole) h1 = (Math.imul((rotl(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotl(Math.imul(words.getInt32(offset + 4, true), C2), 16), C3);
    if (isWhole) h2 = (Math.imul((rotl(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotl(Math.imul(words.getInt32(offset + 8, true), C3), 17), C4);
    if (isWhole) h3 = (Math.imul((rotl(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotl(Math.imul(words.getInt32(offset + 12, true), C4), 18), C1);
    if (isWhole) h4 = (Math.imul((rotl(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  h1 ^= bytes.length;
  h2 ^= bytes.length;
  h3 ^= bytes.length;
  h4 ^= bytes.length;
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
