import { defineBehavior, packTransfer, Trait, timeBetween } from '../../src/define.ts';

const REPAYMENT = packTransfer({ type: 'card_repayment', channel: 'batch', reference: 'statement' });
/** Share of holders who pay the whole statement; the others pay a part and revolve the rest. */
const FULL_SHARE = 0.8;
const LEAST_PART = 0.15;
const MOST_PART = 0.5;
const LEAST_CENTS = 2_500;
/** Nobody lets the card company empty his account. */
const MOST_OF_BALANCE = 0.95;

const habit = new Trait('repays_in_full');
const part = new Trait('repaid_part');
const day = new Trait('statement_day');

/** The bank collects the statement's balance once a month: from most in full, from some a part. */
export default defineBehavior({
  name: 'credit_card_repayment',
  doc: 'The monthly statement of the credit card: paid in full by four in five, in part by the rest.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) =>
      world.customers.creditAccount[person]! >= 0 ? day.between(world, person, 1, 12) : 0,
    onBusinessDays: true,
  },
  plan: (plan, person, rng) => {
    const { currentAccount, creditAccount } = plan.world.customers;
    const time = timeBetween(4, 6, rng);
    plan.transfer(person, time, currentAccount[person]!, creditAccount[person]!, LEAST_CENTS, REPAYMENT);
  },
  amountNow: ({ world, agent, origin, target }) => {
    const debt = -world.ledger.balanceOf(target);
    if (debt <= 0) return 0;
    const share =
      habit.of(world, agent) < FULL_SHARE ? 1 : LEAST_PART + (MOST_PART - LEAST_PART) * part.of(world, agent);
    const due = Math.min(debt, Math.max(LEAST_CENTS, debt * share));
    const has = world.ledger.available(origin as never) * MOST_OF_BALANCE;
    return due <= has ? due : Math.min(due, Math.max(LEAST_CENTS, has));
  },
});
