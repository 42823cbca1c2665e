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

describe('funnel_account', () => {
  const settings = { depositors: 6, deposits_each: 2, deposits_per_exit: 2, hold_hours: [4, 8] } as const;
  const { played, campaigns } = play('funnel_account', settings, 0.03);

  it('has strangers pay cash into one account, which its holder empties soon after', () => {
    for (const campaign of campaigns()) {
      const holder = accountOf(campaign, 'holder');
      const deposits = rowsIn(played(), campaign, 'placement');
      expect(deposits.length).to.equal(12);
      for (const { destination } of deposits) expect(destination).to.equal(holder);
      const exits = approved(rowsIn(played(), campaign, 'cash_out'));
      for (const { origin, scheme, time } of exits) {
        expect(origin).to.equal(holder);
        expect(time - played().rows[scheme!.causedBy - 1]!.time).to.be.lessThan(7 * DAY);
      }
      expect(sum(exits)).to.be.within(0.4 * sum(deposits), sum(deposits));
    }
  });

  it('is fed in several towns', () => {
    const { customers } = played().world;
    const towns = campaigns().map(
      ({ members }) => new Set(members.map(({ customer }) => customers.city[customer])).size,
    );
    expect(Math.min(...towns)).to.be.at.least(2);
  });
});

describe('pass_through', () => {
  const settings = { receipts: 8, longest_hold_hours: 12, camouflage: 0 } as const;
  const { played, campaigns } = play('pass_through', settings, 0.03);

  it('forwards nearly all of every receipt within the hours that it is meant to take', () => {
    for (const campaign of campaigns()) {
      const conduit = accountOf(campaign, 'conduit');
      const receipts = approved(rowsIn(played(), campaign, 'placement'));
      const forwarded = approved(
        played()
          .rowsOf(campaign)
          .filter(({ origin }) => origin === conduit),
      );
      // Those without money do not pay.
      expect(receipts.length).to.be.within(3, 8);
      for (const { scheme, cents, time } of forwarded) {
        const receipt = played().rows[scheme!.causedBy - 1]!;
        expect(receipt.destination).to.equal(conduit);
        expect(cents).to.be.at.most(receipt.cents);
        // Those who wait for the day wait longer.
        expect(time - receipt.time).to.be.within(4 * 60_000, 40 * HOUR);
      }
      expect(sum(forwarded)).to.be.within(0.7 * sum(receipts), 0.98 * sum(receipts));
    }
  });
});

describe('layering_chain', () => {
  const { played, campaigns } = play('layering_chain', { layers: 4, slice_share: 0.5, camouflage: 0 }, 0.03);

  it('passes the money from layer to layer, less a little each time', () => {
    for (const campaign of campaigns()) {
      const chain = [accountOf(campaign, 'originator'), ...accountsOf(campaign, 'layer')];
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      let received = sum(rowsIn(played(), campaign, 'placement'));
      for (const [index, account] of chain.slice(0, -1).entries()) {
        const sent = hops.filter(({ origin }) => origin === account);
        expect(sent.length).to.be.within(1, 3);
        for (const { destination } of sent) expect(destination).to.equal(chain[index + 1]);
        expect(sum(sent)).to.be.at.most(received);
        received = sum(sent);
      }
    }
  });

  it('ends where it began, or out of sight', () => {
    const returned = campaigns().filter((campaign) => {
      const [last] = rowsIn(played(), campaign, 'integration');
      if (last !== undefined) expect(last.destination).to.equal(accountOf(campaign, 'originator'));
      return last !== undefined;
    });
    expect(returned.length / campaigns().length).to.be.within(0.2, 0.7);
  });
});

describe('round_trip', () => {
  const { played, campaigns } = play('round_trip', { intermediaries: 2, abroad_days: [3, 6], returns: 2 }, 0.03);

  it('leaves the country and comes back to somebody else, days later and less', () => {
    for (const campaign of campaigns()) {
      const offshore = accountOf(campaign, 'offshore');
      expect([...played().world.institutions.foreignAccounts]).to.include(offshore);
      const out = approved(rowsIn(played(), campaign, 'layering')).filter(
        ({ destination }) => destination === offshore,
      );
      const back = rowsIn(played(), campaign, 'integration');
      expect(back.length).to.equal(2);
      for (const { origin, destination } of back) {
        expect([origin, destination]).to.deep.equal([offshore, accountOf(campaign, 'beneficiary')]);
      }
      expect(back[0]!.time - out.at(-1)!.time).to.be.greaterThan(DAY);
      expect(sum(back)).to.be.within(0.5 * sum(out), 0.9 * sum(out));
    }
  });

  it('shows no device of who sent it back', () => {
    for (const campaign of campaigns()) {
      for (const { device, session } of rowsIn(played(), campaign, 'integration')) {
        expect(device).to.equal(-1);
        expect(session).to.be.lessThan(0);
      }
    }
  });
});

