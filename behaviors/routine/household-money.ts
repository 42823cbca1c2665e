import { defineBehavior, packTransfer, timeBetween, WITH_FAMILY, type World } from '../../src/define.ts';

const STANDING_ORDER = packTransfer({ type: 'standing_order', channel: 'batch', reference: 'shared_bills' });
/** Share of the difference to the household's mean that is handed over; `limitSpending` counts on it. */
const SHARED = 0.3;
const LEAST_CENTS = 3_000;
const STEP_CENTS = 1_000;
const DAYS_AFTER_PAYDAY = 2;

/** Who earns more pays a standing order to who has less left after housing. */
export default defineBehavior({
  name: 'household_money',
  doc: 'A standing order after payday within the household, to who has less left after rent and mortgage.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) =>
      surplusCents(world, person) * SHARED >= LEAST_CENTS && poorest(world, person) >= 0
        ? ((world.customers.payday[person]! + DAYS_AFTER_PAYDAY - 1) % 28) + 1
        : 0,
    onBusinessDays: true,
  },
  lookAlikeOf: ['layered_fan_out'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const { currentAccount } = world.customers;
    const cents = Math.round((surplusCents(world, person) * SHARED) / STEP_CENTS) * STEP_CENTS;
    const payee = currentAccount[poorest(world, person)]!;
    plan.transfer(person, timeBetween(5, 8, rng), currentAccount[person]!, payee, cents, STANDING_ORDER);
  },
});

function leftCents(world: World, person: number): number {
  return world.customers.incomeCents[person]! - world.customers.housingCents[person]!;
}

/** What a person has above the mean of the household. */
function surplusCents(world: World, person: number): number {
  const { household, housing } = world.customers;
  if (housing[person] === WITH_FAMILY) return 0;
  let sum = 0;
  let members = 0;
  for (let other = firstOf(world, person); household[other] === household[person]; other++) {
    sum += leftCents(world, other);
    members++;
  }
  return leftCents(world, person) - sum / members;
}

/** The adult of the household with the least, if that is less than the person has; else -1. */
function poorest(world: World, person: number): number {
  const { household, housing } = world.customers;
  let found = -1;
  let least = leftCents(world, person);
  for (let other = firstOf(world, person); household[other] === household[person]; other++) {
    if (housing[other] === WITH_FAMILY || leftCents(world, other) >= least) continue;
    least = leftCents(world, other);
    found = other;
  }
  return found;
}

/** Members of a household are consecutive rows. */
function firstOf(world: World, person: number): number {
  const { household } = world.customers;
  let first = person;
  while (first > 0 && household[first - 1] === household[person]) first--;
  return first;
}
