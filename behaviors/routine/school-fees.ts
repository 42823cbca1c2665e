import { Bills, defineBehavior, personaIndex } from '../../src/define.ts';

const bills = new Bills('school');
const FAMILY = personaIndex('family');

/** Kindergarten, lunch and music school: families only, and not in the summer holidays. */
export default defineBehavior({
  name: 'school_fees',
  doc: 'Kindergarten, school meals and lessons by direct debit, not in August.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) => (world.customers.persona[person] === FAMILY ? bills.dayOfMonth(world, person) : 0),
    onBusinessDays: true,
  },
  plan: (plan, person, rng) => {
    if (plan.day.month !== 8) bills.plan(plan, person, rng);
  },
});
