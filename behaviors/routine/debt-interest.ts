import { defineBehavior, HOUR, MINUTE, packTransfer, Trait } from '../../src/define.ts';

const INTEREST = packTransfer({ type: 'interest', channel: 'batch' });
/** Interest a month on what is owed on a credit card, by those who do not repay in full. */
const PER_MONTH = 0.011;
const REVOLVERS = 0.2;
const LEAST_CENTS = 1;
// The same trait as in `credit_card_repayment`: interest is for who revolves.
const habit = new Trait('repays_in_full');

/** Who pays a part of the statement pays interest on the rest, at the end of the month. */
export default defineBehavior({
  name: 'debt_interest',
  doc: 'Interest on credit cards that are not repaid in full, on the last day of the month.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) =>
      world.customers.creditAccount[person]! >= 0 && habit.of(world, person) >= 1 - REVOLVERS ? 31 : 0,
    onBusinessDays: false,
  },
  plan: (plan, person, rng) => {
    const { customers, institutions, ledger } = plan.world;
    const account = customers.creditAccount[person]!;
    const bank = institutions.bankOwn[ledger.bankOf(account)]!;
    plan.transfer(person, 22 * HOUR + rng.uniform() * 50 * MINUTE, account, bank, LEAST_CENTS, INTEREST);
  },
  amountNow: ({ world, origin }) => Math.max(0, Math.round(-world.ledger.balanceOf(origin) * PER_MONTH)),
});
