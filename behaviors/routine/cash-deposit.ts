import { defineBehavior, everybody, timeBetween } from '../../src/define.ts';

/** Three times in two years a person pays cash in: sold furniture, a birthday, the piggy bank. An assumption. */
const PER_DAY = 0.004;
const MEDIAN_CENTS = 18_000;
const SIGMA = 1.1;
const STEP_CENTS = 500;

/** Notes paid in at a machine, as far as the purse has them. */
export default defineBehavior({
  name: 'cash_deposit',
  doc: 'Cash that a person pays in now and then.',
  who: 'persons',
  when: { perDay: everybody, times: PER_DAY, factor: ({ weekday }) => (weekday === 6 ? 0.4 : 1.1) },
  lookAlikeOf: ['deposit_send', 'smurfing', 'structuring'],
  plan: (plan, person, rng) => {
    const cents = Math.max(STEP_CENTS, Math.round(rng.logNormal(MEDIAN_CENTS, SIGMA) / STEP_CENTS) * STEP_CENTS);
    plan.depositCash(person, timeBetween(9, 19, rng), plan.world.customers.currentAccount[person]!, cents);
  },
});
