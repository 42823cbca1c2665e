import { expect } from 'chai';
import { DAY, HOUR, MINUTE } from '../../src/kernel/units.ts';
import { msOfDay } from '../../src/world/calendar.ts';
import { playSchemes } from './played-schemes.ts';
import { groupBy, play, rowsIn, sum } from './played-typology.ts';

describe('card_testing', () => {
  const { played, campaigns } = play(
    'card_testing',
    { cards: [20, 40], valid_share: [0.1, 0.3], burst_minutes: [5, 10], cards_per_burst: 20, shops: 3, charges: 6 },
    0.05,
  );

  it('tests every card of the dump with a tiny sum, mostly in vain', () => {
    for (const campaign of campaigns()) {
      const tests = rowsIn(played(), campaign, 'recon');
      const cards = new Set(tests.map(({ card, scheme }) => `${scheme!.victim} ${card}`));
      expect(cards.size).to.equal(campaign.parameters.cards);
      expect(tests.length).to.be.within(cards.size, 1.4 * cards.size);
      for (const { cents } of tests) expect(cents).to.be.within(50, 2_500);
    }
    const tests = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'recon'));
    const favourites = tests.filter(({ cents }) => [50, 100, 200, 500].includes(cents)).length / tests.length;
    expect(favourites).to.be.within(0.33, 0.47);
    expect(tests.filter(({ declined }) => declined !== undefined).length / tests.length).to.be.within(0.6, 0.9);
  });

  it('tests in bursts of minutes at a few shops', () => {
    for (const campaign of campaigns()) {
      const tests = rowsIn(played(), campaign, 'recon').filter(({ scheme }) => scheme!.causedBy === 0);
      const burst = tests.slice(0, 18);
      expect(burst.at(-1)!.time - burst[0]!.time).to.be.lessThan(30 * MINUTE);
      expect(new Set(tests.map(({ merchant }) => merchant)).size).to.be.at.most(3);
    }
  });

  it('spends on cards that passed, for more, and stops soon after a refusal', () => {
    const buys = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'cash_out'));
    const sums = buys.map(({ cents }) => cents).sort((a, b) => a - b);
    expect(sums[sums.length >> 1]).to.be.within(3_000, 12_000);
    for (const [, spree] of groupBy(buys, ({ scheme }) => scheme!.causedBy)) {
      expect(played().rows[spree[0]!.scheme!.causedBy - 1]!.declined).to.equal(undefined);
      expect(spree.length).to.be.at.most(7);
      const refused = spree.findIndex((row, index) => row.declined && spree[index + 1]?.declined);
      if (refused >= 0) expect(refused).to.equal(spree.length - 2);
    }
  });
});

describe('stolen_card_not_present', () => {
  const { played, campaigns } = play(
    'stolen_card_not_present',
    { cards: [2, 4], charges: 6, fingerprint_share: 0.3 },
    0.05,
  );

  it('buys online for what shops ask, and goes on elsewhere after a refusal', () => {
    const rows = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'cash_out'));
    expect(new Set(rows.map(({ type }) => type))).to.deep.equal(new Set(['card_purchase']));
    const sums = rows.map(({ cents }) => cents).sort((a, b) => a - b);
    expect(sums[sums.length >> 1]).to.be.within(2_000, 9_000);
    for (const [, spree] of groupBy(rows, ({ card, scheme }) => scheme!.campaign.id * 1e9 + card)) {
      const refused = spree.findIndex((row, index) => row.declined && spree[index + 1]?.declined);
      if (refused >= 0) expect(refused).to.equal(spree.length - 2);
    }
  });

  it('now and then wears the fingerprint of the holder', () => {
    const rows = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'cash_out'));
    const { customers, devices } = played().world;
    const worn = rows.filter(({ device, scheme }) => {
      const slot = devices.slotOf(device);
      return slot >= devices.slot(scheme!.victim, 0) && slot < devices.slot(scheme!.victim + 1, 0);
    });
    expect(customers.personCount).to.be.greaterThan(0);
    expect(worn.length / rows.length).to.be.within(0.15, 0.45);
  });
});

