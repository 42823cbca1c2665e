import { defineBehavior, packTransfer, Trait, timeOnline, typedCents } from '../../src/define.ts';

const TRANSFER = packTransfer({ type: 'credit_transfer', channel: 'mobile', reference: 'savings' });
const AT_ONCE = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'savings' });
const INSTANT = 0.4;
/** What stays on the current account, in months of what is left after housing; the rest is put aside. */
const LEAST_MONTHS_KEPT = 0.7;
const MOST_MONTHS_KEPT = 2.4;
const LEAST_CENTS = 10_000;
/** Nobody moves all of it every time. */
const MOST_MOVED = 0.9;

const caution = new Trait('money_kept_at_hand');
const day = new Trait('sweep_day');

/** Once a month some look at what has piled up on the current account and put it aside. */
export default defineBehavior({
  name: 'savings_sweep',
  doc: 'What piled up on the current account beyond what is needed goes to the savings account.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) =>
      world.customers.savingsAccount[person]! >= 0 ? day.between(world, person, 1, 28) : 0,
    onBusinessDays: false,
  },
  rowShare: 0.4,
  lookAlikeOf: ['pass_through'],
  plan: (plan, person, rng) => {
    const { currentAccount, savingsAccount } = plan.world.customers;
    plan.transfer(
      person,
      timeOnline(plan.day, rng),
      currentAccount[person]!,
      savingsAccount[person]!,
      LEAST_CENTS,
      rng.uniform() < INSTANT ? AT_ONCE : TRANSFER,
    );
  },
  amountNow: ({ world, agent, origin, rng }) => {
    const { incomeCents, housingCents } = world.customers;
    const months = LEAST_MONTHS_KEPT + (MOST_MONTHS_KEPT - LEAST_MONTHS_KEPT) * caution.of(world, agent);
    const kept = housingCents[agent]! + months * (incomeCents[agent]! - housingCents[agent]!);
    const surplus = (world.ledger.balanceOf(origin) - kept) * (0.4 + (MOST_MOVED - 0.4) * rng.uniform());
    return surplus < LEAST_CENTS ? 0 : typedCents(surplus, 0.1, rng);
  },
});
