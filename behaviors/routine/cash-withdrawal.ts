import {
  cashCentsPerDay,
  DEBIT_SLOT,
  defineBehavior,
  GIVEN_AWAY,
  NOTES_CENTS,
  type Rng,
  Trait,
  timeBetween,
  type World,
} from '../../src/define.ts';

/** Sums that machines offer, in cents; everybody has one that he likes. */
const SUMS = [2_000, 3_000, 5_000, 8_000, 10_000, 15_000, 20_000, 30_000, 50_000] as const;
/** A person takes out about what lasts him this many days. */
const DAYS_OF_CASH = 16;
const USUAL_SUM = 0.6;
/** More than is spent at shops, since some of it goes to people (`GIVEN_AWAY`); who has enough in his purse does not go. */
const MARGIN = 1.05 / (1 - GIVEN_AWAY);
const ENOUGH_IN_PURSE = 0.8;
const LEAST_CENTS_PER_DAY = 5;

const thrift = new Trait('cash_thrift');

/**
 * Cash follows what is spent in cash: the more, the more often and the larger the sum. Nearly all sums are multiples of
 * the note size (Berka).
 */
export default defineBehavior({
  name: 'cash_withdrawal',
  doc: 'Cash from a machine, in the sums that machines offer, as often as the purse runs dry.',
  who: 'persons',
  when: {
    perDay: (world, person) => {
      if (world.cards.account[world.cards.slot(person, DEBIT_SLOT)]! < 0) return 0;
      const cents = cashCentsPerDay(world, person) * MARGIN;
      return cents < LEAST_CENTS_PER_DAY ? 0 : cents / usualSum(world, person);
    },
    factor: ({ weekday }) => (weekday === 4 ? 1.25 : weekday === 5 ? 1.2 : weekday === 6 ? 0.6 : 0.9875),
  },
  plan: (plan, person, rng) => {
    const usual = usualSum(plan.world, person);
    const u = rng.uniform();
    const other = Math.round((usual * (0.4 + 1.2 * rng.uniform())) / NOTES_CENTS) * NOTES_CENTS;
    const cents = u < USUAL_SUM ? usual : Math.max(2 * NOTES_CENTS, other);
    plan.withdrawCash(person, timeAtMachine(rng), cents);
  },
  amountNow: ({ world, agent, plannedCents }) =>
    world.customers.walletCents[agent]! > ENOUGH_IN_PURSE * plannedCents ? 0 : plannedCents,
});

/** By day, on the way out in the evening, and now and then at night (assumption). */
function timeAtMachine(rng: Rng): number {
  const draw = rng.uniform();
  return draw < 0.82 ? timeBetween(8, 20, rng) : draw < 0.97 ? timeBetween(18, 24, rng) : timeBetween(0, 8, rng);
}

function usualSum(world: World, person: number): number {
  const wanted = cashCentsPerDay(world, person) * MARGIN * DAYS_OF_CASH * (0.5 + thrift.of(world, person));
  for (let index = 1; index < SUMS.length; index++) {
    if (wanted < (SUMS[index - 1]! + SUMS[index]!) / 2) return SUMS[index - 1]!;
  }
  return SUMS[SUMS.length - 1]!;
}
