import { pow } from '../kernel/elementary.ts';
import { hash3, Rng, type StreamKey, streamKey, unitOf } from '../kernel/random.ts';
import { categories } from './categories.ts';
import { purchasesPerDay } from './purchases.ts';
import type { World } from './world.ts';

/**
 * Where people shop: they return to merchants they know, the likelier the more they know, and otherwise try a new one
 * near by (the mechanism behind the repeat shares and Heaps' law of `calibration`).
 *
 * The n-th favourite of a customer in a category is a keyed hash of the three, so that only counters are stored.
 */
export interface Habits {
  /** Merchants known, row `customer * categoryCount + category`. */
  readonly known: Uint8Array;
  /**
   * A merchant for a purchase of a person in a category, or -1 where there is none. May teach the person a new one.
   * `novelty` and `rank` are uniform 32-bit integers.
   */
  choose(world: World, person: number, category: number, novelty: number, rank: number): number;
}

/** How people are attached to the merchants of a category. */
interface Loyalty {
  /** Chance to try a new one when none is known yet beyond the first. */
  readonly curiosity: number;
  /** The favourite's share of visits is about `known ^ (-1 / concentration)`. */
  readonly concentration: 2 | 4 | 8;
}

const DEFAULT_LOYALTY: Loyalty = { curiosity: 0.7, concentration: 4 };
/**
 * A household's top grocery store has .83 of its visits and .865 of visits repeat the last (The Complete Journey); the
 * other figures are assumptions that together give the repeat share of a card over a year, .59 to .64.
 */
const LOYALTIES: Readonly<Record<string, Loyalty>> = {
  groceries: { curiosity: 0.22, concentration: 8 },
  bakery_fast_food: { curiosity: 0.5, concentration: 8 },
  fuel: { curiosity: 0.45, concentration: 8 },
  transport: { curiosity: 0.25, concentration: 8 },
  pharmacy: { curiosity: 0.4, concentration: 8 },
  online_marketplace: { curiosity: 0.5, concentration: 8 },
  food_delivery: { curiosity: 0.4, concentration: 4 },
  beauty: { curiosity: 0.35, concentration: 4 },
  hotel: { curiosity: 0.9, concentration: 2 },
  travel: { curiosity: 0.7, concentration: 2 },
};
/** The chance to try a new merchant falls with this power of the number known. */
const SATURATION = 0.38;
/** Habits before the simulation go back this far, or to the first account. */
const MEMORY_DAYS = 900;
const MOST_KNOWN = 255;

const categoryCount = categories.length;
const isOnline = Uint8Array.from(categories, ({ online }) => Number(online));
const reaches = categories.map(({ reach }) => reach);
const concentrations = Uint8Array.from(categories, ({ name }) => (LOYALTIES[name] ?? DEFAULT_LOYALTY).concentration);
/** Chance to try a new merchant, row `category * 256 + known`. */
const newChance = Float32Array.from({ length: categoryCount * 256 }, (_, row) => {
  const known = row % 256;
  if (known === 0) return 1;
  if (known === MOST_KNOWN) return 0;
  return (LOYALTIES[categories[Math.floor(row / 256)]!.name] ?? DEFAULT_LOYALTY).curiosity * pow(known, -SATURATION);
});

/** Habits as they are on the first day: what people have come to know by then. */
export function createHabits(world: World, seed: number): Habits {
  return new KeyedHabits(world, seed);
}

class KeyedHabits implements Habits {
  readonly known: Uint8Array;
  private readonly favouriteKey: StreamKey;
  private readonly favourite = new Rng();
  private readonly words = new Int32Array(4);

  constructor(world: World, seed: number) {
    this.favouriteKey = streamKey(seed, 'habits/favourite');
    this.known = knownAtStart(world, streamKey(seed, 'habits/start'));
  }

  choose(world: World, person: number, category: number, novelty: number, rank: number): number {
    const row = person * categoryCount + category;
    const known = this.known[row]!;
    // Counted rather than branched on: processors guess chance wrong.
    const isNew = Number(unitOf(novelty) < newChance[category * 256 + known]!);
    this.known[row] = known + isNew;
    // A uniform number to a power makes low ranks frequent: about Zipf's law with exponent 1 - 1 / concentration.
    const u = unitOf(rank);
    const squared = u * u;
    const concentration = concentrations[category];
    const skewed =
      concentration === 2 ? squared : concentration === 4 ? squared * squared : squared * squared * squared * squared;
    const old = Math.floor(known * skewed);
    return this.nth(world, person, category, old + isNew * (known - old));
  }

  private nth(world: World, person: number, category: number, rank: number): number {
    const { words } = this;
    this.favourite.seek(this.favouriteKey, person, category, rank).fill(words);
    const u = words[0]!;
    const v = words[1]!;
    if (isOnline[category] === 1) return world.merchants.pick(category, -1, u, v);
    const home = world.customers.city[person]!;
    const city = world.places.pickNear(home, words[2]!, words[3]!, reaches[category]!);
    const merchant = world.merchants.pick(category, city, u, v);
    return merchant >= 0 || city === home ? merchant : world.merchants.pick(category, home, u, v);
  }
}

/**
 * A visit teaches a new merchant with chance c known^-s, so that after t visits about (1 + (1 + s) c t)^(1 / (1 + s)) are
 * known. Tabulated by the root of the visits, since there are millions of rows.
 */
function knownAtStart(world: World, key: StreamKey): Uint8Array {
  const { customers } = world;
  const STEPS = 1024;
  const STEPS_PER_ROOT = 16;
  const tables = categories.map(({ name }) => {
    const { curiosity } = LOYALTIES[name] ?? DEFAULT_LOYALTY;
    return Float32Array.from({ length: STEPS }, (_, step) => {
      const root = step / STEPS_PER_ROOT;
      const visits = root * root;
      return pow(1 + (1 + SATURATION) * curiosity * visits, 1 / (1 + SATURATION)) - 1 + Math.min(1, visits);
    });
  });
  const known = new Uint8Array(customers.personCount * categoryCount);
  for (let person = 0; person < customers.personCount; person++) {
    const days = Math.min(MEMORY_DAYS, world.startDay - customers.sinceDay[person]!);
    for (let category = 0; category < categoryCount; category++) {
      const visits = days * purchasesPerDay(world, person, category);
      const step = Math.min(STEPS - 1, Math.floor(Math.sqrt(visits) * STEPS_PER_ROOT));
      const noise = hash3(key, person, category, 0) / 2 ** 32;
      const expected = tables[category]![step]! * (0.6 + 0.8 * noise);
      known[person * categoryCount + category] = Math.min(MOST_KNOWN, Math.floor(expected + ((noise * 64) % 1)));
    }
  }
  return known;
}
