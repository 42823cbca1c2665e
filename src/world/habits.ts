import type { Rng } from '../kernel/random.ts';
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
  /** A merchant for a purchase of a person in a category, or -1 where there is none. May teach the person a new one. */
  choose(world: World, person: number, category: number, rng: Rng): number;
}
