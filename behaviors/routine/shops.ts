import {
  categoryIndex,
  categoryMix,
  defineBehavior,
  MINUTE,
  planPurchase,
  planPurchaseAt,
  purchaseRate,
} from '../../src/define.ts';

const CATEGORIES = ['clothing', 'pharmacy', 'home', 'books_toys', 'beauty'].map(categoryIndex);
const MIX = categoryMix(CATEGORIES);
/** Chance that an outing goes on to another shop, and to another after that. */
const ANOTHER = 0.3;
const MOST_SHOPS = 4;
const SHOPS_PER_OUTING = 1 + ANOTHER * (1 + ANOTHER * (1 + ANOTHER));

/** Clothes, medicine, furniture, books and haircuts; some outings lead to several shops, some minutes apart. */
export default defineBehavior({
  name: 'shops',
  doc: 'Clothes, medicine, furniture, books and haircuts, most on Saturdays, several shops on some outings.',
  who: 'persons',
  when: purchaseRate(CATEGORIES, 1 / SHOPS_PER_OUTING),
  plan: (plan, person, rng) => {
    const { world } = plan;
    let time = planPurchase(plan, person, CATEGORIES[MIX.draw(rng)]!, rng);
    for (let shop = 1; shop < MOST_SHOPS && time >= 0 && rng.uniform() < ANOTHER; shop++) {
      const next = plan.habits.choose(world, person, CATEGORIES[MIX.draw(rng)]!, rng.uint32(), rng.uint32());
      if (next < 0) return;
      time += (8 + 40 * rng.uniform()) * MINUTE;
      planPurchaseAt(plan, person, next, time, rng);
    }
  },
});
