import { Bills, defineBehavior } from '../../src/define.ts';

const bills = new Bills('insurance');

/** Health, car and household insurance in one premium. */
export default defineBehavior({
  name: 'insurance',
  doc: 'Insurance premiums by direct debit, the same every month.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => bills.dayOfMonth(world, person), onBusinessDays: true },
  plan: (plan, person, rng) => bills.plan(plan, person, rng),
});
