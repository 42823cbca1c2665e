import { expect } from 'chai';
import { routine } from '../../behaviors/index.ts';
import type { Agents } from '../../src/kernel/agents.ts';
import type { Campaign } from '../../src/kernel/campaign.ts';
import type { Typology } from '../../src/kernel/typology.ts';
import { declineReasons, families } from '../../src/schema/vocabularies.ts';
import { realTimersUsedBy } from '../kernel/trapped-timers.ts';
import { asleep, catalogue, type PlayedRow, type PlayedWorld, playSchemes } from './played-schemes.ts';

/** Many small and short campaigns rather than a few large ones. */
const settings = {
  card_testing: { cards: [6, 12] },
  point_of_compromise: { cards: [2, 4], window_days: [8, 12], days_to_use: [2, 6], caught_share: [0.8, 1] },
} as const;

/** A few typologies in one world, so that it stays one of mostly honest people whatever the catalogue holds. */
const TOGETHER = 6;
const groups = Array.from({ length: Math.ceil(catalogue.length / TOGETHER) }, (_, group) =>
  catalogue.slice(group * TOGETHER, (group + 1) * TOGETHER),
);
const namesOf = (group: readonly Typology[]): string[] => group.map(({ name }) => name);

for (const group of groups) {
  describe(`typologies from ${group[0]!.name} to ${group.at(-1)!.name}`, () => {
    let played: PlayedWorld;
    let usedTimers: string[];

    before(() => {
      usedTimers = realTimersUsedBy(() => {
        played = playSchemes({ names: namesOf(group), settings });
      });
    });

    it('run on simulated time alone', () => {
      expect(usedTimers).to.deep.equal([]);
    });

    it('let go of everything at their end', () => {
      const { shard } = played.simulation;
      expect(shard.watches.size).to.equal(0);
      for (const { members, outcome, endedAt, startedAt } of played.campaigns) {
        expect(outcome).to.match(/^(completed|aborted: .+)$/);
        expect(endedAt).to.be.at.least(startedAt);
        expect(members.length).to.be.greaterThan(0);
      }
    });

    it('keep the money: what all accounts hold together does not change', () => {
      expect(played.world.ledger.total()).to.equal(0);
    });

    for (const typology of group) describe(typology.name, () => describeTypology(typology, () => played));
  });
}

