import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const BAKERY_FAST_FOOD = categoryIndex('bakery_fast_food');

/** Small and frequent, and the most paid in coins. */
export default defineBehavior({
  name: 'snacks',
  doc: 'Bread, coffee and fast food: small sums in the morning, at noon and after work.',
  who: 'persons',
  when: purchaseRate(BAKERY_FAST_FOOD),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, BAKERY_FAST_FOOD, rng);
  },
});
