import { defineBehavior, packTransfer, Trait, timeBetween, type World } from '../../src/define.ts';

const INVOICE = packTransfer({ type: 'credit_transfer', channel: 'web', reference: 'invoice' });
const ORDER = packTransfer({ type: 'credit_transfer', channel: 'batch', reference: 'order' });
const URGENT = packTransfer({ type: 'instant_transfer', channel: 'web', reference: 'invoice' });
/** Share of what is paid one by one that is paid at once. */
const INSTANT = 0.3;
/** Share of turnover that goes to suppliers, and share of the suppliers that are businesses of the world. */
const SHARE = 0.38;
const IN_WORLD = 0.55;
const SIGMA = 0.9;
const MEAN_OF_LOG_NORMAL = 1.5;
const BUSINESS_DAYS = 1.45;
const SUPPLIERS = 10;
/** Invoices wait while the account holds less than this multiple of them. */
const PATIENCE = 1.5;

const suppliers = new Trait('suppliers');

/** Businesses pay a few regular suppliers, in the world and outside it, when they have the money. */
export default defineBehavior({
  name: 'supplier_payments',
  doc: 'Invoices of regular suppliers, half of them businesses of the world, paid on business days.',
  who: 'businesses',
  when: {
    perDay: (world, business) => (world.customers.incomeCents[business]! * SHARE) / meanCents(world, business) / 30.4,
    factor: ({ isBusinessDay }) => (isBusinessDay ? BUSINESS_DAYS : 0),
  },
  lookAlikeOf: ['bipartite', 'ceo_fraud', 'gather_scatter', 'invoice_redirection', 'stack'],
  plan: (plan, business, rng) => {
    const { world } = plan;
    const { customers, institutions } = world;
    const origin = customers.currentAccount[business]!;
    // The first suppliers get the most orders.
    const u = rng.uniform();
    const rank = Math.floor(u * u * SUPPLIERS);
    const own = suppliers.of(world, business, rank);
    const isInWorld = suppliers.of(world, business, rank + SUPPLIERS) < IN_WORLD;
    const { personCount, count } = customers;
    const account = isInWorld
      ? customers.currentAccount[personCount + Math.floor(own * (count - personCount))]!
      : institutions.tradePartners[Math.floor(own * institutions.tradePartners.length)]!;
    if (account === origin) return;
    const cents = Math.max(100, Math.round(rng.logNormal(meanCents(world, business) / MEAN_OF_LOG_NORMAL, SIGMA)));
    const time = timeBetween(8, 18, rng);
    const byHand = rng.uniform() < INSTANT ? URGENT : INVOICE;
    plan.transfer(business, time, origin, account, cents, rank % 3 === 0 ? ORDER : byHand);
  },
  amountNow: ({ world, origin, plannedCents }) =>
    world.ledger.available(origin as never) < PATIENCE * plannedCents ? 0 : plannedCents,
});

function meanCents(world: World, business: number): number {
  return 110 * Math.sqrt(world.customers.incomeCents[business]!);
}
