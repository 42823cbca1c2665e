import { expect } from 'chai';
import { DAY, HOUR } from '../../src/kernel/units.ts';
import { accountOf, accountsOf, approved, groupBy, play, rowsIn, sum } from './played-typology.ts';

describe('safe_account', () => {
  const settings = { transfers: 3, call_minutes: [20, 40], savings_share: 1, hangs_up: 0, taken: 0.9 } as const;
  const { played, campaigns } = play('safe_account', settings, 0.02);

  it('has the victim move savings first and then all of it away, in one call', () => {
    let withSavings = 0;
    for (const campaign of campaigns()) {
      const victim = campaign.members.find(({ role }) => role === 'victim')!;
      const [savings] = rowsIn(played(), campaign, 'setup');
      const transfers = rowsIn(played(), campaign, 'placement');
      for (const { origin, scheme } of transfers) {
        expect([origin, scheme!.victim]).to.deep.equal([victim.account, victim.customer]);
      }
      if (savings !== undefined) {
        withSavings++;
        expect(savings.destination).to.equal(victim.account);
        expect(savings.time).to.be.lessThan(transfers[0]!.time);
      }
      expect(transfers.at(-1)!.time - (savings ?? transfers[0]!).time).to.be.lessThan(4 * HOUR);
    }
    expect(withSavings / campaigns().length).to.be.within(0.3, 0.95);
  });

  it('pays at once, mostly', () => {
    const transfers = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'placement'));
    const instant = transfers.filter(({ type }) => type === 'instant_transfer');
    expect(instant.length / transfers.length).to.be.within(0.7, 0.9);
  });
});

describe('family_impersonation', () => {
  const settings = { victims: 3, victims_per_mule: 2, second_bill: 0.5, exits: 1 } as const;
  const { played, campaigns } = play('family_impersonation', settings, 0.02);

  it('has several victims pay one to three bills each, by day, and two victims share a mule', () => {
    const bills: number[] = [];
    for (const campaign of campaigns()) {
      const payments = rowsIn(played(), campaign, 'placement');
      for (const [, own] of groupBy(payments, ({ scheme }) => scheme!.victim)) {
        expect(own.length).to.be.within(1, 3);
        expect(new Set(own.map(({ destination }) => destination)).size).to.equal(1);
        bills.push(own.length);
      }
      expect(accountsOf(campaign, 'mule').length).to.equal(2);
    }
    expect(bills.reduce((total, count) => total + count, 0) / bills.length).to.be.within(1.3, 2.1);
  });

  it('asks for about what the catalogue says', () => {
    const sums = campaigns()
      .flatMap((campaign) => rowsIn(played(), campaign, 'placement'))
      .map(({ cents }) => cents)
      .sort((a, b) => a - b);
    expect(sums[sums.length >> 1]).to.be.within(50_000, 130_000);
  });
});

describe('romance', () => {
  const { played, campaigns } = play('romance', { payments: 6, growth: 1.3, days_between: 2, wakes_up: 0 }, 0.03);

  it('goes on for days and weeks between the same two, and the sums rise', () => {
    let risen = 0;
    let compared = 0;
    for (const campaign of campaigns()) {
      const payments = approved(rowsIn(played(), campaign, 'placement'));
      const payees = [accountOf(campaign, 'mule'), accountOf(campaign, 'payee_abroad')];
      for (const { destination } of payments) expect(payees).to.include(destination);
      if (payments.length < 5) continue;
      expect(payments.at(-1)!.time - payments[0]!.time).to.be.greaterThan(2 * DAY);
      compared++;
      if (sum(payments.slice(-2)) > sum(payments.slice(0, 2))) risen++;
    }
    expect(compared).to.be.greaterThan(5);
    expect(risen / compared).to.be.greaterThan(0.6);
  });
});

describe('investment', () => {
  const { played, campaigns } = play('investment', { deposits: 4, bait_share: 1, growth: 1.5, exit_fees: 0 }, 0.03);

  it('pays the trial back, mostly with a profit, from abroad', () => {
    let profits = 0;
    for (const campaign of campaigns()) {
      const victim = accountOf(campaign, 'victim');
      const [bait] = approved(rowsIn(played(), campaign, 'setup'));
      const [trial] = rowsIn(played(), campaign, 'placement');
      if (bait === undefined) continue;
      expect([bait.destination, bait.isFraud, bait.device]).to.deep.equal([victim, true, -1]);
      expect(accountsOf(campaign, 'broker_abroad')).to.include(bait.origin);
      expect(bait.cents).to.be.within(0.2 * trial!.cents, 1.16 * trial!.cents);
      if (bait.cents > 1.04 * trial!.cents) profits++;
      expect(bait.time - trial!.time).to.be.within(2 * HOUR, 12 * DAY);
    }
    const baited = campaigns().filter((campaign) => rowsIn(played(), campaign, 'setup').length > 0);
    expect(baited.length / campaigns().length).to.be.greaterThan(0.8);
    expect(profits / baited.length).to.be.greaterThan(0.7);
  });

  it('takes many times the trial afterwards', () => {
    const multiples = campaigns()
      .map((campaign) => approved(rowsIn(played(), campaign, 'placement')))
      .filter((payments) => payments.length >= 4)
      .map((payments) => sum(payments) / payments[0]!.cents)
      .sort((a, b) => a - b);
    expect(multiples.length).to.be.greaterThan(5);
    expect(multiples[multiples.length >> 1]).to.be.greaterThan(5);
  });
});

describe('advance_fee', () => {
  const { played, campaigns } = play('advance_fee', { victims: 2, fees: 4, growth: 1.5, gives_up: 0 }, 0.03);

  it('asks every victim for one fee after the other, each larger', () => {
    const growth: number[] = [];
    for (const campaign of campaigns()) {
      const mule = accountOf(campaign, 'mule');
      for (const [, fees] of groupBy(rowsIn(played(), campaign, 'placement'), ({ scheme }) => scheme!.victim)) {
        expect(fees.length).to.be.within(1, 4);
        for (const { destination } of fees) expect(destination).to.equal(mule);
        growth.push(...fees.slice(1).map(({ cents }, index) => cents / fees[index]!.cents));
      }
    }
    growth.sort((a, b) => a - b);
    expect(growth[growth.length >> 1]).to.be.within(1.2, 1.7);
  });
});
