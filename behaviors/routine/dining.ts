import {
  categories,
  categoryIndex,
  dayFactor,
  defineBehavior,
  HOUR,
  MINUTE,
  planPurchase,
  planPurchaseAt,
  purchasesPerDay,
  type World,
} from '../../src/define.ts';

const RESTAURANT = categoryIndex('restaurant');
const BAR = categoryIndex('bar');
/** Share of dinners after which people go on to a bar. */
const GO_ON = 0.22;
const DINNER = 18 * HOUR;
/** Share of the restaurant visits that begin in time for a bar afterwards, by the hours of restaurants. */
const EVENING_SHARE = 0.48;
/** Share of outings that lead to a bar only: bars are visited about half as often as restaurants. */
const BAR_ONLY =
  1 - 1 / (1 + categories[BAR]!.purchaseShare / categories[RESTAURANT]!.purchaseShare - GO_ON * EVENING_SHARE);

/** Evenings and lunches out; some end in a bar. */
export default defineBehavior({
  name: 'dining',
  doc: 'Restaurants at noon and in the evening, bars at night, one after the other on some evenings.',
  who: 'persons',
  when: { perDay: outingsPerDay, factor: dayFactor(RESTAURANT) },
  plan: (plan, person, rng) => {
    const { world } = plan;
    if (rng.uniform() < BAR_ONLY) {
      planPurchase(plan, person, BAR, rng);
      return;
    }
    const time = planPurchase(plan, person, RESTAURANT, rng);
    if (rng.uniform() >= GO_ON || time < DINNER) return;
    const bar = plan.habits.choose(world, person, BAR, rng.uint32(), rng.uint32());
    if (bar >= 0) planPurchaseAt(plan, person, bar, time + (20 + 90 * rng.uniform()) * MINUTE, rng);
  },
});

/** Bars after dinner are part of the mean number of visits to bars. */
function outingsPerDay(world: World, person: number): number {
  const restaurants = purchasesPerDay(world, person, RESTAURANT);
  const bars = purchasesPerDay(world, person, BAR);
  return restaurants + bars - restaurants * GO_ON * EVENING_SHARE;
}
