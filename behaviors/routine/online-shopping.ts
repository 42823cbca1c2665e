import {
  categoryIndex,
  categoryMix,
  defineBehavior,
  MINUTE,
  planPurchase,
  planPurchaseAt,
  purchaseRate,
} from '../../src/define.ts';

const CATEGORIES = ['online_marketplace', 'online_fashion', 'online_electronics'].map(categoryIndex);
const MIX = categoryMix(CATEGORIES);
/** Chance that an order is followed by another one elsewhere within the hour, and that by a third (assumption). */
const ANOTHER = 0.25;
const MOST_ORDERS = 4;
const ORDERS_PER_SESSION = 1 + ANOTHER * (1 + ANOTHER * (1 + ANOTHER));

/** Orders from the sofa: most in the evening, most at one large marketplace, some in a row. */
export default defineBehavior({
  name: 'online_shopping',
  doc: 'Orders at marketplaces, fashion and electronics shops, most of them in the evening.',
  who: 'persons',
  when: purchaseRate(CATEGORIES, 1 / ORDERS_PER_SESSION),
  plan: (plan, person, rng) => {
    const { world } = plan;
    let time = planPurchase(plan, person, CATEGORIES[MIX.draw(rng)]!, rng);
    for (let order = 1; order < MOST_ORDERS && time >= 0 && rng.uniform() < ANOTHER; order++) {
      const next = plan.habits.choose(world, person, CATEGORIES[MIX.draw(rng)]!, rng.uint32(), rng.uint32());
      if (next < 0) return;
      time += (2 + 45 * rng.uniform()) * MINUTE;
      planPurchaseAt(plan, person, next, time, rng);
    }
  },
});
