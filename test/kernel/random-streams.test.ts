import { expect } from 'chai';
import { hash3, Rng, streamKey } from '../../src/kernel/random.ts';
import { chiSquareZ, uniformityZ } from './statistics.ts';

/** The first three draws of the n-th stream, as unsigned integers. */
type Streams = (n: number, draws: Uint32Array) => void;

const KEY = streamKey(7, 'streams');
const STREAMS = 1 << 18;
const CELLS = 4096;
/** 17 statistics of 8 families; a good generator passes 4.5 standard deviations in 19 of 20 seeds, and ours is fixed. */
const LIMIT = 4.5;

const rng = new Rng(KEY);
const at =
  (place: (n: number) => readonly [number, number, number]): Streams =>
  (n, draws) => {
    rng.seek(KEY, ...place(n));
    for (let draw = 0; draw < 3; draw++) draws[draw] = rng.uint32();
  };

const FAMILIES: Readonly<Record<string, Streams>> = {
  'neighbouring agents': at((n) => [n, 365, 3]),
  'neighbouring days': at((n) => [77, n, 3]),
  'neighbouring third integers': at((n) => [77, 365, n]),
  'agents within days': at((n) => [n & 1023, n >> 10, 0]),
  'days within agents': at((n) => [n >> 9, n & 511, 0]),
  'agents, days and third integers on a diagonal': at((n) => [n, n, n]),
  'integers with low bits of zero': at((n) => [n << 12, 0, 0]),
  'keyed hashes': (n, draws) => {
    for (let draw = 0; draw < 3; draw++) draws[draw] = hash3(KEY, n & 1023, n >> 10, draw);
  },
};

/** Statistics of the joint draws of a family, each uniform over 4,096 cells if there is no structure. */
const STATISTICS: Readonly<Record<string, (now: Uint32Array, before: Uint32Array) => number>> = {
  'high bits of the first draw': (now) => now[0]! >>> 20,
  'low bits of the first draw': (now) => now[0]! & 4095,
  'middle bits of the first draw': (now) => (now[0]! >>> 10) & 4095,
  'high bits of the second draw': (now) => now[1]! >>> 20,
  'low bits of the second draw': (now) => now[1]! & 4095,
  'high bits of the third draw': (now) => now[2]! >>> 20,
  'low bits of the third draw': (now) => now[2]! & 4095,
  'first and second draw': (now) => ((now[0]! >>> 26) << 6) | (now[1]! >>> 26),
  'first and third draw': (now) => ((now[0]! >>> 26) << 6) | (now[2]! >>> 26),
  'second and third draw': (now) => ((now[1]! >>> 26) << 6) | (now[2]! >>> 26),
  'low bits of first and second draw': (now) => ((now[0]! & 63) << 6) | (now[1]! & 63),
  'first draws of neighbours': (now, before) => ((now[0]! >>> 26) << 6) | (before[0]! >>> 26),
  'low bits of the first draws of neighbours': (now, before) => ((now[0]! & 63) << 6) | (before[0]! & 63),
  'second draws of neighbours': (now, before) => ((now[1]! >>> 26) << 6) | (before[1]! >>> 26),
  'second draw and the first of a neighbour': (now, before) => ((now[0]! >>> 26) << 6) | (before[1]! >>> 26),
  'difference of neighbours': (now, before) => (now[0]! - before[0]!) >>> 20,
  'exclusive or of neighbours': (now, before) => (now[0]! ^ before[0]!) >>> 20,
};

/** The statistics of a family that lie beyond the limit. */
function structureIn(streams: Streams): string[] {
  const counts = Object.entries(STATISTICS).map(([name, cell]) => ({ name, cell, counts: new Int32Array(CELLS) }));
  let now = new Uint32Array(3);
  let before = new Uint32Array(3);
  streams(-1, before);
  for (let n = 0; n < STREAMS; n++) {
    streams(n, now);
    for (const statistic of counts) statistic.counts[statistic.cell(now, before)]!++;
    [now, before] = [before, now];
  }
  return counts.flatMap(({ name, counts }) => {
    const z = uniformityZ(counts);
    return Math.abs(z) > LIMIT ? [`${name}: ${z.toFixed(1)}`] : [];
  });
}