describe('point_of_compromise', () => {
  const { played, campaigns } = play('point_of_compromise', { cards: [3, 6], caught_share: 0.8, charges: 3 }, 0.03);

  it('uses elsewhere, days later, cards that were all used at one shop', () => {
    for (const campaign of campaigns()) {
      const { merchant } = campaign.members.find(({ role }) => role === 'compromised_merchant')!;
      const honest = played().rows.filter((row) => row.merchant === merchant && row.scheme === undefined);
      for (const [card, spree] of groupBy(rowsIn(played(), campaign, 'cash_out'), (row) => row.card)) {
        const copied = honest.find((row) => row.card === card && row.declined === undefined)!;
        expect(spree[0]!.time - copied.time).to.be.greaterThan(1.5 * DAY);
      }
    }
  });
});

describe('lost_stolen_card', () => {
  const { played, campaigns } = play('lost_stolen_card', { taps: 4, knows_pin_share: 0.5, hours: [2, 20] }, 0.03);

  it('taps below the limit where the holder lives, in opening hours, after some have drawn cash', () => {
    let withCash = 0;
    for (const campaign of campaigns()) {
      const rows = rowsIn(played(), campaign, 'cash_out');
      const taps = rows.filter(({ type }) => type === 'card_purchase');
      const cash = rows.filter(({ type }) => type === 'cash_withdrawal');
      for (const { cents, time } of taps) {
        expect(cents).to.be.at.most(5_000);
        expect(msOfDay(time as never) / HOUR).to.be.within(10, 20.1);
      }
      if (cash.length === 0) continue;
      withCash++;
      if (taps.length > 0) expect(cash.at(-1)!.time).to.be.lessThan(taps[0]!.time);
    }
    expect(withCash / campaigns().length).to.be.within(0.15, 0.6);
  });
});

describe('account_takeover', () => {
  const { played, campaigns } = play(
    'account_takeover',
    { transfers: 3, swap_to_login_hours: [1, 2], night_share: 0.6, fingerprint_share: 0 },
    0.02,
  );

  it('begins with a SIM change, a login from a strange device, and a new payee', () => {
    for (const campaign of campaigns()) {
      const victim = campaign.members.find(({ role }) => role === 'victim')!.customer;
      const { device } = campaign.members.find(({ role }) => role === 'thief')!;
      const events = played().events.filter(
        ({ customer, time }) => customer === victim && time >= campaign.startedAt && time <= campaign.endedAt,
      );
      const swap = events.find(({ type }) => type === 'sim_change')!;
      const login = events.find((event) => event.type === 'login' && event.device === device)!;
      const bind = events.find((event) => event.type === 'device_bind' && event.device === device)!;
      const payee = events.find((event) => event.type === 'payee_add' && event.device === device)!;
      const drained = rowsIn(played(), campaign, 'placement')[0]!;
      expect(login.time - swap.time).to.be.within(HOUR, 2 * HOUR + 30 * MINUTE);
      expect(bind.time).to.be.within(login.time, payee.time);
      expect(payee.time).to.be.within(bind.time, drained.time);
      expect(drained.session).to.equal(payee.session);
    }
  });

  it('drains the account to mules, who take the money out', () => {
    for (const campaign of campaigns()) {
      const transfers = rowsIn(played(), campaign, 'placement').filter(({ declined }) => declined === undefined);
      const victim = campaign.members.find(({ role }) => role === 'victim')!;
      const mules = campaign.members.filter(({ role }) => role === 'mule').map(({ account }) => account);
      for (const { origin, destination, scheme } of transfers) {
        expect([origin, scheme!.victim]).to.deep.equal([victim.account, victim.customer]);
        expect(mules).to.include(destination);
      }
      const exits = rowsIn(played(), campaign, 'cash_out').filter(({ declined }) => declined === undefined);
      expect(sum(exits)).to.be.within(0.3 * sum(transfers), 1.05 * sum(transfers));
    }
  });

  it('comes at night more often than by day', () => {
    const atNight = campaigns().filter((campaign) => {
      const hour = msOfDay(rowsIn(played(), campaign, 'placement')[0]!.time as never) / HOUR;
      return hour >= 23 || hour < 6;
    });
    expect(atNight.length / campaigns().length).to.be.within(0.45, 0.8);
  });
});