function describeTypology(typology: Typology, world: () => PlayedWorld): void {
  const own = (): readonly Campaign[] => world().campaigns.filter((campaign) => campaign.typology === typology.name);
  const rows = (): readonly PlayedRow[] => own().flatMap((campaign) => world().rowsOf(campaign));

  it('says what it is, where its numbers come from and what looks like it', () => {
    expect(families).to.include(typology.family);
    for (const text of [typology.doc, typology.source, ...Object.values(typology.roles)]) {
      expect(text.length).to.be.greaterThan(10);
    }
    for (const [name, parameter] of Object.entries(typology.parameters)) {
      expect(parameter.doc, name).to.match(/^[A-Z].*\.$/s);
      expect(parameter.source, name).to.have.length.greaterThan(4);
    }
    const alike = routine.filter(({ lookAlikeOf = [] }) => lookAlikeOf.includes(typology.name)).map(({ name }) => name);
    expect([...typology.lookAlikes].sort()).to.deep.equal(alike.sort());
    expect(alike.length).to.be.greaterThan(0);
  });

  it('marks every row that it causes, and no other', () => {
    expect(rows().length).to.be.greaterThan(100);
    for (const campaign of own()) {
      const caused = world().rowsOf(campaign);
      expect(caused.filter(({ isFraud }) => isFraud).length, `campaign ${campaign.id}`).to.equal(campaign.fraudRows);
      expect(caused.length).to.equal(campaign.steps);
    }
    for (const { isFraud, scheme } of rows()) expect(isFraud).to.equal(scheme!.role === 'fraud');
  });

  it('causes as many rows as it expects', () => {
    const errors = own().map(({ fraudRows, plannedRows }) => fraudRows - plannedRows);
    const planned = own().reduce((sum, { plannedRows }) => sum + plannedRows, 0);
    const bias = errors.reduce((sum, error) => sum + error, 0) / planned;
    const noise = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0)) / planned;
    expect(own().length).to.be.greaterThan(15);
    expect(Math.abs(bias), `${own().length} campaigns`).to.be.lessThan(0.03 + 2 * noise);
  });

  it('moves money on only after it came in, and from the account that it came to', () => {
    const caused = rows().filter(({ scheme }) => scheme!.causedBy > 0);
    // Where all is bought with cards, nobody receives what could be moved on.
    if (rows().some(({ type }) => type.endsWith('_transfer'))) expect(caused.length).to.be.greaterThan(20);
    for (const row of caused) {
      const cause = world().rows[row.scheme!.causedBy - 1]!;
      expect(cause.id).to.be.lessThan(row.id);
      expect(cause.time).to.be.lessThan(row.time);
      expect(cause.declined).to.equal(undefined);
      expect(cause.scheme!.campaign).to.equal(row.scheme!.campaign);
      if (row.card >= 0 && row.type === 'card_purchase') expect(cause.card).to.equal(row.card);
      else expect(cause.destination).to.equal(row.origin);
    }
  });

  it('names its victims, mules and merchants among the members of the campaign', () => {
    for (const campaign of own()) {
      const roles = campaign.members.map(({ role }) => role);
      const accounts = new Set(campaign.members.map(({ account }) => account));
      const customers = new Set(campaign.members.map(({ customer }) => customer));
      for (const role of roles) expect(Object.keys(typology.roles)).to.include(role);
      for (const row of world().rowsOf(campaign)) {
        if (row.scheme!.victim >= 0) expect(customers).to.include(row.scheme!.victim);
        const { owner } = world().world.ledger;
        expect(customers.has(owner[row.origin]!) || accounts.has(row.destination), `row ${row.id}`).to.equal(true);
      }
    }
  });

  it('varies: hardly two campaigns have the same skeleton', () => {
    const long = own().filter((campaign) => world().rowsOf(campaign).length >= 5);
    const skeletons = new Set(long.map((campaign) => skeleton(world().rowsOf(campaign))));
    expect(long.length).to.be.greaterThan(5);
    expect(skeletons.size).to.be.at.least(0.97 * long.length);
  });

  it('types sums as people do', () => {
    const sums = rows().filter(({ type }) => type.endsWith('_transfer'));
    if (sums.length < 30) return;
    const round = sums.filter(({ cents }) => cents % 1_000 === 0).length / sums.length;
    const odd = sums.filter(({ cents }) => cents % 100 !== 0).length / sums.length;
    expect(round).to.be.within(0.2, 0.9);
    expect(odd).to.be.within(0.03, 0.6);
  });
}

describe('a typology that is barred', () => {
  const refuse = (reason: (typeof declineReasons)[number]) => (agents: Agents) => ({
    ...asleep(agents),
    authorise: (...[shard, payment]: Parameters<Agents['authorise']>) =>
      payment.scheme === null ? agents.authorise(shard, payment) : declineReasons.indexOf(reason),
  });
  const spec = { customers: 400, days: 25, share: 0.02, settings } as const;

  it('ends when every account is frozen, with little more than one attempt for each that it was to use', () => {
    for (const group of groups) {
      const names = namesOf(group);
      const { campaigns, rowsOf, simulation } = playSchemes({ ...spec, names, agents: refuse('account_frozen') });
      expect(simulation.shard.failure).to.equal(undefined);
      for (const name of names) {
        const own = campaigns.filter(({ typology }) => typology === name);
        expect(own.length, name).to.be.greaterThan(3);
        for (const campaign of own) {
          expect(rowsOf(campaign).length, name).to.be.at.most(3 + 1.6 * campaign.plannedRows);
          expect(campaign.proceedsCents).to.equal(0);
          expect(campaign.lossCents).to.equal(0);
        }
      }
    }
  });

  for (const reason of ['limit_exceeded', 'insufficient_funds', 'suspected_fraud', 'issuer_unavailable'] as const) {
    it(`does not try for ever when the answer is always ${reason}`, () => {
      for (const group of groups) {
        const { campaigns, rowsOf } = playSchemes({ ...spec, days: 15, names: namesOf(group), agents: refuse(reason) });
        expect(campaigns.length).to.be.greaterThan(3 * group.length);
        for (const campaign of campaigns) {
          expect(rowsOf(campaign).length, campaign.typology).to.be.at.most(8 + 4 * campaign.plannedRows);
        }
      }
    });
  }
});

