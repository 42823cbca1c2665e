import { defineBehavior, timeBetween } from '../../src/define.ts';

/** Twice in three years a person pays cash in: sold furniture, a birthday, the piggy bank. An assumption. */
const PER_DAY = 0.0018;
const MEDIAN_CENTS = 12_000;
const SIGMA = 0.8;
const STEP_CENTS = 500;

/** Notes paid in at a machine, as far as the purse has them. */
export default defineBehavior({
  name: 'cash_deposit',
  doc: 'Cash that a person pays in now and then.',
  who: 'persons',
  when: { perDay: () => PER_DAY, factor: ({ weekday }) => (weekday === 6 ? 0.4 : 1.1) },
  plan: (plan, person, rng) => {
    const cents = Math.max(STEP_CENTS, Math.round(rng.logNormal(MEDIAN_CENTS, SIGMA) / STEP_CENTS) * STEP_CENTS);
    plan.depositCash(person, timeBetween(9, 19, rng), plan.world.customers.currentAccount[person]!, cents);
  },
});
