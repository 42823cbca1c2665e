import {
  cardOnFile,
  categoryIndex,
  defineBehavior,
  MINUTE,
  NO_INSTRUMENT,
  ONLINE,
  Trait,
  timeOnline,
} from '../../src/define.ts';

const STREAMING = categoryIndex('streaming');
const DIGITAL = categoryIndex('digital_goods');
const DONATIONS = categoryIndex('donations');
const PER_DAY = 0.0012;
/** What shops ask for to see whether a card works. */
const PROBES_CENTS = [50, 99, 100, 100, 100, 101, 149, 199] as const;
/** Share of trials at the service that everybody talks about that week. */
const IN_FASHION = 0.6;
/** Services that are tried on the same evening. */
const MOST_TRIALS = 4;
const ANOTHER = 0.35;
const TWO_POW_32 = 4294967296;

const fashion = new Trait('trial_of_the_week');

/**
 * Trials of digital services and tiny donations: a euro to see whether the card works, several in a row, and many people
 * at the same shop in the same week. It looks like `card_testing`.
 */
export default defineBehavior({
  name: 'free_trials',
  doc: 'Trials that begin with a charge of about a euro, many of them at one shop in one week.',
  who: 'persons',
  when: {
    perDay: (world, person) => (cardOnFile(world, person) === NO_INSTRUMENT ? 0 : PER_DAY),
    factor: ({ weekday }) => (weekday >= 5 ? 1.5 : 0.8),
  },
  lookAlikeOf: ['card_testing'],
  plan: (plan, person, rng) => {
    const { world } = plan;
    const card = cardOnFile(world, person);
    const week = Math.floor(plan.day.index / 7);
    let time = timeOnline(plan.day, rng);
    for (let trial = 0; trial < MOST_TRIALS; trial++) {
      const u = rng.uniform();
      const category = u < 0.45 ? STREAMING : u < 0.9 ? DIGITAL : DONATIONS;
      const isInFashion = rng.uniform() < IN_FASHION;
      const rank = isInFashion ? Math.floor(fashion.of(world, week, category) * TWO_POW_32) : rng.uint32();
      const merchant = world.merchants.pick(category, -1, rank, isInFashion ? rank : rng.uint32());
      const cents = PROBES_CENTS[rng.below(PROBES_CENTS.length)]!;
      if (merchant >= 0) plan.purchase(person, time, merchant, cents, card | ONLINE);
      if (rng.uniform() >= ANOTHER) return;
      time += (1 + 12 * rng.uniform()) * MINUTE;
    }
  },
});
