import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const GROCERIES = categoryIndex('groceries');

/** The most frequent purchase: mostly in one's favourite store, after work and on Saturdays. */
export default defineBehavior({
  name: 'groceries',
  doc: 'Food and household goods from the supermarket: a favourite store, a peak at five, most on Saturdays.',
  who: 'persons',
  when: purchaseRate(GROCERIES),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, GROCERIES, rng);
  },
});
