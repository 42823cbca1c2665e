import { defineBehavior, MORTGAGE, packTransfer, timeBetween } from '../../src/define.ts';

const RENT_ORDER = packTransfer({ type: 'standing_order', channel: 'batch', reference: 'rent' });
const LOAN = packTransfer({ type: 'direct_debit', channel: 'batch', reference: 'mortgage' });

/** Businesses pay for shop and office on the first business day. */
export default defineBehavior({
  name: 'premises',
  doc: 'Rent or loan of businesses for their premises, on the first business day of the month.',
  who: 'businesses',
  when: {
    dayOfMonth: (world, business) => (world.customers.housingCents[business]! > 0 ? 1 : 0),
    onBusinessDays: true,
  },
  plan: (plan, business, rng) => {
    const { customers } = plan.world;
    const options = customers.housing[business] === MORTGAGE ? LOAN : RENT_ORDER;
    const origin = customers.currentAccount[business]!;
    const cents = customers.housingCents[business]!;
    plan.transfer(business, timeBetween(6, 9, rng), origin, customers.housingAccount[business]!, cents, options);
  },
});
