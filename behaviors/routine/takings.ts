import { defineBehavior, Trait, timeBetween } from '../../src/define.ts';

const WEEKLY = 1 / 7;
const NO_CATEGORY = 255;
const rhythm = new Trait('takings_rhythm');

/** Shops take their coins and notes to the bank once to four times a week. */
export default defineBehavior({
  name: 'takings',
  doc: 'Businesses pay in what is in their tills, once to four times a week.',
  who: 'businesses',
  when: {
    perDay: (world, business) =>
      world.businesses.category[business - world.customers.personCount] === NO_CATEGORY
        ? 0
        : WEEKLY * (1 + 3 * rhythm.of(world, business)),
    factor: ({ isBusinessDay, weekday }) => (isBusinessDay ? (weekday === 0 ? 1.9 : 1.33) : 0),
  },
  rowShare: 0.17,
  plan: (plan, business, rng) => {
    const account = plan.world.customers.currentAccount[business]!;
    plan.depositCash(business, timeBetween(9, 18, rng), account, 0);
  },
});
