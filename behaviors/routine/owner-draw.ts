import { defineBehavior, packTransfer, Trait, timeOnline, typedCents } from '../../src/define.ts';

const DRAW = packTransfer({ type: 'credit_transfer', channel: 'mobile' });
const DRAW_AT_ONCE = packTransfer({ type: 'instant_transfer', channel: 'mobile' });
const INSTANT = 0.4;
const RESERVE_MONTHS = 1;
/** Share of what is above the reserve, and the most in months of the owner's income. */
const SHARE = 0.2;
const MOST_MONTHS = 0.35;
const LEAST_CENTS = 10_000;

const day = new Trait('draw_day');

/** In good months owners take something out of the business besides their wage. */
export default defineBehavior({
  name: 'owner_draw',
  doc: 'Owners take something out of their business in good months.',
  who: 'businesses',
  when: {
    dayOfMonth: (world, business) =>
      world.businesses.ownerPerson[business - world.customers.personCount]! >= 0
        ? day.between(world, business, 2, 27)
        : 0,
    onBusinessDays: false,
  },
  rowShare: 0.7,
  plan: (plan, business, rng) => {
    const { customers, businesses } = plan.world;
    const owner = businesses.ownerPerson[business - customers.personCount]!;
    const from = customers.currentAccount[business]!;
    const options = rng.uniform() < INSTANT ? DRAW_AT_ONCE : DRAW;
    plan.transfer(business, timeOnline(plan.day, rng), from, customers.currentAccount[owner]!, LEAST_CENTS, options);
  },
  amountNow: ({ world, agent, origin, rng }) => {
    const { customers, businesses, ledger } = world;
    const owner = businesses.ownerPerson[agent - customers.personCount]!;
    const surplus = ledger.balanceOf(origin) - RESERVE_MONTHS * customers.incomeCents[agent]!;
    const cents = Math.min(surplus * SHARE, MOST_MONTHS * customers.incomeCents[owner]!);
    return cents < LEAST_CENTS ? 0 : typedCents(cents, 0, rng);
  },
});
