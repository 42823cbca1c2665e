import { categories } from './categories.ts';
import { cashFactor } from './instruments.ts';
import { meanOverBaskets } from './prices.ts';
import { purchasesPerDay } from './purchases.ts';
import type { World } from './world.ts';

/** What machines give out: multiples of this. */
export const NOTES_CENTS = 1_000;
/** Share of the cash taken out that is handed to people, at markets and as pocket money, where nobody records it. */
export const GIVEN_AWAY = 0.45;

const LEVEL_STEPS_PER_UNIT = 8;
const HIGHEST_LEVEL = 8;
const counterCategories = categories.flatMap(({ online }, category) => (online ? [] : [category]));
/** Who has activity 1 and buys nothing online. */
const shopper = { activity: Float32Array.of(1), onlineShare: Float32Array.of(0) };
/** Mean cents a day in cash of such a person with cash share 1, by spend level. */
const cashTable = Float64Array.from({ length: HIGHEST_LEVEL * LEVEL_STEPS_PER_UNIT + 1 }, (_, step) =>
  counterCategories.reduce((sum, category) => {
    const inCash = (cents: number): number => cents * cashFactor(category, cents);
    const mean = meanOverBaskets(category, (step + 0.5) / LEVEL_STEPS_PER_UNIT, inCash);
    return sum + purchasesPerDay({ customers: shopper }, 0, category) * mean;
  }, 0),
);

/** Cents a day that a person spends in cash in the mean, from which follows how often he needs a machine. */
export function cashCentsPerDay(world: World, person: number): number {
  const { activity, onlineShare, cashShare, spendLevel } = world.customers;
  const step = Math.floor(Math.min(HIGHEST_LEVEL, spendLevel[person]!) * LEVEL_STEPS_PER_UNIT);
  return activity[person]! * (1 - onlineShare[person]!) * cashTable[step]! * cashShare[person]!;
}