describe('bipartite', () => {
  const settings = { originators: 3, beneficiaries: 4, density: 0.75, camouflage: 0 } as const;
  const { played, campaigns } = play('bipartite', settings, 0.03);

  it('has every originator pay three of four beneficiaries, and every beneficiary be paid by several', () => {
    for (const campaign of campaigns()) {
      const payments = approved(rowsIn(played(), campaign, 'layering'));
      const originators = accountsOf(campaign, 'originator');
      const beneficiaries = accountsOf(campaign, 'beneficiary');
      const pairs = new Set(payments.map(({ origin, destination }) => `${origin} ${destination}`));
      expect(pairs.size).to.equal(payments.length);
      expect(pairs.size).to.be.within(7, 9);
      for (const { origin, destination } of payments) {
        expect(originators).to.include(origin);
        expect(beneficiaries).to.include(destination);
      }
      const payers = groupBy(payments, ({ destination }) => destination);
      expect([...payers.values()].filter((rows) => rows.length >= 2).length).to.be.at.least(2);
    }
  });
});

describe('random_walk', () => {
  const { played, campaigns } = play('random_walk', { members: 4, hops: 8, camouflage: 0 }, 0.03);

  it('wanders from member to member and meets some of them again', () => {
    let met = 0;
    for (const campaign of campaigns()) {
      const members = accountsOf(campaign, 'member');
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      expect(hops.length).to.equal(8);
      for (const [index, { origin, destination }] of hops.entries()) {
        expect(members).to.include.members([origin, destination]);
        expect(origin).not.to.equal(destination);
        if (index > 0) expect(origin).to.equal(hops[index - 1]!.destination);
      }
      const visited = hops.map(({ destination }) => destination);
      if (new Set(visited).size < visited.length) met++;
    }
    expect(met / campaigns().length).to.be.greaterThan(0.9);
  });
});

describe('stack', () => {
  const { played, campaigns } = play('stack', { layers: 3, width: 3, second_target: 1, cashed_share: 1 }, 0.03);

  it('pays layer by layer, the next one only when all of the one before has been paid', () => {
    for (const campaign of campaigns()) {
      const [first, middle, last] = ['first_layer', 'middle_layer', 'last_layer'].map((role) =>
        accountsOf(campaign, role),
      );
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      const upper = hops.filter(({ origin }) => first!.includes(origin));
      const lower = hops.filter(({ origin }) => middle!.includes(origin));
      expect(upper.length + lower.length).to.equal(hops.length);
      for (const { destination } of upper) expect(middle).to.include(destination);
      for (const { destination } of lower) expect(last).to.include(destination);
      expect(lower[0]!.time).to.be.greaterThan(upper.at(-1)!.time);
      expect(new Set(lower.map(({ destination }) => destination)).size).to.be.at.least(2);
    }
  });
});

describe('deposit_send', () => {
  const { played, campaigns } = play('deposit_send', { rounds: 4, sent_share: 0.9, hold_hours: [1, 3] }, 0.03);

  it('sends nearly all of every deposit out of the country by the next day', () => {
    for (const campaign of campaigns()) {
      const deposits = rowsIn(played(), campaign, 'placement');
      const sent = approved(rowsIn(played(), campaign, 'cash_out'));
      expect(deposits.length).to.be.within(4, 8);
      expect(sent.length).to.be.within(3, 5);
      for (const { time, type, scheme } of sent) {
        expect(type).to.match(/_transfer$/);
        expect(time - played().rows[scheme!.causedBy - 1]!.time).to.be.lessThan(1.5 * DAY);
      }
      expect(sum(sent)).to.be.within(0.6 * sum(deposits), sum(deposits));
    }
  });
});

describe('repeated_overseas', () => {
  const settings = { rounds: 5, gap_days: 3, payees: 3, transfers_each: 1 } as const;
  const { played, campaigns } = play('repeated_overseas', settings, 0.02);

  it('sends money abroad at about the same intervals, to a few accounts by turns', () => {
    const gaps: number[] = [];
    for (const campaign of campaigns()) {
      const sent = approved(rowsIn(played(), campaign, 'layering'));
      const payees = accountsOf(campaign, 'payee_abroad');
      for (const { destination } of sent) expect(payees).to.include(destination);
      expect(new Set(sent.map(({ destination }) => destination)).size).to.be.within(2, 3);
      gaps.push(...sent.slice(1).map(({ time }, index) => (time - sent[index]!.time) / DAY));
    }
    gaps.sort((a, b) => a - b);
    expect(gaps[gaps.length >> 1]).to.be.within(2.5, 4.5);
  });
});

