import { expect } from 'chai';
import { BY_WALLET, CASH, CREDIT, instrumentOf, ONLINE } from '../../src/kernel/options.ts';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { buildWorld } from '../../src/world/build.ts';
import { parseDay } from '../../src/world/calendar.ts';
import { CREDIT_SLOT, DEBIT_SLOT } from '../../src/world/cards.ts';
import { categoryIndex } from '../../src/world/categories.ts';
import { cashFactor, NO_INSTRUMENT, payAtCounter, payOnline } from '../../src/world/instruments.ts';

const world = buildWorld({ seed: 3, customers: 3_000, startDay: parseDay('2026-01-01'), names: false });
const { customers, cards } = world;
const GROCERIES = categoryIndex('groceries');
const rng = new Rng(streamKey(3, 'payments'));
const has = (person: number, kind: typeof DEBIT_SLOT | typeof CREDIT_SLOT) =>
  cards.account[cards.slot(person, kind)]! >= 0;
const persons = Array.from({ length: customers.personCount }, (_, person) => person);

/** How a person pays so many times at a counter, or online. */
const atCounter = (person: number, cents: number, times = 40) =>
  Array.from({ length: times }, () =>
    payAtCounter(world, person, GROCERIES, cents, rng.uint32(), rng.uint32(), rng.uint32()),
  );
const online = (person: number, times = 40) =>
  Array.from({ length: times }, () => payOnline(world, person, rng.uint32(), rng.uint32()));

describe('instruments', () => {
  it('are cash as often as the person and the sum have it', () => {
    for (const cents of [500, 2_000, 5_000, 20_000, 70_000]) {
      const carried = persons.filter((person) => has(person, DEBIT_SLOT));
      const paid = carried.flatMap((person) => atCounter(person, cents, 10)).filter((options) => options === CASH);
      const expected = carried.reduce(
        (sum, person) => sum + 10 * Math.min(1, customers.cashShare[person]! * cashFactor(GROCERIES, cents)),
        0,
      );
      expect(paid.length).to.be.closeTo(expected, 4 * Math.sqrt(expected) + 1e-9);
    }
  });

  it('are cards that the person has', () => {
    for (const person of persons) {
      const wanted = [...atCounter(person, 70_000, 5), ...online(person, 5)];
      const [hasDebit, hasCredit] = [has(person, DEBIT_SLOT), has(person, CREDIT_SLOT)];
      if (!hasDebit && !hasCredit) expect(wanted).to.deep.equal(wanted.map(() => NO_INSTRUMENT));
      else if (!hasCredit) expect(wanted.some((options) => instrumentOf(options) === CREDIT)).to.equal(false);
      else if (!hasDebit) expect(wanted.every((options) => instrumentOf(options) === CREDIT)).to.equal(true);
    }
  });

  it('are coins for small sums where there is no card', () => {
    const without = persons.filter((person) => !has(person, DEBIT_SLOT) && !has(person, CREDIT_SLOT));
    expect(without.length).to.be.greaterThan(10);
    for (const person of without) expect(new Set(atCounter(person, 900))).to.deep.equal(new Set([CASH]));
  });

  it('are credit cards by taste: never for some, mostly for others, and more online', () => {
    const both = persons.filter((person) => has(person, DEBIT_SLOT) && has(person, CREDIT_SLOT));
    const share = (all: readonly number[]) =>
      all.filter((options) => instrumentOf(options) === CREDIT).length / all.length;
    const shares = both.map((person) => share(online(person, 100)));
    expect(share(both.flatMap((person) => atCounter(person, 70_000)))).to.be.within(0.34, 0.41);
    expect(share(both.flatMap((person) => online(person)))).to.be.within(0.53, 0.6);
    expect(shares.filter((one) => one < 0.1).length / both.length).to.be.within(0.05, 0.13);
    expect(shares.filter((one) => one > 0.9).length / both.length).to.be.within(0.16, 0.28);
  });

  it('are telephones for some, most of them young', () => {
    const carried = persons.filter((person) => has(person, DEBIT_SLOT));
    const uses = (person: number) => atCounter(person, 70_000).some((options) => (options & BY_WALLET) !== 0);
    const isYoung = (person: number) => world.startDay - customers.birthDay[person]! < 35 * 365;
    const shareOf = (group: readonly number[]) => group.filter(uses).length / group.length;
    expect(shareOf(carried.filter(isYoung))).to.be.within(0.55, 0.8);
    expect(shareOf(carried.filter((person) => !isYoung(person)))).to.be.within(0.25, 0.5);
    expect(online(carried[0]!).every((options) => (options & ONLINE) !== 0)).to.equal(true);
  });
});
