import { Bills, defineBehavior } from '../../src/define.ts';

const bills = new Bills('energy');

/** Households pay an advance, settled once a year; the advance is what the bank sees. */
export default defineBehavior({
  name: 'energy',
  doc: 'Electricity, gas and heating by direct debit: an agreed advance every month.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => bills.dayOfMonth(world, person), onBusinessDays: true },
  plan: (plan, person, rng) => bills.plan(plan, person, rng),
});
