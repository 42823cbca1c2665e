import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const FOOD_DELIVERY = categoryIndex('food_delivery');

/** Ordered hungry: at noon and in the evening, most on Fridays and weekends. */
export default defineBehavior({
  name: 'food_delivery',
  doc: 'Meals brought home, ordered by telephone app in the evening.',
  who: 'persons',
  when: purchaseRate(FOOD_DELIVERY),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, FOOD_DELIVERY, rng);
  },
});
