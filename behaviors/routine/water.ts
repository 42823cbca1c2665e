import { Bills, defineBehavior } from '../../src/define.ts';

const bills = new Bills('water');
/** The meter is read every other month: half of the households in even months, half in odd ones. */
const MONTHS = 2;

/** Water and waste by direct debit, never twice the same. */
export default defineBehavior({
  name: 'water',
  doc: 'Water and waste by direct debit every other month, by the meter.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => bills.dayOfMonth(world, person), onBusinessDays: true },
  plan: (plan, person, rng) => {
    if ((plan.day.monthIndex + person) % MONTHS === 0) bills.plan(plan, person, rng, MONTHS);
  },
});
