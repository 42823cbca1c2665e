import {
  categoryIndex,
  categoryMix,
  dayFactor,
  defineBehavior,
  planPurchase,
  purchasesPerDay,
} from '../../src/define.ts';

const CATEGORIES = ['online_marketplace', 'online_fashion', 'online_electronics'].map(categoryIndex);
const MIX = categoryMix(CATEGORIES);
const MARKETPLACE = CATEGORIES[0]!;

/** Orders from the sofa: most in the evening, most at one large marketplace. */
export default defineBehavior({
  name: 'online_shopping',
  doc: 'Orders at marketplaces, fashion and electronics shops, most of them in the evening.',
  who: 'persons',
  when: {
    perDay: (world, person) => CATEGORIES.reduce((sum, category) => sum + purchasesPerDay(world, person, category), 0),
    factor: dayFactor(MARKETPLACE),
  },
  plan: (plan, person, rng) => {
    planPurchase(plan, person, CATEGORIES[MIX.draw(rng)]!, rng);
  },
});
