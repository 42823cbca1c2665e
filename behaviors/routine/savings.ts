import { defineBehavior, packTransfer, Trait, timeBetween, type World } from '../../src/define.ts';

const STANDING_ORDER = packTransfer({ type: 'standing_order', channel: 'batch', reference: 'savings' });
const STEP_CENTS = 500;
/** Share of those with a savings account who save by standing order, and what they save at most of their income. */
const REGULAR_SHARE = 0.65;
const MOST_OF_INCOME = 0.14;
const LEAST_OF_INCOME = 0.02;
const DAYS_AFTER_PAYDAY = 1;

const regular = new Trait('regular_saver');
const thrift = new Trait('thrift');

/** A standing order to the savings account on the day after payday, before the money is spent. */
export default defineBehavior({
  name: 'savings',
  doc: 'A standing order to the savings account after payday, the same every month.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) =>
      world.customers.savingsAccount[person]! >= 0 && regular.of(world, person) < REGULAR_SHARE
        ? ((world.customers.payday[person]! + DAYS_AFTER_PAYDAY - 1) % 28) + 1
        : 0,
    onBusinessDays: true,
  },
  plan: (plan, person, rng) => {
    const { currentAccount, savingsAccount } = plan.world.customers;
    const cents = savedCents(plan.world, person);
    plan.transfer(
      person,
      timeBetween(5, 8, rng),
      currentAccount[person]!,
      savingsAccount[person]!,
      cents,
      STANDING_ORDER,
    );
  },
});

function savedCents(world: World, person: number): number {
  const u = thrift.of(world, person);
  const left = world.customers.incomeCents[person]! - world.customers.housingCents[person]!;
  const wanted = left * (LEAST_OF_INCOME + (MOST_OF_INCOME - LEAST_OF_INCOME) * u * u);
  return Math.max(STEP_CENTS, Math.round(wanted / STEP_CENTS) * STEP_CENTS);
}
