import { categoryIndex, defineBehavior, Subscription } from '../../src/define.ts';

const subscription = new Subscription('video_subscription', categoryIndex('streaming'), 0.62);

/** Films and series for a monthly charge to the card on file. */
export default defineBehavior({
  name: 'video_subscription',
  doc: 'Films and series for a monthly charge to the card on file: same shop, same sum, same date.',
  who: 'persons',
  when: { dayOfMonth: (world, person) => subscription.dayOfMonth(world, person), onBusinessDays: false },
  plan: (plan, person, rng) => subscription.plan(plan, person, rng),
});
