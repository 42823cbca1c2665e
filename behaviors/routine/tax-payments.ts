import { defineBehavior, packTransfer, Trait, timeBetween } from '../../src/define.ts';

const TAX = packTransfer({ type: 'credit_transfer', channel: 'web', reference: 'tax' });
/** Share of what a business has above its reserve that goes to the state each month. */
const SHARE = 0.3;
/** Reserve in months of turnover. */
const RESERVE_MONTHS = 0.9;
const LEAST_CENTS = 5_000;

const day = new Trait('tax_day');

/** Sales tax and social contributions by the tenth or the fifteenth. */
export default defineBehavior({
  name: 'tax_payments',
  doc: 'Taxes and contributions of businesses, monthly, out of what is above the reserve.',
  who: 'businesses',
  when: { dayOfMonth: (world, business) => (day.of(world, business) < 0.7 ? 10 : 15), onBusinessDays: true },
  rowShare: 0.75,
  plan: (plan, business, rng) => {
    const { customers, institutions } = plan.world;
    const time = timeBetween(8, 17, rng);
    plan.transfer(business, time, customers.currentAccount[business]!, institutions.taxOffice, LEAST_CENTS, TAX);
  },
  amountNow: ({ world, agent, origin }) => {
    const surplus = world.ledger.balanceOf(origin) - RESERVE_MONTHS * world.customers.incomeCents[agent]!;
    return surplus * SHARE < LEAST_CENTS ? 0 : surplus * SHARE;
  },
});
