import { defineBehavior, packTransfer, timeOnline, typedCents } from '../../src/define.ts';

const PAYMENTS = (['marketplace', 'marketplace', 'marketplace', 'tickets', 'furniture', 'car', undefined] as const).map(
  (reference) =>
    packTransfer({ type: 'instant_transfer', channel: 'mobile', newPayee: true, ...(reference && { reference }) }),
);
/** Second-hand purchases from strangers, paid by transfer; the mean over persons. An assumption. */
const PER_DAY = 0.0014;
const MEDIAN_CENTS = 16_000;
const SIGMA = 1.05;
const LEAST_CENTS = 5_000;
const MOST_CENTS = 300_000;
const MOST_OF_INCOME = 0.5;
/** Share of sellers with an account at a bank abroad. */
const ABROAD = 0.08;
/** An odd multiplier that spreads busy sellers over all persons. */
const SPREAD = 7_919;

/**
 * A bicycle, a telephone, concert tickets from a stranger: paid at once, before the goods come, and some people sell a
 * lot. It looks like `purchase_scam`, and nothing is wrong with it.
 */
export default defineBehavior({
  name: 'private_purchase',
  doc: 'Second-hand goods from a stranger, paid by instant transfer in advance; some sell to many.',
  who: 'persons',
  when: {
    perDay: (world, person) => PER_DAY * Math.min(3, 0.5 + 0.5 * world.customers.activity[person]!),
    factor: ({ weekday }) => (weekday >= 5 ? 1.3 : 0.88),
  },
  lookAlikeOf: ['purchase_scam'],
  plan: (plan, person, rng) => {
    const { customers, institutions } = plan.world;
    const u = rng.uniform();
    const rank = Math.floor(u * u * u * customers.personCount);
    const seller = (rank * SPREAD) % customers.personCount;
    const { foreignAccounts } = institutions;
    const abroad = foreignAccounts[rng.below(foreignAccounts.length)]!;
    const payee = rng.uniform() < ABROAD ? abroad : customers.currentAccount[seller]!;
    const most = Math.min(MOST_CENTS, MOST_OF_INCOME * customers.incomeCents[person]!);
    const cents = Math.min(most, Math.max(LEAST_CENTS, rng.logNormal(MEDIAN_CENTS, SIGMA)));
    const time = timeOnline(plan.day, rng);
    const options = PAYMENTS[rng.below(PAYMENTS.length)]!;
    const origin = customers.currentAccount[person]!;
    if (payee !== origin) plan.transfer(person, time, origin, payee, typedCents(cents, 0.15, rng), options);
  },
});
