import { defineBehavior, packTransfer, timeOnline, typedCents } from '../../src/define.ts';

const TRANSFER = packTransfer({ type: 'credit_transfer', channel: 'mobile' });
const AT_ONCE = packTransfer({ type: 'instant_transfer', channel: 'mobile' });
const INSTANT = 0.4;
/** Looks at the balance a day with the thought of topping up. */
const PER_DAY = 0.09;
/** Below this share of a month's free income on the current account, money comes from savings. */
const LOW = 0.22;
const LEAST_CENTS = 5_000;

/** When the current account runs low, savings fill it up. */
export default defineBehavior({
  name: 'savings_withdrawal',
  doc: 'Money back from the savings account when the current account runs low.',
  who: 'persons',
  when: { perDay: (world, person) => (world.customers.savingsAccount[person]! >= 0 ? PER_DAY : 0) },
  rowShare: 0.05,
  lookAlikeOf: ['safe_account'],
  plan: (plan, person, rng) => {
    const { currentAccount, savingsAccount } = plan.world.customers;
    plan.transfer(
      person,
      timeOnline(plan.day, rng),
      savingsAccount[person]!,
      currentAccount[person]!,
      LEAST_CENTS,
      rng.uniform() < INSTANT ? AT_ONCE : TRANSFER,
    );
  },
  amountNow: ({ world, agent, origin, target, rng }) => {
    const { incomeCents, housingCents } = world.customers;
    const free = incomeCents[agent]! - housingCents[agent]!;
    if (world.ledger.balanceOf(target) > LOW * free) return 0;
    const wanted = Math.min(
      world.ledger.balanceOf(origin),
      free * (0.3 + 0.5 * rng.uniform()) - Math.min(0, world.ledger.balanceOf(target)),
    );
    return wanted < LEAST_CENTS ? 0 : typedCents(wanted, 0, rng);
  },
});
