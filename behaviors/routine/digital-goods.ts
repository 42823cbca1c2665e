import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const DIGITAL_GOODS = categoryIndex('digital_goods');

/** Small sums from the sofa; the cheapest are a euro. */
export default defineBehavior({
  name: 'digital_goods',
  doc: 'Games, apps and e-books: small sums, in the evening.',
  who: 'persons',
  when: purchaseRate(DIGITAL_GOODS),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, DIGITAL_GOODS, rng);
  },
});
