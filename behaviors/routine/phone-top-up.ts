import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const TELECOM = categoryIndex('telecom');

/** Who has no contract buys credit. */
export default defineBehavior({
  name: 'phone_top_up',
  doc: 'Prepaid telephone credit, paid online.',
  who: 'persons',
  when: purchaseRate(TELECOM),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, TELECOM, rng);
  },
});
