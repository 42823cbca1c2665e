import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const GOVERNMENT = categoryIndex('government');

/** Paid at the counter in office hours. */
export default defineBehavior({
  name: 'public_fees',
  doc: 'Passports, parking fines and registrations, paid at the office.',
  who: 'persons',
  when: purchaseRate(GOVERNMENT),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, GOVERNMENT, rng);
  },
});
