import { expect } from 'chai';
import { DAY, HOUR } from '../../src/kernel/units.ts';
import { dayOf, localDay, msOfDay } from '../../src/world/calendar.ts';
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

describe('invoice_redirection', () => {
  const settings = { further_invoices: 1, mules: 3, consumer_share: 0.3, days_between: 4 } as const;
  const { played, campaigns } = play('invoice_redirection', settings, 0.03);

  it('has a victim pay invoices to one account in office hours, days apart, which divides them among mules', () => {
    let divided = 0;
    for (const campaign of campaigns()) {
      const supplier = accountOf(campaign, 'false_supplier');
      const invoices = approved(rowsIn(played(), campaign, 'placement'));
      expect(invoices.length).to.be.within(0, 2);
      for (const { destination, time } of invoices) {
        expect(destination).to.equal(supplier);
        expect(msOfDay(time as never) / HOUR).to.be.within(9, 18.2);
        expect(localDay(dayOf(time as never)).isBusinessDay).to.equal(true);
      }
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      for (const { origin } of hops) expect(origin).to.equal(supplier);
      expect(sum(hops)).to.be.at.most(sum(invoices));
      if (hops.length >= 2 * invoices.length) divided++;
    }
    expect(divided / campaigns().length).to.be.greaterThan(0.8);
  });

  it('deceives companies and, less often, persons', () => {
    const { personCount } = played().world.customers;
    const persons = campaigns().filter(
      ({ members }) => members.find(({ role }) => role === 'victim')!.customer < personCount,
    );
    expect(persons.length / campaigns().length).to.be.within(0.1, 0.55);
  });
});

describe('ceo_fraud', () => {
  const { played, campaigns } = play('ceo_fraud', { abroad_share: 0.5, second_payment: 0 }, 0.03);

  it('takes one large sum of a company, in the afternoon, most often late in the week', () => {
    let late = 0;
    let made = 0;
    for (const campaign of campaigns()) {
      const victim = campaign.members.find(({ role }) => role === 'victim')!;
      expect(victim.customer).to.be.at.least(played().world.customers.personCount);
      for (const { origin, time } of approved(rowsIn(played(), campaign, 'placement'))) {
        const { weekday } = localDay(dayOf(time as never));
        expect(origin).to.equal(victim.account);
        expect(msOfDay(time as never) / HOUR).to.be.within(13, 18.2);
        made++;
        if (weekday === 3 || weekday === 4) late++;
      }
    }
    expect(late / made).to.be.within(0.45, 0.95);
  });

  it('goes abroad, or to a firm at home that divides it at once', () => {
    const abroad = campaigns().filter(({ members }) => members.some(({ role }) => role === 'payee_abroad'));
    expect(abroad.length / campaigns().length).to.be.within(0.25, 0.75);
    for (const campaign of abroad) expect(rowsIn(played(), campaign, 'layering')).to.deep.equal([]);
  });
});
