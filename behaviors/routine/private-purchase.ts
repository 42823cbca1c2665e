import { defineBehavior, packTransfer, remittanceWords, timeOnline, typedCents, wordsFor } from '../../src/define.ts';

/** Share that is paid at once, and share to a seller from whom one has bought before. */
const INSTANT = 0.5;
const AGAIN = 0.12;
const options = (type: 'instant_transfer' | 'credit_transfer', newPayee: boolean) => {
  const pack = (words: (typeof remittanceWords)[keyof typeof remittanceWords]): readonly number[] =>
    words.map((reference) => packTransfer({ type, channel: 'mobile', newPayee, ...(reference && { reference }) }));
  return { purchase: pack(remittanceWords.purchase), purchaseMuch: pack(remittanceWords.purchaseMuch) };
};
const FIRST = [options('instant_transfer', true), options('credit_transfer', true)];
const NEXT = [options('instant_transfer', false), options('credit_transfer', false)];
/** Second-hand purchases from strangers, paid by transfer; the mean over persons. An assumption: three a year. */
const PER_DAY = 0.009;
const MEDIAN_CENTS = 4_500;
const SIGMA = 1.35;
const LEAST_CENTS = 500;
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
  doc: 'Second-hand goods from a stranger, paid by transfer in advance; some sell to many.',
  who: 'persons',
  when: {
    perDay: (world, person) => PER_DAY * Math.min(3, 0.5 + 0.5 * world.customers.activity[person]!),
    factor: ({ weekday }) => (weekday >= 5 ? 1.3 : 0.88),
  },
  lookAlikeOf: ['credential_stuffing', 'mixing_service', 'purchase_scam'],
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
    const rails = rng.uniform() < AGAIN ? NEXT : FIRST;
    const words = rails[rng.uniform() < INSTANT ? 0 : 1]![wordsFor('purchase', cents) as 'purchase' | 'purchaseMuch'];
    const options = words[rng.below(words.length)]!;
    const origin = customers.currentAccount[person]!;
    if (payee !== origin) plan.transfer(person, time, origin, payee, typedCents(cents, 0.15, rng), options);
  },
});
