import { expect } from 'chai';
import fc from 'fast-check';
import { mix32, murmur32, murmur128, murmur128Bytes } from '../../src/kernel/murmur3.ts';

const hex = (words: readonly number[]) => words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

describe('MurmurHash3', () => {
  it('has the verification value of its reference implementation (SMHasher, x86_128)', () => {
    const hashes = new DataView(new ArrayBuffer(256 * 16));
    for (let length = 0; length < 256; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => index);
      const seed = 256 - length;
      for (const [word, hash] of murmur128Bytes(bytes, [seed, seed, seed, seed]).entries()) {
        hashes.setInt32(length * 16 + word * 4, hash, true);
      }
    }
    const [first] = murmur128Bytes(new Uint8Array(hashes.buffer), [0, 0, 0, 0]);
    expect((first >>> 0).toString(16)).to.equal('b3ece62a');
  });

  it('hashes texts as UTF-8', () => {
    expect(hex(murmur128("I will not buy this tobacconist's, it is scratched."))).to.equal(
      '9b5b7ba2ef3f7866889adeaf00f3f98e',
    );
    expect(murmur128('é')).to.deep.equal(murmur128Bytes(Uint8Array.of(0xc3, 0xa9), [0, 0, 0, 0]));
  });

  it('has the finaliser of the reference', () => {
    // The 32-bit hash of nothing is the finaliser of its seed: published vectors for the seeds 1 and 2^32 - 1.
    expect(mix32(1) >>> 0).to.equal(0x514e28b7);
    expect(mix32(-1) >>> 0).to.equal(0x81f16f39);
  });

  it('hashes four words like sixteen bytes of the 32-bit variant', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(), fc.integer(), fc.integer(), fc.integer(), fc.integer()), (args) => {
        expect(murmur32(...args)).to.equal(reference32(...args));
      }),
      { seed: 1 },
    );
    // Published vectors of the 32-bit variant: 'aaaa' and 'abcd' under the seed 0x9747b28c.
    expect(reference32(0x9747b28c, 0x61616161)).to.equal(0x5a97808a);
    expect(reference32(0x9747b28c, 0x64636261)).to.equal(0xf0478627);
  });
});

/** MurmurHash3_x86_32 as it is written down, in 64-bit integers. */
function reference32(seed: number, ...words: number[]): number {
  const mask = 0xffffffffn;
  const rotate = (x: bigint, bits: bigint) => ((x << bits) | (x >> (32n - bits))) & mask;
  let h = BigInt(seed >>> 0);
  for (const word of words) {
    const k = (rotate((BigInt(word >>> 0) * 0xcc9e2d51n) & mask, 15n) * 0x1b873593n) & mask;
    h = (rotate(h ^ k, 13n) * 5n + 0xe6546b64n) & mask;
  }
  h ^= BigInt(4 * words.length);
  h = ((h ^ (h >> 16n)) * 0x85ebca6bn) & mask;
  h = ((h ^ (h >> 13n)) * 0xc2b2ae35n) & mask;
  return Number(h ^ (h >> 16n));
}
