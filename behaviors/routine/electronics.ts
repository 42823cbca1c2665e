import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const ELECTRONICS = categoryIndex('electronics');

/** Rare, dear, and most before Christmas. */
export default defineBehavior({
  name: 'electronics',
  doc: 'Telephones, computers and appliances from the shop: rare and dear.',
  who: 'persons',
  lookAlikeOf: ['point_of_compromise'],
  when: purchaseRate(ELECTRONICS),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, ELECTRONICS, rng);
  },
});
