import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const DONATIONS = categoryIndex('donations');

/** Round sums to a few charities. */
export default defineBehavior({
  name: 'donations',
  doc: 'Gifts to charities, most in December.',
  who: 'persons',
  when: purchaseRate(DONATIONS),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, DONATIONS, rng);
  },
});