describe('random streams', () => {
  for (const [name, streams] of Object.entries(FAMILIES)) {
    it(`show no structure across ${name}`, () => {
      expect(structureIn(streams)).to.deep.equal([]);
    });

    it(`coincide in their first draws as often as chance has it, across ${name}`, () => {
      const firsts = new Uint32Array(1 << 19);
      const draws = new Uint32Array(3);
      for (let n = 0; n < firsts.length; n++) {
        streams(n, draws);
        firsts[n] = draws[0]!;
      }
      firsts.sort();
      const coincidences = firsts.filter((draw, index) => draw === firsts[index - 1]).length;
      // 2^19 draws from 2^32 values: 32 pairs, plus or minus 5.7.
      expect(coincidences).to.be.within(10, 56);
    });
  }

  it('would be noticed by these tests if their starts were merely multiplied', () => {
    const multiplied: Streams = (n, draws) => {
      for (let draw = 0; draw < 3; draw++) draws[draw] = Math.imul(n, 0x9e3779b1) + Math.imul(draw, 0x85ebca6b);
    };
    expect(structureIn(multiplied)).to.have.length.above(10);
  });

  it('would be noticed by these tests if one multiplication less were made than in a good mixer', () => {
    const half: Streams = (n, draws) => {
      for (let draw = 0; draw < 3; draw++) {
        const h = Math.imul(n + Math.imul(draw, 0x9e3779b1), 0x85ebca6b);
        draws[draw] = h ^ (h >>> 13);
      }
    };
    expect(structureIn(half)).to.have.length.above(3);
  });

  it('change half of the bits of each of three draws when any one bit of a, b or c changes', () => {
    const samples = 4096;
    const counts = new Int32Array(96 * 96);
    const one = new Uint32Array(3);
    const other = new Uint32Array(3);
    for (let sample = 0; sample < samples; sample++) {
      const place = [sample * 3, sample % 365, sample % 16];
      at(() => place as [number, number, number])(0, one);
      for (let input = 0; input < 96; input++) {
        const changed = place.map((word, index) => (index === input >> 5 ? word ^ (1 << (input & 31)) : word));
        at(() => changed as [number, number, number])(0, other);
        for (let output = 0; output < 96; output++) {
          counts[input * 96 + output]! += ((one[output >> 5]! ^ other[output >> 5]!) >>> (output & 31)) & 1;
        }
      }
    }
    const deviation = Math.sqrt(samples / 4);
    // Pairs that differ in a low bit are met from both sides, which widens the distribution by the root of 2.
    const worst = counts.reduce((most, count) => Math.max(most, Math.abs(count - samples / 2) / deviation), 0);
    expect(worst).to.be.below(4.5 * Math.SQRT2);
  });

  it('rise and fall like random numbers from agent to agent', () => {
    // Lengths of rising runs, each followed by one skipped draw so that they are independent (Knuth, 3.3.2 G).
    const lengths = new Int32Array(6);
    const draws = new Uint32Array(3);
    let length = 0;
    let previous = -1;
    let runs = 0;
    for (let n = 0; n < STREAMS; n++) {
      at((agent) => [agent, 12, 0])(n, draws);
      if (draws[0]! > previous) {
        length++;
        previous = draws[0]!;
        continue;
      }
      lengths[Math.min(length, 6) - 1]!++;
      runs++;
      length = 0;
      previous = -1;
    }
    const chance = [1 / 2, 1 / 3, 1 / 8, 1 / 30, 1 / 144, 1 / 720];
    expect(Math.abs(chiSquareZ(lengths, (cell) => runs * chance[cell]!))).to.be.below(4);
  });

  it('are as many as there are pairs of integers: no two start alike', () => {
    const starts = new Set<number>();
    for (let agent = 0; agent < 400; agent++) {
      for (let day = 0; day < 400; day++) {
        rng.seek(KEY, agent, day);
        starts.add(rng.uint32() * 2 ** 21 + (rng.uint32() >>> 11));
      }
    }
    expect(starts.size).to.equal(400 * 400);
  });
});
