import { defineBehavior, packTransfer, remittanceWords, Trait, timeOnline } from '../../src/define.ts';

const options = (type: 'instant_transfer' | 'credit_transfer', newPayee: boolean): readonly number[] =>
  remittanceWords.invoice.map((reference) =>
    packTransfer({ type, channel: 'mobile', newPayee, ...(reference && { reference }) }),
  );
const KNOWN_PAYEE = [options('instant_transfer', false), options('credit_transfer', false)];
const NEW_PAYEE = [options('instant_transfer', true), options('credit_transfer', true)];
/** Invoices that people pay by hand: the dentist, a craftsman, a course, the garage. An assumption: 16 a year. */
const PER_DAY = 0.045;
const INSTANT = 0.3;
/** Share that goes to somebody never paid before; the others go to a few whom one always goes to. */
const NEW_SHARE = 0.4;
const REGULARS = 5;
/** Share of the payees that are businesses of the world, and of the others' accounts. */
const IN_WORLD = 0.4;
const MEDIAN_CENTS = 5_500;
const SIGMA = 1.3;
const MOST_OF_INCOME = 1.2;

const payees = new Trait('bill_payees');

/**
 * The dentist, the plumber, the garage, the new kitchen: invoices that come by post and are paid by transfer, small ones
 * mostly and now and then one as large as a month's wage, many to somebody for the first time.
 */
export default defineBehavior({
  name: 'bills_by_hand',
  doc: 'Invoices of craftsmen, doctors and shops that people pay by transfer, some of them large.',
  who: 'persons',
  when: {
    perDay: (world, person) => PER_DAY * Math.min(2.5, 0.5 + 0.5 * world.customers.activity[person]!),
    factor: ({ weekday }) => (weekday >= 5 ? 0.75 : 1.1),
  },
  rowShare: 0.9,
  lookAlikeOf: ['advance_fee', 'invoice_redirection'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const { customers, institutions } = world;
    const { tradePartners } = institutions;
    const isNew = rng.uniform() < NEW_SHARE;
    const draw = isNew ? rng.uniform() : payees.of(world, person, rng.below(REGULARS));
    const { personCount, count } = customers;
    // The first part of the unit interval is businesses of the world, the rest those outside it.
    const payee =
      draw < IN_WORLD
        ? customers.currentAccount[personCount + Math.floor((draw / IN_WORLD) * (count - personCount))]!
        : tradePartners[Math.floor(((draw - IN_WORLD) / (1 - IN_WORLD)) * tradePartners.length)]!;
    const most = MOST_OF_INCOME * customers.incomeCents[person]!;
    const cents = Math.max(300, Math.round(Math.min(most, rng.logNormal(MEDIAN_CENTS, SIGMA))));
    const rail = rng.uniform() < INSTANT ? 0 : 1;
    const words = (isNew ? NEW_PAYEE : KNOWN_PAYEE)[rail]!;
    const time = timeOnline(plan.day, rng);
    plan.transfer(person, time, customers.currentAccount[person]!, payee, cents, words[rng.below(words.length)]!);
  },
  // What cannot be paid now is paid in instalments, outside the log.
  amountNow: ({ world, origin, plannedCents }) =>
    world.ledger.available(origin as never) < 1.2 * plannedCents ? 0 : plannedCents,
});