describe('purchase_scam', () => {
  const { played, campaigns } = play('purchase_scam', { victims: 5, receipts_per_exit: 2 }, 0.02);

  it('has victims pay one seller from their own devices, while they are awake', () => {
    for (const campaign of campaigns()) {
      const payments = rowsIn(played(), campaign, 'placement');
      expect(new Set(payments.map(({ destination }) => destination)).size).to.equal(1);
      // Those without means do not buy.
      expect(new Set(payments.map(({ scheme }) => scheme!.victim)).size).to.be.within(1, 5);
      for (const { origin, scheme, time } of payments) {
        expect(origin).to.equal(played().world.customers.currentAccount[scheme!.victim]);
        expect(msOfDay(time as never) / HOUR).to.be.within(8, 23.2);
      }
    }
    const { devices } = played().world;
    const payments = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'placement'));
    const byOwnDevice = payments.filter(({ scheme, device }) =>
      [0, 1, 2].some((slot) => devices.id(devices.slot(scheme!.victim, slot)) === device),
    );
    // Others borrow a device of the household, have bought a new one since, or go unrecognised.
    expect(byOwnDevice.length / payments.length).to.be.greaterThan(0.85);
  });

  it('has prices with the median of the catalogue', () => {
    const sums = campaigns()
      .flatMap((campaign) => rowsIn(played(), campaign, 'placement'))
      .map(({ cents }) => cents)
      .sort((a, b) => a - b);
    expect(sums[sums.length >> 1]).to.be.within(15_000, 45_000);
  });

  it('moves on what gathers, less a fee', () => {
    for (const campaign of campaigns()) {
      const paid = rowsIn(played(), campaign, 'placement').filter(({ declined }) => declined === undefined);
      const exits = rowsIn(played(), campaign, 'cash_out').filter(({ declined }) => declined === undefined);
      expect(exits.length).to.be.within(1, 5);
      expect(sum(exits)).to.be.at.most(sum(paid) + 1_000);
    }
  });
});

describe('fan_in', () => {
  const { played, campaigns } = play(
    'fan_in',
    { sources: 6, window_days: [4, 6], exits: 2, amount: 1_000, camouflage: 0.3 },
    0.03,
  );

  it('has every source pay the collector once within the window', () => {
    for (const campaign of campaigns()) {
      const collector = campaign.members.find(({ role }) => role === 'collector')!.account;
      const payments = rowsIn(played(), campaign, 'layering').filter(({ declined }) => declined === undefined);
      expect(payments.length).to.equal(6);
      expect(new Set(payments.map(({ origin }) => origin)).size).to.equal(6);
      for (const { destination } of payments) expect(destination).to.equal(collector);
      expect(payments.at(-1)!.time - payments[0]!.time).to.be.lessThan(9 * DAY);
    }
  });

  it('has sources pay in cash what they send on', () => {
    const pairs = campaigns().flatMap((campaign) =>
      rowsIn(played(), campaign, 'layering')
        .filter(({ scheme }) => scheme!.causedBy > 0)
        .map((payment) => {
          const deposits = rowsIn(played(), campaign, 'placement').filter(
            ({ destination }) => destination === payment.origin,
          );
          return [sum(deposits), payment.cents] as const;
        }),
    );
    expect(pairs.length).to.be.greaterThan(30);
    for (const [paidIn, sent] of pairs) expect(sent).to.be.within(1, paidIn);
    const deposits = campaigns().flatMap((campaign) => rowsIn(played(), campaign, 'placement'));
    for (const { cents, type } of deposits) expect([type, cents % 1_000]).to.deep.equal(['cash_deposit', 0]);
  });

  it('hides behind small transfers between its members, which are no fraud', () => {
    const cover = campaigns()
      .flatMap((campaign) => played().rowsOf(campaign))
      .filter(({ scheme }) => scheme!.role === 'cover');
    expect(cover.length).to.be.greaterThan(10);
    for (const { cents, isFraud, scheme } of cover) {
      expect([isFraud, scheme!.stage]).to.deep.equal([false, 'cover']);
      expect(cents).to.be.at.most(40_000);
    }
  });
});

