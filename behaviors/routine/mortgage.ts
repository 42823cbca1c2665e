import { defineBehavior, MORTGAGE, packTransfer, Trait, timeBetween } from '../../src/define.ts';

const DIRECT_DEBIT = packTransfer({ type: 'direct_debit', channel: 'batch', reference: 'mortgage' });
const dueDay = new Trait('mortgage_day');
const DUE_DAYS = [1, 1, 5, 15, 30, 31, 31] as const;

/** The bank that lent the money takes the annuity, never a round sum and always the same. */
export default defineBehavior({
  name: 'mortgage',
  doc: 'The annuity of a home loan, by direct debit on a fixed date.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => {
      const { customers } = world;
      if (customers.housing[person] !== MORTGAGE || customers.housingCents[person]! <= 0) return 0;
      return DUE_DAYS[dueDay.between(world, person, 0, DUE_DAYS.length - 1)]!;
    },
    onBusinessDays: true,
  },
  plan: (plan, person, rng) => {
    const { customers } = plan.world;
    const lender = customers.housingAccount[person]!;
    const cents = customers.housingCents[person]!;
    plan.transfer(person, timeBetween(5, 7, rng), customers.currentAccount[person]!, lender, cents, DIRECT_DEBIT);
  },
});
