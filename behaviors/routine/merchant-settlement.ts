import { defineBehavior, EVERY_DAY, HOUR, MINUTE, Trait } from '../../src/define.ts';

const batch = new Trait('settlement_batch');

/** Acquirers pay out in the night what shops took in the day before, less their fee. */
export default defineBehavior({
  name: 'merchant_settlement',
  doc: 'The acquirer pays each shop its takings of the day before, net of fees.',
  who: 'merchants',
  when: {
    dayOfMonth: (world, merchant) => (world.merchants.settlementAccount[merchant]! >= 0 ? EVERY_DAY : 0),
    onBusinessDays: false,
  },
  plan: (plan, merchant, rng) => {
    if (!plan.hadSales(merchant)) return;
    plan.settle(merchant, (1 + 3 * batch.of(plan.world, merchant)) * HOUR + rng.uniform() * 5 * MINUTE);
  },
});
