import { defineBehavior, HOUR, packTransfer, timeBetween, typedCents } from '../../src/define.ts';

const SHARE = (['gift', 'birthday', 'holiday', 'tickets'] as const).map((reference) => [
  packTransfer({ type: 'instant_transfer', channel: 'mobile', reference }),
  packTransfer({ type: 'instant_transfer', channel: 'mobile', reference, newPayee: true }),
]);
const PURCHASE = packTransfer({ type: 'credit_transfer', channel: 'mobile', reference: 'order' });
const PER_DAY = 0.00022;
const FEWEST = 4;
const MOST = 11;
const MEDIAN_CENTS = 3_500;
const SIGMA = 0.8;
/** Share of gifts to which everybody gives the same, and chance that a giver pays the organiser for the first time. */
const EQUAL = 0.6;
const NEW_PAYEE = 0.25;
const SPENT = 0.97;

/**
 * Friends and colleagues put money together: within hours several pay one, who then buys the present or the tickets. It
 * looks like `fan_in`.
 */
export default defineBehavior({
  name: 'group_gift',
  doc: 'Several friends pay one of them within hours, who buys a present or tickets for all.',
  who: 'persons',
  when: {
    perDay: (world, person) => (world.social.degree(person) >= FEWEST ? PER_DAY : 0),
    factor: ({ weekday, month }) => (weekday < 5 ? 1.16 : 0.6) * (month === 12 ? 2 : 0.91),
  },
  lookAlikeOf: ['fan_in', 'layered_fan_in', 'scatter_gather'],
  plan: (plan, organiser, rng) => {
    const { customers, social } = plan.world;
    const account = customers.currentAccount[organiser]!;
    const first = social.offsets[organiser]!;
    const givers = Math.min(MOST, social.degree(organiser));
    const each = typedCents(rng.logNormal(MEDIAN_CENTS, SIGMA), 0, rng);
    const isEqual = rng.uniform() < EQUAL;
    const occasion = SHARE[rng.below(SHARE.length)]!;
    let collected = 0;
    for (let giver = 0; giver < givers; giver++) {
      const person = social.neighbours[first + giver]!;
      if (rng.uniform() < 0.15) continue;
      const cents = isEqual ? each : typedCents(each * (0.5 + rng.uniform()), 0, rng);
      const time = timeBetween(9, 18, rng);
      const options = occasion[rng.uniform() < NEW_PAYEE ? 1 : 0]!;
      plan.transfer(person, time, customers.currentAccount[person]!, account, cents, options);
      collected += cents;
    }
    const { tradePartners } = plan.world.institutions;
    const shop = tradePartners[rng.below(tradePartners.length)]!;
    const time = 18 * HOUR + 5 * rng.uniform() * HOUR;
    if (collected > 0) plan.transfer(organiser, time, account, shop, Math.round(collected * SPENT), PURCHASE);
  },
  // Whoever is short of money gives nothing.
  amountNow: ({ world, origin, plannedCents }) =>
    world.ledger.available(origin as never) < plannedCents ? 0 : plannedCents,
});
