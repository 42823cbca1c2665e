import { categoryIndex, defineBehavior, Subscription } from '../../src/define.ts';

const subscription = new Subscription('software_subscription', categoryIndex('digital_goods'), 0.3);

/** Storage, games and newspapers for a monthly charge to the card on file. */
export default defineBehavior({
  name: 'software_subscription',
  doc: 'Storage, games and newspapers for a monthly charge to the card on file: same shop, same sum, same date.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => subscription.dayOfMonth(world, person), onBusinessDays: false },
  plan: (plan, person, rng) => subscription.plan(plan, person, rng),
});