describe('the world around typologies', () => {
  /** One of each kind of scheme: purchases, takeovers, deceit, chains and stars of accounts. */
  const names = ['card_testing', 'account_takeover', 'purchase_scam', 'fan_in', 'cycle', 'instant_mule_chain'];
  const spec = { customers: 300, days: 15, share: 0.01, names } as const;

  it('is the same again for the same seed', () => {
    const print = ({ rows }: PlayedWorld): string[] =>
      rows.map(({ id, time, type, origin, destination, cents, declined, device, session, isFraud }) =>
        [id, time, type, origin, destination, cents, declined, device, session, isFraud].join(),
      );
    expect(print(playSchemes(spec))).to.deep.equal(print(playSchemes(spec)));
  });

  it('plans the same routine life with and without them', () => {
    const withSchemes = playSchemes(spec);
    const without = playSchemes({ ...spec, names: [] });
    const { campaigns } = withSchemes.simulation.shard;
    const touched = new Set(campaigns.flatMap(({ members }) => members.map(({ customer }) => customer)));
    const { owner } = without.world.ledger;
    const honest = ({ rows }: PlayedWorld): Map<string, PlayedRow> =>
      new Map(
        rows
          .filter(({ scheme, type }) => scheme === undefined && !OF_THE_BALANCE.has(type))
          .map((row) => [[row.time, row.type, row.origin, row.destination, row.cents].join(), row]),
      );
    const here = honest(withSchemes);
    const there = honest(without);
    const changed = [...here, ...there].filter(([key]) => !(here.has(key) && there.has(key))).map(([, row]) => row);
    const beyond = changed.filter(
      ({ origin, destination }) => !touched.has(owner[origin]!) && !touched.has(owner[destination]!),
    );
    expect(here.size).to.be.greaterThan(4_000);
    expect(changed.length).to.be.lessThan(0.03 * here.size);
    // Money reaches further: whoever is paid by somebody in a scheme may have more or less of it.
    expect(beyond.length).to.be.at.most(5);
  });

  it('does not change the campaigns of one typology when another is left out', () => {
    const all = playSchemes(spec);
    const without = playSchemes({
      ...spec,
      names: names.filter((name) => name !== 'fan_in'),
    });
    const plans = ({ simulation }: PlayedWorld): string[] =>
      simulation.shard.campaigns
        .filter(({ typology }) => typology !== 'fan_in')
        .map(({ typology, ordinal, startedAt, parameters }) =>
          JSON.stringify([typology, ordinal, startedAt, parameters]),
        )
        .sort();
    const common = new Set(plans(all));
    const shared = plans(without).filter((plan) => common.has(plan));
    // Money and blocked accounts connect the schemes of a small world, so that a later start may shift by a day.
    expect(shared.length).to.be.at.least(0.95 * common.size);
  });
});

/** What depends on balances and turnover rather than on somebody's plan. */
const OF_THE_BALANCE = new Set(['merchant_settlement', 'fee', 'interest', 'card_repayment']);

/** Stages and rails in order, with delays by factors of four and sums relative to the first by factors of two. */
function skeleton(rows: readonly PlayedRow[]): string {
  const first = rows[0]!;
  return rows
    .map(({ type, scheme, time, cents }, index) => {
      const delay = index === 0 ? 0 : Math.round(Math.log(1 + time - rows[index - 1]!.time) / Math.log(4));
      return `${scheme!.stage} ${type} ${delay} ${Math.round(Math.log2(cents / first.cents))}`;
    })
    .join('; ');
}
