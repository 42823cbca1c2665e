import { defineBehavior, Trait, timeBetween } from '../../src/define.ts';

const WEEKLY = 1 / 7;
const NO_CATEGORY = 255;
/** Share of turnover that people from outside the world pay in cash; it is paid in with the rest. */
const CASH_OF_STRANGERS = 0.06;
const SIGMA = 0.7;
const NOTES_CENTS = 500;
const DAYS_PER_MONTH = 30.4;

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
  rowShare: 0.97,
  lookAlikeOf: ['funnel_account', 'smurfing', 'structuring'],
  plan: (plan, business, rng) => {
    const { world } = plan;
    const { customers } = world;
    const visits = DAYS_PER_MONTH * WEEKLY * (1 + 3 * rhythm.of(world, business));
    const usual = (CASH_OF_STRANGERS * customers.incomeCents[business]!) / visits;
    const cents = Math.floor(rng.logNormal(usual, SIGMA) / NOTES_CENTS) * NOTES_CENTS;
    plan.depositCash(business, timeBetween(9, 18, rng), customers.currentAccount[business]!, cents);
  },
});
