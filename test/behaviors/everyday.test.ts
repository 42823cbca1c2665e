import { expect } from 'chai';
import { routine } from '../../behaviors/index.ts';
import { PURCHASE, WITHDRAW_CASH } from '../../src/kernel/intents.ts';
import { CASH, instrumentOf, ONLINE } from '../../src/kernel/options.ts';
import { HOUR } from '../../src/kernel/units.ts';
import { categories } from '../../src/world/categories.ts';
import { msOfDayOf, type Planned, planDays, worldOf } from './planned-days.ts';

/** Four weeks in March, before the clocks change and without a holiday. */
const DAYS = 28;

describe('everyday purchases', () => {
  const world = worldOf();
  const purchases: Planned[] = [];
  const withdrawals: Planned[] = [];

  before(() => {
    planDays(world, routine, DAYS, (intent) => {
      if (intent.action === PURCHASE) purchases.push(intent);
      if (intent.action === WITHDRAW_CASH) withdrawals.push(intent);
    });
  });

  const share = (isCounted: (purchase: Planned) => boolean): number =>
    purchases.filter(isCounted).length / purchases.length;
  const categoryOf = ({ target }: Planned): string => categories[world.merchants.category[target]!]!.name;

  it('are about 32 a month and person', () => {
    expect((purchases.length / world.customers.personCount / DAYS) * 30.4).to.be.within(26, 38);
  });

  it('are made in cash and online about as often as in the euro area', () => {
    expect(share(({ options }) => instrumentOf(options) === CASH)).to.be.within(0.12, 0.2);
    expect(share(({ options }) => (options & ONLINE) !== 0)).to.be.within(0.18, 0.26);
  });

  it('take place while the shop is open, and at night hardly at all', () => {
    const { opensAt, closesAt, online } = world.merchants;
    let outside = 0;
    for (const purchase of purchases) {
      const hour = msOfDayOf(purchase) / HOUR;
      const { target } = purchase;
      if (!online[target] && (hour < opensAt[target]! || hour >= closesAt[target]!)) outside++;
    }
    expect(outside).to.equal(0);
    expect(share((purchase) => msOfDayOf(purchase) < 6 * HOUR)).to.be.below(0.06);
  });

  it('are most frequent on Saturdays', () => {
    const weekdays = new Float64Array(7);
    for (const { day } of purchases) weekdays[(day + 3) % 7]!++;
    expect(weekdays.indexOf(Math.max(...weekdays))).to.equal(5);
  });

  it('of groceries peak at five in the afternoon', () => {
    const hours = new Float64Array(24);
    for (const purchase of purchases) {
      if (categoryOf(purchase) === 'groceries') hours[Math.floor(msOfDayOf(purchase) / HOUR)]!++;
    }
    const total = hours.reduce((sum, count) => sum + count, 0);
    expect(hours.indexOf(Math.max(...hours.subarray(13)))).to.be.within(16, 18);
    expect(hours[17]! / total).to.be.within(0.07, 0.14);
  });

  it('fall on the categories by their shares', () => {
    for (const { name, purchaseShare } of categories) {
      if (purchaseShare < 0.02) continue;
      const observed = share((purchase) => categoryOf(purchase) === name);
      expect(observed, name).to.be.within(purchaseShare * 0.6, purchaseShare * 1.6);
    }
  });

  it('end as prices end', () => {
    const cents = purchases
      .filter(({ options }) => instrumentOf(options) !== CASH)
      .map(({ amountCents }) => amountCents);
    const ending = (matches: (amount: number) => boolean): number => cents.filter(matches).length / cents.length;
    expect(ending((amount) => amount % 100 === 0)).to.be.within(0.18, 0.3);
    expect(ending((amount) => amount % 100 === 99)).to.be.within(0.02, 0.1);
    expect(ending((amount) => amount % 100 === 95)).to.be.within(0.015, 0.035);
    expect(ending((amount) => amount % 1_000 === 0)).to.be.within(0.04, 0.09);
  });

  it('take from machines only what machines give', () => {
    expect(withdrawals.length).to.be.greaterThan(1_000);
    const usual = withdrawals.filter(({ amountCents }) => amountCents % 2_000 === 0 || amountCents % 5_000 === 0);
    expect(usual.length / withdrawals.length).to.be.greaterThan(0.6);
  });

  it('go to favourites: the top grocery store has most of a person’s visits', () => {
    const visits = new Map<number, Map<number, number>>();
    for (const purchase of purchases.filter((one) => categoryOf(one) === 'groceries')) {
      const own = visits.get(purchase.agent) ?? new Map<number, number>();
      visits.set(purchase.agent, own.set(purchase.target, (own.get(purchase.target) ?? 0) + 1));
    }
    let top = 0;
    let total = 0;
    const favourites = new Set<number>();
    for (const own of visits.values()) {
      const [favourite, count] = [...own].sort((a, b) => b[1] - a[1])[0]!;
      favourites.add(favourite);
      top += count;
      for (const visitCount of own.values()) total += visitCount;
    }
    expect(top / total).to.be.within(0.6, 0.95);
    expect(favourites.size).to.be.greaterThan(10);
  });
});
