import { categoryIndex, defineBehavior, Outing } from '../../src/define.ts';

/** That an order is followed by another one elsewhere within the hour is an assumption. */
const orders = new Outing({
  categories: ['online_marketplace', 'online_fashion', 'online_electronics'].map(categoryIndex),
  another: 0.25,
  most: 4,
  minutes: [2, 45],
});

/** Orders from the sofa: most in the evening, most at one large marketplace, some in a row. */
export default defineBehavior({
  name: 'online_shopping',
  doc: 'Orders at marketplaces, fashion and electronics shops, most of them in the evening.',
  who: 'persons',
  when: orders.when,
  plan: (plan, person, rng) => orders.plan(plan, person, rng),
});
