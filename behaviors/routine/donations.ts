import { categoryIndex, dayFactor, defineBehavior, planPurchase, purchasesPerDay } from '../../src/define.ts';

const DONATIONS = categoryIndex('donations');

/** Round sums to a few charities. */
export default defineBehavior({
  name: 'donations',
  doc: 'Gifts to charities, most in December.',
  who: 'persons',
  when: { perDay: (world, person) => purchasesPerDay(world, person, DONATIONS), factor: dayFactor(DONATIONS) },
  plan: (plan, person, rng) => {
    planPurchase(plan, person, DONATIONS, rng);
  },
});
