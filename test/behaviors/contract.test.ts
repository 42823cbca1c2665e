import { expect } from 'chai';
import { routine as catalogue, typologies } from '../../behaviors/index.ts';
import { type Behavior, EVERY_DAY } from '../../src/kernel/behavior.ts';
import { DEPOSIT_CASH, EVENT, PURCHASE, SETTLE, TRANSFER, WITHDRAW_CASH } from '../../src/kernel/intents.ts';
import { CASH, CREDIT, instrumentOf, ONLINE } from '../../src/kernel/options.ts';
import { localDay, parseDay } from '../../src/world/calendar.ts';
import { agentRange, countOccasions, FIRST_DAY, type Planned, planDays, worldOf } from './planned-days.ts';

const routine: readonly Behavior[] = catalogue;
/** Two months, from 1 March to 30 April. */
const DAYS = 61;

describe('every routine behaviour', () => {
  const world = worldOf();
  const planned = new Map<string, Planned[]>(routine.map(({ name }) => [name, []]));
  let occasions: readonly number[] = [];

  before(() => {
    planDays(world, routine, DAYS, (intent) => planned.get(intent.behavior)!.push(intent));
    occasions = countOccasions(worldOf(), routine, DAYS);
  });

  it('is in the catalogue once', () => {
    expect(routine.length).to.be.greaterThan(50);
    expect(new Set(routine.map(({ name }) => name)).size).to.equal(routine.length);
  });

  for (const [index, behavior] of routine.entries()) {
    describe(behavior.name, () => {
      it('happens as often as it declares', () => {
        const [first, end] = agentRange(world, behavior);
        const { when } = behavior;
        let expected = 0;
        let exactSlack = 0;
        if ('perDay' in when) {
          let factors = 0;
          for (let day = 0; day < DAYS; day++)
            factors += (when.times ?? 1) * (when.factor ?? (() => 1))(localDay(FIRST_DAY + day));
          for (let agent = first; agent < end; agent++) expected += when.perDay(world, agent) * factors;
        } else {
          for (let agent = first; agent < end; agent++) {
            const date = when.dayOfMonth(world, agent);
            expect(date).to.be.within(0, EVERY_DAY);
            expected += date === EVERY_DAY ? DAYS : date > 0 ? 2 : 0;
            // What falls on the weekend before or after the two months may be put off across their ends.
            if (date === 1 || (date >= 28 && date < EVERY_DAY)) exactSlack += 1;
          }
        }
        expect(expected, 'declared').to.be.greaterThan(0);
        const sigma = 'perDay' in when ? 4 * Math.sqrt(expected) : exactSlack;
        expect(occasions[index]).to.be.within(expected - sigma, expected + sigma);
      });

      it('plans what can be carried out', () => {
        const intents = planned.get(behavior.name)!;
        const wrong = intents.filter((intent) => problemOf(intent) !== '').slice(0, 3);
        expect(wrong.map((intent) => [problemOf(intent), intent])).to.deep.equal([]);
        if (!behavior.enact) expect(intents.some(({ action }) => action === EVENT)).to.equal(false);
      });

      if ('perDay' in behavior.when) {
        it('keeps its rate over the year', () => {
          const { factor = () => 1 } = behavior.when as { factor?: (day: ReturnType<typeof localDay>) => number };
          let sum = 0;
          for (let day = parseDay('2026-01-01'); day < parseDay('2027-01-01'); day++) sum += factor(localDay(day));
          expect(sum / 365).to.be.within(0.93, 1.07);
        });
      }
    });
  }

  function problemOf(intent: Planned): string {
    const { ledger, merchants, customers, cards } = world;
    const { action, amountCents, origin, target, agent, options } = intent;
    if (intent.time < localDay(intent.day).startsAt) return 'before the day';
    if (intent.time >= localDay(intent.day + 1).startsAt) return 'after the day';
    if (!Number.isInteger(intent.time)) return 'between milliseconds';
    if (action === EVENT || action === SETTLE) return '';
    if (!Number.isSafeInteger(amountCents)) return 'fractions of cents';
    if (action === DEPOSIT_CASH ? amountCents < 0 : amountCents <= 0) return 'no amount';
    if (action === WITHDRAW_CASH && amountCents % 1_000 !== 0) return 'no notes';
    if (action === PURCHASE) {
      if (target < 0 || target >= merchants.count || agent >= customers.personCount) return 'nobody';
      const instrument = instrumentOf(options);
      const slot = cards.slot(agent, instrument === CREDIT ? 1 : 0);
      if (instrument === CASH ? (options & ONLINE) !== 0 : cards.account[slot]! < 0) return 'no such instrument';
      if (((options & ONLINE) !== 0) !== (merchants.online[target] === 1)) return 'online or not';
    }
    if (action === TRANSFER) {
      if (origin < 0 || origin >= ledger.count || target < 0 || target >= ledger.count) return 'no such account';
      if (origin === target) return 'to itself';
    }
    return '';
  }
});

describe('routine life', () => {
  it('is planned the same twice', () => {
    expect(digest(routine)).to.deep.equal(digest(routine));
  });

  it('leaves all others as they are when a behaviour is added or removed', () => {
    // Settlements follow sales, so they do change with what people buy.
    const independent = routine.filter(({ who }) => who !== 'merchants');
    const all = digest(routine);
    for (const parity of [0, 1]) {
      const half = independent.filter((_, index) => index % 2 === parity);
      const fewer = digest(half);
      for (const { name } of half) expect(fewer.get(name), name).to.equal(all.get(name));
    }
  });

  it('has several honest look-alikes for each typology per 1,000 persons and month', () => {
    const months = 2;
    const world = worldOf();
    const lookAlikes = routine.filter(({ lookAlikeOf = [] }) => lookAlikeOf.length > 0);
    const occasions = countOccasions(world, lookAlikes, DAYS);
    const covered = new Map<string, number>();
    lookAlikes.forEach(({ lookAlikeOf = [] }, index) => {
      for (const typology of lookAlikeOf) covered.set(typology, (covered.get(typology) ?? 0) + occasions[index]!);
    });
    const names: readonly string[] = typologies.map(({ name }) => name);
    for (const typology of covered.keys()) expect(names).to.include(typology);
    expect(names.filter((name) => !covered.has(name))).to.deep.equal([]);
    for (const [typology, count] of covered) {
      expect((count / months / world.customers.personCount) * 1_000, typology).to.be.greaterThan(4);
    }
  });

  function digest(behaviors: readonly Behavior[]): Map<string, number> {
    const sums = new Map<string, number>();
    planDays(worldOf(), behaviors, 8, (intent) => {
      const { day, time, agent, origin, target, amountCents, options, ordinal, action } = intent;
      let sum = sums.get(intent.behavior) ?? 17;
      for (const value of [day, time % 2 ** 31, agent, origin, target, amountCents, options, ordinal, action]) {
        sum = (Math.imul(sum, 31) + value) | 0;
      }
      sums.set(intent.behavior, sum);
    });
    return sums;
  }
});
