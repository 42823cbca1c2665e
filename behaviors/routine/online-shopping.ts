import { categoryIndex, categoryMix, defineBehavior, planPurchase, purchaseRate } from '../../src/define.ts';

const CATEGORIES = ['online_marketplace', 'online_fashion', 'online_electronics'].map(categoryIndex);
const MIX = categoryMix(CATEGORIES);

/** Orders from the sofa: most in the evening, most at one large marketplace. */
export default defineBehavior({
  name: 'online_shopping',
  doc: 'Orders at marketplaces, fashion and electronics shops, most of them in the evening.',
  who: 'persons',
  when: purchaseRate(CATEGORIES),
  plan: (plan, person, rng) => {
    planPurchase(plan, person, CATEGORIES[MIX.draw(rng)]!, rng);
  },
});
