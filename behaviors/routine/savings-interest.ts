import { defineBehavior, HOUR, MINUTE, packTransfer } from '../../src/define.ts';

const INTEREST = packTransfer({ type: 'interest', channel: 'batch' });
const PER_QUARTER = 0.015 / 4;
const LEAST_CENTS = 1;

/** Savings bear interest, booked on the last day of each quarter. */
export default defineBehavior({
  name: 'savings_interest',
  doc: 'Interest on savings accounts, on the last day of each quarter.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => (world.customers.savingsAccount[person]! >= 0 ? 31 : 0),
    onBusinessDays: false,
  },
  plan: (plan, person, rng) => {
    if (plan.day.month % 3 !== 0) return;
    const { customers, institutions, ledger } = plan.world;
    const account = customers.savingsAccount[person]!;
    const bank = institutions.bankOwn[ledger.bankOf(account)]!;
    plan.transfer(person, 23 * HOUR + rng.uniform() * 50 * MINUTE, bank, account, LEAST_CENTS, INTEREST);
  },
  amountNow: ({ world, target }) => Math.round(world.ledger.balanceOf(target) * PER_QUARTER),
});
