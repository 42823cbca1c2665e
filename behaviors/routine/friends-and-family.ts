import { defineBehavior, packTransfer, remittanceWords, timeOnline, typedCents, wordsFor } from '../../src/define.ts';

/** Share that is paid at once; the rest arrives on the next business day. */
const INSTANT = 0.8;
const options = (type: 'instant_transfer' | 'credit_transfer', newPayee: boolean) => {
  const pack = (words: (typeof remittanceWords)[keyof typeof remittanceWords]): readonly number[] =>
    words.map((reference) => packTransfer({ type, channel: 'mobile', newPayee, ...(reference && { reference }) }));
  return { friends: pack(remittanceWords.friends), friendsMuch: pack(remittanceWords.friendsMuch) };
};
const KNOWN_PAYEE = [options('instant_transfer', false), options('credit_transfer', false)];
const NEW_PAYEE = [options('instant_transfer', true), options('credit_transfer', true)];

/** Transfers a day to people one knows; the mean over persons. An assumption: 2 of the 45 payments a month. */
const PER_DAY = 0.065;
/** Share that goes to somebody who was never paid before: a friend's friend. */
const NEW_SHARE = 0.035;
const MEDIAN_CENTS = 2_400;
const SIGMA = 1;
const MOST_OF_INCOME = 0.15;
/** Share that is a loan, help with the rent, a part of the holiday or of a car, and what that comes to. */
const MUCH_SHARE = 0.07;
const MUCH_CENTS = 50_000;
/** Sums from which one looks at the balance first. */
const GENEROUS_CENTS = 20_000;
const MUCH_SIGMA = 1.1;
const MUCH_OF_INCOME = 1.6;

/** A share of the dinner, a birthday present, a loan: to the household, kin, friends and colleagues, mostly at once. */
export default defineBehavior({
  name: 'friends_and_family',
  doc: 'Transfers, most of them instant, to people one knows, and now and then to a friend of theirs.',
  who: 'persons',
  when: {
    perDay: (world, person) =>
      world.social.degree(person) > 0 ? PER_DAY * Math.min(2.5, 0.4 + 0.6 * world.customers.activity[person]!) : 0,
    factor: ({ weekday, month }) => (weekday >= 4 ? 1.14 : 0.895) * (month === 12 ? 1.35 : 0.97),
  },
  lookAlikeOf: ['credential_stuffing', 'family_impersonation', 'random_walk', 'romance'],
  plan: (plan, person, rng) => {
    const { social, customers } = plan.world;
    let payee = social.pick(person, rng.uint32());
    const isNew = rng.uniform() < NEW_SHARE;
    const through = isNew ? social.pick(payee, rng.uint32()) : -1;
    if (through >= 0 && through !== person) payee = through;
    if (payee < 0 || payee === person) return;
    const isMuch = rng.uniform() < MUCH_SHARE;
    const most = (isMuch ? MUCH_OF_INCOME : MOST_OF_INCOME) * customers.incomeCents[person]!;
    const wanted = isMuch ? rng.logNormal(MUCH_CENTS, MUCH_SIGMA) : rng.logNormal(MEDIAN_CENTS, SIGMA);
    const cents = typedCents(Math.min(most, wanted), 0.05, rng);
    const rail = rng.uniform() < INSTANT ? 0 : 1;
    const from = customers.currentAccount[person]!;
    const to = customers.currentAccount[payee]!;
    const words = (isNew ? NEW_PAYEE : KNOWN_PAYEE)[rail]![wordsFor('friends', cents) as 'friends' | 'friendsMuch'];
    plan.transfer(person, timeOnline(plan.day, rng), from, to, cents, words[rng.below(words.length)]!);
  },
  // Nobody lends what he does not have.
  amountNow: ({ world, origin, plannedCents }) =>
    plannedCents > GENEROUS_CENTS && world.ledger.available(origin as never) < 1.3 * plannedCents ? 0 : plannedCents,
});