describe('crypto_offramp', () => {
  const settings = { purchases: 2, sellers: 2, exits: 1, longest_gap_days: 2, camouflage: 0 } as const;
  const { played, campaigns } = play('crypto_offramp', settings, 0.03);

  it('comes back from an exchange, to others, within days and less', () => {
    for (const campaign of campaigns()) {
      const exchanges = accountsOf(campaign, 'exchange');
      const sellers = accountsOf(campaign, 'seller');
      const moves = approved(rowsIn(played(), campaign, 'layering'));
      const bought = moves.filter(({ destination }) => exchanges.includes(destination));
      const sold = moves.filter(({ origin }) => exchanges.includes(origin));
      expect([bought.length, sold.length]).to.deep.equal([2, 2]);
      for (const { destination, device } of sold) {
        expect(sellers).to.include(destination);
        expect(device).to.equal(-1);
      }
      expect(sold[0]!.time - bought.at(-1)!.time).to.be.within(9 * 60_000, 2 * DAY);
      expect(sum(sold)).to.be.within(0.8 * sum(bought), 0.99 * sum(bought));
    }
  });

  it('never goes back to an exchange', () => {
    const exits = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'cash_out'));
    const exchanges = [...played().world.institutions.exchanges];
    expect(exits.length).to.be.greaterThan(10);
    for (const { destination } of exits) expect(exchanges).not.to.include(destination);
  });
});

describe('layered_fan_in', () => {
  const { played, campaigns } = play('layered_fan_in', { regions: 2, sources_each: 3, camouflage: 0 }, 0.03);

  it('gathers by region and then at the centre', () => {
    for (const campaign of campaigns()) {
      const centre = accountOf(campaign, 'centre');
      const collectors = accountsOf(campaign, 'regional_collector');
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      const central = hops.filter(({ destination }) => destination === centre);
      expect(central.length).to.be.within(1, 2);
      for (const { origin, time } of central) {
        expect(collectors).to.include(origin);
        const regional = hops.filter(({ destination }) => destination === origin);
        expect(regional.length).to.be.within(1, 3);
        expect(time).to.be.greaterThan(regional.at(-1)!.time);
      }
    }
  });
});

describe('layered_fan_out', () => {
  const { played, campaigns } = play('layered_fan_out', { regions: 2, recipients_each: 3, camouflage: 0 }, 0.03);

  it('divides among regions and within them', () => {
    for (const campaign of campaigns()) {
      const centre = accountOf(campaign, 'centre');
      const regions = accountsOf(campaign, 'regional_distributor');
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      const paid = new Map(hops.filter(({ origin }) => origin === centre).map((hop) => [hop.destination, hop]));
      expect(paid.size).to.be.within(1, 2);
      for (const [region, { cents, time }] of paid) {
        expect(regions).to.include(region);
        const onward = hops.filter(({ origin }) => origin === region);
        expect(onward.length).to.be.within(1, 3);
        expect(onward[0]!.time).to.be.greaterThan(time);
        expect(sum(onward)).to.be.at.most(cents);
      }
    }
  });
});

describe('mixing_service', () => {
  const settings = { clients: 4, pool_accounts: 1, slices: 3, camouflage: 0 } as const;
  const { played, campaigns } = play('mixing_service', settings, 0.03);

  it('pays out to new accounts when all have paid in, in sums that match nobody’s', () => {
    for (const campaign of campaigns()) {
      const pool = accountOf(campaign, 'pool');
      const hops = approved(rowsIn(played(), campaign, 'layering'));
      const paidIn = hops.filter(({ destination }) => destination === pool);
      const paidOut = hops.filter(({ origin }) => origin === pool);
      expect(paidIn.length).to.be.within(3, 4);
      expect(new Set(paidOut.map(({ destination }) => destination)).size).to.equal(paidOut.length);
      expect(paidOut.length).to.be.within(8, 12);
      expect(paidOut[0]!.time).to.be.greaterThan(paidIn.at(-1)!.time);
      expect(sum(paidOut)).to.be.within(0.6 * sum(paidIn), 0.99 * sum(paidIn));
    }
  });
});
