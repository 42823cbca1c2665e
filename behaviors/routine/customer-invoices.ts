import { defineBehavior, packTransfer, Trait, timeBetween, type World } from '../../src/define.ts';

const INVOICE = packTransfer({ type: 'credit_transfer', channel: 'batch', reference: 'invoice' });
/** Share of turnover that other companies pay by invoice: nearly all, or what shops do not take at the till. */
const SHARE = 0.95;
const SHARE_OF_SHOPS = 0.5;
const SIGMA = 0.9;
const MEAN_OF_LOG_NORMAL = 1.5;
/** Business days against all days of a year. */
const BUSINESS_DAYS = 1.45;
/** Reserves in months of wages and turnover, between which business goes as usual. */
const LOW_MONTHS = 0.5;
const HIGH_MONTHS = 2.5;

const clients = new Trait('clients');
const CLIENTS = 8;

/** What companies are paid by other companies outside the world: fewer and larger sums the larger they are. */
export default defineBehavior({
  name: 'customer_invoices',
  doc: 'Companies outside the world pay the invoices of businesses; more is sold when reserves are low.',
  who: 'businesses',
  when: {
    perDay: (world, business) => turnoverByInvoice(world, business) / meanCents(world, business) / 30.4,
    factor: ({ isBusinessDay }) => (isBusinessDay ? BUSINESS_DAYS : 0),
  },
  lookAlikeOf: ['gather_scatter', 'round_trip', 'stack'],
  plan: (plan, business, rng) => {
    const { world } = plan;
    const { tradePartners } = world.institutions;
    const client = Math.floor(clients.of(world, business, rng.below(CLIENTS)) * tradePartners.length);
    const cents = Math.round(rng.logNormal(meanCents(world, business) / MEAN_OF_LOG_NORMAL, SIGMA));
    const account = world.customers.currentAccount[business]!;
    plan.transfer(business, timeBetween(6, 18, rng), tradePartners[client]!, account, Math.max(100, cents), INVOICE);
  },
  // Owners work harder, or rest, as their reserves go: this keeps balances bounded.
  amountNow: ({ world, agent, target, plannedCents }) => {
    const month = world.customers.incomeCents[agent]!;
    const reserve = world.ledger.balanceOf(target);
    if (reserve < LOW_MONTHS * month) return plannedCents * 1.6;
    return reserve > HIGH_MONTHS * month ? plannedCents * 0.5 : plannedCents;
  },
});

function turnoverByInvoice(world: World, business: number): number {
  const isShop = world.businesses.category[business - world.customers.personCount] !== 255;
  return world.customers.incomeCents[business]! * (isShop ? SHARE_OF_SHOPS : SHARE);
}

function meanCents(world: World, business: number): number {
  return 150 * Math.sqrt(world.customers.incomeCents[business]!);
}
