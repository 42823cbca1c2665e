import { categoryIndex, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const ENTERTAINMENT = categoryIndex('entertainment');

/** People go farther for it than for anything else but a hotel. */
export default defineBehavior({
  name: 'entertainment',
  doc: 'Cinemas, pools, museums and concerts, on evenings and weekends.',
  who: 'persons',
  lookAlikeOf: ['lost_stolen_card'],
  when: purchaseRate(ENTERTAINMENT),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, ENTERTAINMENT, rng);
  },
});
