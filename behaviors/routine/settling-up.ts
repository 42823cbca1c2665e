import { defineBehavior, HOUR, packTransfer, typedCents } from '../../src/define.ts';

const SHARE = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'holiday' });
const FIRST_SHARE = packTransfer({ type: 'instant_transfer', channel: 'mobile', reference: 'holiday', newPayee: true });
const PER_DAY = 0.00035;
const FEWEST = 3;
const MOST = 6;
const MEDIAN_CENTS = 17_000;
const SIGMA = 0.9;
/** Each owes the next about as much as he gets. */
const JITTER = 0.12;
const NEW_PAYEE = 0.3;
const MOST_OF_INCOME = 0.4;

/**
 * After a trip everybody has paid something for somebody: the friends settle up around the table, and the money comes
 * nearly back to where it started. It looks like `cycle`.
 */
export default defineBehavior({
  name: 'settling_up',
  doc: 'Friends settle up after a trip: the money goes around and comes nearly back.',
  who: 'persons',
  when: {
    perDay: (world, person) => (world.social.degree(person) >= FEWEST ? PER_DAY : 0),
    factor: ({ weekday }) => (weekday === 6 ? 2.2 : weekday === 0 ? 1.6 : 0.64),
  },
  lookAlikeOf: ['cycle', 'layering_chain'],
  plan: (plan, person, rng) => {
    const { customers, social } = plan.world;
    const first = social.offsets[person]!;
    const friends = Math.min(social.degree(person), FEWEST - 1 + rng.below(MOST - FEWEST + 1));
    const skipped = rng.below(social.degree(person) - friends + 1);
    const usual = Math.min(rng.logNormal(MEDIAN_CENTS, SIGMA), MOST_OF_INCOME * customers.incomeCents[person]!);
    let time = (9 + 3 * rng.uniform()) * HOUR;
    const stepMs = (11 / (friends + 1)) * HOUR;
    let payer = person;
    for (let step = 0; step <= friends; step++) {
      const payee = step === friends ? person : social.neighbours[first + skipped + step]!;
      const cents = typedCents(usual * (1 + JITTER * (rng.uniform() - 0.5)), 0.3, rng);
      const options = rng.uniform() < NEW_PAYEE ? FIRST_SHARE : SHARE;
      const [from, to] = [customers.currentAccount[payer]!, customers.currentAccount[payee]!];
      plan.transfer(payer, time, from, to, cents, options);
      time += stepMs * (0.2 + 0.8 * rng.uniform());
      payer = payee;
    }
  },
  // Whoever is short of money pays in cash another day.
  amountNow: ({ world, origin, plannedCents }) =>
    world.ledger.available(origin as never) < plannedCents ? 0 : plannedCents,
});