describe('cycle', () => {
  const { played, campaigns } = play('cycle', { accounts: 5, split_share: 0.3, placements: 2 }, 0.02);

  it('passes on what was received, account by account, until it is back', () => {
    for (const campaign of campaigns()) {
      const ring = campaign.members.map(({ account }) => account);
      const hops = rowsIn(played(), campaign, 'layering').filter(({ declined }) => declined === undefined);
      let received = sum(rowsIn(played(), campaign, 'placement'));
      for (const [index, account] of ring.entries()) {
        const sent = hops.filter(({ origin }) => origin === account);
        expect(sent.length).to.be.within(1, 2);
        for (const { destination } of sent) expect(destination).to.equal(ring[(index + 1) % ring.length]);
        expect(sum(sent)).to.be.within(0.6 * received, received);
        received = sum(sent);
      }
      expect(campaign.proceedsCents).to.equal(received);
    }
  });

  it('waits between an hour and some days before it passes on', () => {
    for (const campaign of campaigns()) {
      for (const hop of rowsIn(played(), campaign, 'layering')) {
        const receipt = played().rows[hop.scheme!.causedBy - 1]!;
        expect(hop.time - receipt.time).to.be.within(HOUR, 8 * DAY);
      }
    }
  });
});

describe('instant_mule_chain', () => {
  const { played, campaigns } = play('instant_mule_chain', { tiers: 4, branches: 3, split_again: 0 }, 0.02);

  it('splits the payment of the victim among branches and takes it out after the last tier', () => {
    const full = campaigns().filter((campaign) => rowsIn(played(), campaign, 'layering').length === 9);
    expect(full.length / campaigns().length).to.be.greaterThan(0.8);
    for (const campaign of full) {
      const [first] = rowsIn(played(), campaign, 'placement');
      const hops = rowsIn(played(), campaign, 'layering');
      expect(first!.scheme!.victim).to.be.at.least(0);
      expect(hops.filter(({ origin }) => origin === first!.destination).length).to.equal(3);
      expect(hops.every(({ type }) => type === 'instant_transfer')).to.equal(true);
      const exits = rowsIn(played(), campaign, 'cash_out').filter(({ declined }) => declined === undefined);
      expect(sum(exits)).to.be.within(0.4 * first!.cents, first!.cents);
    }
  });

  it('passes on within minutes', () => {
    const delays = campaigns()
      .flatMap((campaign) => rowsIn(played(), campaign, 'layering'))
      .map((hop) => hop.time - played().rows[hop.scheme!.causedBy - 1]!.time)
      .sort((a, b) => a - b);
    expect(delays[delays.length >> 1]).to.be.within(5 * MINUTE, 14 * MINUTE);
  });

  it('fails when its first mule is frozen before he passes anything on', () => {
    const frozen = playSchemes({
      names: ['instant_mule_chain'],
      customers: 400,
      days: 12,
      share: 0.02,
      agents: (agents) => ({
        ...agents,
        foresee: () => undefined,
        start: () => undefined,
        posted: ({ world }, { scheme, destination }) => {
          if (scheme !== null && scheme.victim >= 0) world.ledger.setStatus(destination, 1);
        },
      }),
    });
    expect(frozen.campaigns.length).to.be.greaterThan(3);
    for (const campaign of frozen.campaigns) {
      expect(campaign.outcome).to.be.oneOf(['aborted: frozen', 'aborted: nothing came out']);
      expect(rowsIn(frozen, campaign, 'cash_out')).to.deep.equal([]);
    }
    expect(frozen.campaigns.filter(({ outcome }) => outcome === 'aborted: frozen').length).to.be.greaterThan(2);
  });
});
