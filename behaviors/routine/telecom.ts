import { Bills, defineBehavior } from '../../src/define.ts';

const bills = new Bills('telecom');

/** Everybody has his own contract. */
export default defineBehavior({
  name: 'telecom',
  doc: 'Telephone and internet contracts by direct debit, the same every month.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => bills.dayOfMonth(world, person), onBusinessDays: true },
  plan: (plan, person, rng) => bills.plan(plan, person, rng),
});
