import { defineBehavior, packTransfer, Trait, timeBetween } from '../../src/define.ts';

const ORDER = packTransfer({ type: 'credit_transfer', channel: 'web', reference: 'order' });
/** Share of what is above the reserve that a business spends on machines, stock and dividends. */
const SHARE = 0.6;
const RESERVE_MONTHS = 1.6;
const LEAST_CENTS = 50_000;
const EURO = 100;

const day = new Trait('investment_day');
const maker = new Trait('machine_maker');

/** What has piled up after taxes is invested: this keeps the balances of businesses bounded. */
export default defineBehavior({
  name: 'investments',
  doc: 'Machines, stock and dividends out of what a business has piled up.',
  who: 'businesses',
  when: { dayOfMonth: (world, business) => day.between(world, business, 16, 24), onBusinessDays: true },
  rowShare: 0.4,
  lookAlikeOf: ['ceo_fraud'],
  plan: (plan, business, rng) => {
    const { customers, institutions } = plan.world;
    const { tradePartners } = institutions;
    const partner = tradePartners[Math.floor(maker.of(plan.world, business, rng.below(4)) * tradePartners.length)]!;
    const time = timeBetween(9, 17, rng);
    plan.transfer(business, time, customers.currentAccount[business]!, partner, LEAST_CENTS, ORDER);
  },
  amountNow: ({ world, agent, origin, rng }) => {
    const surplus = world.ledger.balanceOf(origin) - RESERVE_MONTHS * world.customers.incomeCents[agent]!;
    const cents = surplus * SHARE * (0.5 + 0.5 * rng.uniform());
    return cents < LEAST_CENTS ? 0 : Math.round(cents / EURO) * EURO;
  },
});
