import { expect } from 'chai';
import { Occasions } from '../../src/kernel/occasions.ts';
import { streamKey } from '../../src/kernel/random.ts';
import { Rates } from '../../src/kernel/rates.ts';
import { blocksOf, Turns } from '../../src/kernel/turns.ts';
import { localDay, parseDay } from '../../src/world/calendar.ts';
import { chiSquareZ } from './statistics.ts';

const DAYS = 4_000;
const key = streamKey(5, 'occasions');

const turns = new Turns();
const ratesOf = (values: ArrayLike<number>) => new Rates(values.length, (agent) => values[agent]!);
const FIRST_DAY = parseDay('2026-01-01');

/** Calls back for every occasion of a day, in order of agent. */
function forEach(
  occasions: Occasions,
  agents: number,
  day: number,
  visit: (agent: number, ordinal: number) => void,
): void {
  occasions.beginDay(localDay(FIRST_DAY + day));
  for (let block = 0; block < blocksOf(agents); block++) {
    occasions.drawBlock(block, turns);
    for (let row = 0; row < turns.count; row++) visit(turns.agents[row]!, turns.ordinals[row]!);
  }
}

describe('occasions', () => {
  const rates = Float32Array.from({ length: 5_000 }, (_, agent) =>
    agent % 3 === 0 ? 0 : agent % 50 === 1 ? 1.3 : 0.002 + 0.01 * ((agent % 7) / 7),
  );

  it('come to every agent at his own rate, as often as Poisson', () => {
    const occasions = new Occasions(key, ratesOf(rates), 2, () => 0.75);
    const counts = new Float64Array(rates.length);
    for (let day = 0; day < DAYS; day++) forEach(occasions, rates.length, day, (agent) => counts[agent]!++);
    let chiSquared = 0;
    let agents = 0;
    for (let agent = 0; agent < rates.length; agent++) {
      const expected = rates[agent]! * 1.5 * DAYS;
      if (expected === 0) expect(counts[agent]).to.equal(0);
      else {
        chiSquared += (counts[agent]! - expected) ** 2 / expected;
        agents++;
      }
    }
    // Four standard deviations of chi-squared, whose variance is twice its mean.
    expect(chiSquared).to.be.within(agents - 4 * Math.sqrt(2 * agents), agents + 4 * Math.sqrt(2 * agents));
  });

  it('of an agent on a day are as many as Poisson has it, whatever the day before brought', () => {
    const occasions = new Occasions(key, ratesOf(new Float32Array(64).fill(0.7)));
    const today = new Int32Array(64);
    const before = new Int32Array(64);
    const pairs = new Int32Array(16);
    for (let day = 0; day < DAYS; day++) {
      today.fill(0);
      forEach(occasions, 64, day, (agent) => today[agent]!++);
      for (let agent = 0; day > 0 && agent < 64; agent++) {
        pairs[Math.min(3, today[agent]!) * 4 + Math.min(3, before[agent]!)]!++;
      }
      before.set(today);
    }
    const few = [0, 1, 2].map((count) => (Math.exp(-0.7) * 0.7 ** count) / [1, 1, 2][count]!);
    const chances = [...few, 1 - few[0]! - few[1]! - few[2]!];
    const total = (DAYS - 1) * 64;
    expect(Math.abs(chiSquareZ(pairs, (cell) => total * chances[cell >> 2]! * chances[cell & 3]!))).to.be.below(4);
  });

  it('of neighbours have nothing to do with each other', () => {
    const occasions = new Occasions(key, ratesOf(new Float32Array(4_200).fill(0.5)));
    const acts = new Uint8Array(4_201);
    const pairs = new Int32Array(4);
    for (let day = 0; day < 300; day++) {
      acts.fill(0);
      forEach(occasions, 4_200, day, (agent) => {
        acts[agent] = 1;
      });
      for (let agent = 1; agent < 4_200; agent++) pairs[acts[agent - 1]! * 2 + acts[agent]!]!++;
    }
    const idle = Math.exp(-0.5);
    const total = 300 * 4_199;
    const expected = [idle * idle, idle * (1 - idle), idle * (1 - idle), (1 - idle) ** 2];
    // Pairs overlap, which leaves their means and widens their spread.
    for (const [cell, count] of pairs.entries()) {
      expect(count).to.be.closeTo(total * expected[cell]!, 8 * Math.sqrt(total * expected[cell]!));
    }
  });

  it('of an agent on one day are numbered', () => {
    const busy = new Occasions(key, ratesOf([1.5, 0, 1.5]));
    let most = 0;
    for (let day = 0; day < 200; day++) {
      const next = [0, 0, 0];
      forEach(busy, 3, day, (agent, ordinal) => {
        expect(ordinal).to.equal(next[agent]!++);
        most = Math.max(most, ordinal);
      });
    }
    expect(most).to.be.above(2);
  });

  it('are the same for the first agents of a larger world', () => {
    const smaller = new Occasions(key, ratesOf(rates.slice(0, 4_500)));
    const larger = new Occasions(key, ratesOf(rates));
    for (let day = 0; day < 300; day++) {
      const [few, many]: number[][] = [[], []];
      forEach(smaller, 4_500, day, (agent) => few!.push(agent));
      forEach(larger, rates.length, day, (agent) => agent < 4_500 && many!.push(agent));
      expect(few).to.deep.equal(many);
    }
  });

  it('never come to who has none, nor on a day without any, and to everybody on a busy day', () => {
    const somebody = () => expect.fail('somebody does what he never does');
    forEach(new Occasions(key, ratesOf(new Float32Array(100))), 100, 3, somebody);
    forEach(new Occasions(key, ratesOf(new Float32Array(100).fill(2)), 1, () => 0), 100, 3, somebody);
    const met = new Set<number>();
    forEach(new Occasions(key, ratesOf(new Float32Array(100).fill(0.5)), 1, () => 60), 100, 3, (agent) =>
      met.add(agent),
    );
    expect(met.size).to.equal(100);
  });
});
