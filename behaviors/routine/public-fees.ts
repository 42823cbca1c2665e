import { categoryIndex, dayFactor, defineBehavior, planPurchase, purchasesPerDay } from '../../src/define.ts';

const GOVERNMENT = categoryIndex('government');

/** Paid at the counter in office hours. */
export default defineBehavior({
  name: 'public_fees',
  doc: 'Passports, parking fines and registrations, paid at the office.',
  who: 'persons',
  when: { perDay: (world, person) => purchasesPerDay(world, person, GOVERNMENT), factor: dayFactor(GOVERNMENT) },
  plan: (plan, person, rng) => {
    planPurchase(plan, person, GOVERNMENT, rng);
  },
});
