import { Bills, defineBehavior } from '../../src/define.ts';

const bills = new Bills('club');

/** Gyms, sports clubs and unions collect every month. */
export default defineBehavior({
  name: 'club_fees',
  doc: 'Fees of sports clubs, gyms and unions by direct debit.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => bills.dayOfMonth(world, person), onBusinessDays: true },
  plan: (plan, person, rng) => bills.plan(plan, person, rng),
});
