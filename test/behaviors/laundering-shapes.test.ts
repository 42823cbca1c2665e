import { expect } from 'chai';
import { DAY, HOUR } from '../../src/kernel/units.ts';
import { accountOf, accountsOf, approved, groupBy, play, rowsIn, sum } from './played-typology.ts';

describe('fan_out', () => {
  const { played, campaigns } = play('fan_out', { recipients: 6, window_days: [1, 3], equal_share: 0.5 }, 0.03);

  it('has one account pay every recipient once, out of what was paid in', () => {
    for (const campaign of campaigns()) {
      const paidIn = sum(rowsIn(played(), campaign, 'placement'));
      const payments = approved(rowsIn(played(), campaign, 'layering'));
      const distributor = accountOf(campaign, 'distributor');
      expect(new Set(payments.map(({ destination }) => destination)).size).to.equal(payments.length);
      for (const { origin } of payments) expect(origin).to.equal(distributor);
      expect(payments.length).to.be.within(5, 6);
      expect(sum(payments)).to.be.within(0.6 * paidIn, paidIn);
    }
  });

  it('pays some the same and others each his own', () => {
    const equal = campaigns().filter((campaign) => {
      const sums = approved(rowsIn(played(), campaign, 'layering')).map(({ cents }) => cents);
      return new Set(sums).size <= 2;
    });
    expect(equal.length / campaigns().length).to.be.within(0.2, 0.8);
  });
});

describe('scatter_gather', () => {
  const { played, campaigns } = play('scatter_gather', { intermediaries: 5, exits: 1 }, 0.03);

  it('has every intermediary pass on to the gatherer, after his own receipt, less than he got', () => {
    let passedOn = 0;
    for (const campaign of campaigns()) {
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      const [scatterer, gatherer] = [accountOf(campaign, 'scatterer'), accountOf(campaign, 'gatherer')];
      for (const account of accountsOf(campaign, 'intermediary')) {
        const received = hops.find(({ destination }) => destination === account);
        const [passed] = hops.filter(({ origin }) => origin === account);
        // Now and then somebody has spent it.
        if (received === undefined || passed === undefined) continue;
        passedOn++;
        expect([received.origin, passed.destination]).to.deep.equal([scatterer, gatherer]);
        expect(passed.time).to.be.greaterThan(received.time);
        expect(passed.cents).to.be.at.most(received.cents);
      }
      expect(sum(approved(rowsIn(played(), campaign, 'cash_out')))).to.be.at.most(
        sum(hops.filter(({ destination }) => destination === gatherer)),
      );
    }
    expect(passedOn / campaigns().length).to.be.within(4.7, 5);
  });
});

describe('gather_scatter', () => {
  const { played, campaigns } = play('gather_scatter', { sources: 4, recipients: 4, hub_fee: 0.1 }, 0.03);

  it('has a hub divide what it gathered, when all of it has come', () => {
    for (const campaign of campaigns()) {
      const hub = accountOf(campaign, 'hub');
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      const gathered = hops.filter(({ destination }) => destination === hub);
      const scattered = hops.filter(({ origin }) => origin === hub);
      expect(gathered.length).to.be.within(3, 4);
      expect(scattered.length).to.be.within(3, 4);
      const others = [...gathered.map(({ origin }) => origin), ...scattered.map((hop) => hop.destination)];
      expect(new Set(others).size).to.equal(others.length);
      expect(scattered[0]!.time).to.be.greaterThan(gathered.at(-1)!.time);
      expect(sum(scattered)).to.be.within(0.4 * sum(gathered), 0.96 * sum(gathered));
    }
  });
});

describe('structuring', () => {
  const { played, campaigns } = play('structuring', { deposits: 8, threshold: 3_000, near_share: 0.6 }, 0.03);

  it('stays below the threshold with every deposit, and just below it with most', () => {
    const deposits = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'placement'));
    for (const { type, cents } of deposits) {
      expect(type).to.equal('cash_deposit');
      expect(cents).to.be.lessThan(300_000);
      expect(cents % 1_000).to.equal(0);
    }
    expect(deposits.filter(({ cents }) => cents > 230_000).length / deposits.length).to.be.within(0.5, 0.75);
  });

  it('pays all of it into one account, over days', () => {
    for (const campaign of campaigns()) {
      const deposits = rowsIn(played(), campaign, 'placement');
      expect(deposits.length).to.equal(8);
      expect(new Set(deposits.map(({ destination }) => destination)).size).to.equal(1);
      expect(deposits.at(-1)!.time - deposits[0]!.time).to.be.greaterThan(DAY);
      expect(sum(approved(rowsIn(played(), campaign, 'cash_out')))).to.be.at.most(sum(deposits));
    }
  });
});

describe('smurfing', () => {
  const settings = { smurfs: 6, deposits_each: 2, direct_share: 0.3, transfer_hours: [2, 4] } as const;
  const { played, campaigns } = play('smurfing', settings, 0.03);

  it('sends several people to the bank, who pass the cash to one within a day or two', () => {
    for (const campaign of campaigns()) {
      const organiser = accountOf(campaign, 'organiser');
      const deposits = rowsIn(played(), campaign, 'placement');
      expect(deposits.length).to.equal(12);
      for (const [smurf, visits] of groupBy(deposits, ({ destination }) => destination)) {
        if (smurf === organiser) continue;
        const passed = approved(rowsIn(played(), campaign, 'layering')).find(({ origin }) => origin === smurf)!;
        expect(passed.destination).to.equal(organiser);
        expect(passed.cents).to.be.at.most(sum(visits));
        expect(passed.time - visits.at(-1)!.time).to.be.within(1, 30 * HOUR);
      }
    }
    const direct = campaigns().map((campaign) => {
      const organiser = accountOf(campaign, 'organiser');
      return rowsIn(played(), campaign, 'placement').filter(({ destination }) => destination === organiser).length / 12;
    });
    expect(direct.reduce((total, share) => total + share, 0) / direct.length).to.be.within(0.15, 0.45);
  });
});
