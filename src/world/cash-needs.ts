import { categories } from './categories.ts';
import { cashFactor } from './instruments.ts';
import { meanOverBaskets } from './prices.ts';
import { purchasesPerDay } from './purchases.ts';
import type { World } from './world.ts';

/** What machines give out: multiples of this. */
export const NOTES_CENTS = 1_000;

const LEVEL_STEPS_PER_UNIT = 8;
const HIGHEST_LEVEL = 8;
const counterCategories = categories.flatMap(({ online }, category) => (online ? [] : [category]));
/** Mean cents in cash of a purchase by somebody with cash share 1, by spend level; row per counter category. */
const cashTables = counterCategories.map((category) =>
  Float64Array.from({ length: HIGHEST_LEVEL * LEVEL_STEPS_PER_UNIT + 1 }, (_, step) =>
    meanOverBaskets(category, (step + 0.5) / LEVEL_STEPS_PER_UNIT, (cents) => cents * cashFactor(category, cents)),
  ),
);

/** Cents a day that a person spends in cash in the mean, from which follows how often he needs a machine. */
export function cashCentsPerDay(world: World, person: number): number {
  const { cashShare, spendLevel } = world.customers;
  const step = Math.floor(Math.min(HIGHEST_LEVEL, spendLevel[person]!) * LEVEL_STEPS_PER_UNIT);
  let cents = 0;
  for (let row = 0; row < counterCategories.length; row++) {
    cents += purchasesPerDay(world, person, counterCategories[row]!) * cashTables[row]![step]!;
  }
  return cents * cashShare[person]!;
}
