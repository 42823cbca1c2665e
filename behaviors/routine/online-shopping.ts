import {
  categoryIndex,
  dayFactor,
  defineBehavior,
  planPurchase,
  purchasesPerDay,
  type World,
} from '../../src/define.ts';

const MARKETPLACE = categoryIndex('online_marketplace');
const FASHION = categoryIndex('online_fashion');
const ELECTRONICS = categoryIndex('online_electronics');

/** Orders from the sofa: most in the evening, most at one large marketplace. */
export default defineBehavior({
  name: 'online_shopping',
  doc: 'Orders at marketplaces, fashion and electronics shops, most of them in the evening.',
  who: 'persons',
  when: {
    perDay: (world, person) => ordersPerDay(world, person),
    factor: dayFactor(MARKETPLACE),
  },
  plan: (plan, person, rng) => {
    const { world } = plan;
    let rest = rng.uniform() * ordersPerDay(world, person);
    rest -= purchasesPerDay(world, person, MARKETPLACE);
    if (rest < 0) planPurchase(plan, person, MARKETPLACE, rng);
    else planPurchase(plan, person, rest < purchasesPerDay(world, person, FASHION) ? FASHION : ELECTRONICS, rng);
  },
});

function ordersPerDay(world: World, person: number): number {
  return (
    purchasesPerDay(world, person, MARKETPLACE) +
    purchasesPerDay(world, person, FASHION) +
    purchasesPerDay(world, person, ELECTRONICS)
  );
}
