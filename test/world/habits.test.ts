import { expect } from 'chai';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { buildWorld } from '../../src/world/build.ts';
import { parseDay } from '../../src/world/calendar.ts';
import { categoryIndex } from '../../src/world/categories.ts';
import { createHabits } from '../../src/world/habits.ts';

const SEED = 3;
const world = buildWorld({ seed: SEED, customers: 1_000, startDay: parseDay('2026-01-01'), names: false });
const key = streamKey(SEED, 'visits');

/** Merchants of so many visits of a person to a category. */
function visits(person: number, category: string, count: number, habits = createHabits(world, SEED)): number[] {
  const rng = new Rng();
  return Array.from({ length: count }, (_, visit) => {
    rng.seek(key, person, visit);
    return habits.choose(world, person, categoryIndex(category), rng.uint32(), rng.uint32());
  });
}

describe('habits', () => {
  it('lead to merchants of the category', () => {
    for (const category of ['groceries', 'restaurant', 'online_marketplace', 'hotel']) {
      for (const merchant of visits(7, category, 50)) {
        expect(world.merchants.category[merchant]).to.equal(categoryIndex(category));
      }
    }
  });

  it('are the same whenever they are asked', () => {
    expect(visits(12, 'groceries', 200)).to.deep.equal(visits(12, 'groceries', 200));
  });

  it('teach fewer new merchants the more one knows', () => {
    const habits = createHabits(world, SEED);
    habits.known.fill(0);
    const halves = [0, 0];
    for (let person = 0; person < 200; person++) {
      const seen = new Set<number>();
      visits(person, 'restaurant', 60, habits).forEach((merchant, visit) => {
        if (!seen.has(merchant)) halves[visit < 30 ? 0 : 1]!++;
        seen.add(merchant);
      });
    }
    expect(halves[1]).to.be.greaterThan(0);
    expect(halves[1]!).to.be.below(halves[0]! * 0.6);
  });

  it('begin with what people have come to know before', () => {
    const { known } = createHabits(world, SEED);
    const groceries = categoryIndex('groceries');
    const categories = known.length / world.customers.personCount;
    let knowing = 0;
    for (let person = 0; person < world.customers.personCount; person++) {
      if (known[person * categories + groceries]! > 0) knowing++;
    }
    expect(knowing / world.customers.personCount).to.be.greaterThan(0.9);
  });

  it('differ between people', () => {
    const favourites = new Set<number>();
    for (let person = 0; person < 300; person++) favourites.add(visits(person, 'groceries', 1)[0]!);
    expect(favourites.size).to.be.greaterThan(20);
  });
});
