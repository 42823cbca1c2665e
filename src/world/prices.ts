import { exp, pow } from '../kernel/elementary.ts';
import { normalQuantile } from '../kernel/normal-quantile.ts';
import { QuantileTable } from '../kernel/quantile-table.ts';
import { unitOf } from '../kernel/random.ts';
import { categories, priceEndings } from './categories.ts';
import { endedPrice } from './price-endings.ts';
import type { World } from './world.ts';

/** Level of all prices; chosen so that what people spend is what they have left (see `budget` in the tests). */
const LEVEL = 0.8;
/** Standard deviations of the logarithm of what merchants and customers add to the spread of a category. */
const MERCHANT_SIGMA = 0.2;
const CUSTOMER_SIGMA = 0.6;
const LEAST_BASKET_SIGMA = 0.3;
/**
 * What costs more than this share of a month's income after housing is not bought out of the pocket; people choose
 * something cheaper.
 */
export const MOST_OF_FREE_INCOME = 0.3;

/** Where a person's means count less: bread, fares and petrol cost everybody about the same. */
const MEANS_COUNT: Readonly<Record<string, number>> = {
  bakery_fast_food: 0.5,
  transport: 0.15,
  fuel: 0.3,
  government: 0.2,
  streaming: 0,
  digital_goods: 0.5,
};

const elasticities = Float64Array.from(categories, ({ name }) => MEANS_COUNT[name] ?? 1);
const BASKET_CELLS = 2048;
/** Multiplier exp(sigma z) of a basket, with all merchants' and customers' shares of the spread taken out. */
const basketTables = categories.map(({ sigma }, category) => {
  const customerSigma = CUSTOMER_SIGMA * elasticities[category]!;
  const variance = sigma * sigma - MERCHANT_SIGMA * MERCHANT_SIGMA - customerSigma * customerSigma;
  const basketSigma = Math.sqrt(Math.max(LEAST_BASKET_SIGMA * LEAST_BASKET_SIGMA, variance));
  return QuantileTable.fromFunction((probability) => exp(basketSigma * normalQuantile(probability)), BASKET_CELLS);
});
/** The same, one after the other. */
const baskets = Float64Array.from(basketTables.flatMap(({ values }) => [...values]));
const medians = Float64Array.from(categories, ({ medianCents }) => medianCents * LEVEL);
const endings = Uint8Array.from(categories, ({ priceEnding }) => priceEndings.indexOf(priceEnding));
/** Powers of a person's level, tabulated by level in steps of 1/32 up to 8, for the categories with an elasticity below 1. */
const LEVEL_STEPS = 32;
const HIGHEST_LEVEL = 8;
const levels = HIGHEST_LEVEL * LEVEL_STEPS + 1;
const levelTable = Float64Array.from({ length: categories.length * levels }, (_, cell) =>
  pow(((cell % levels) + 0.5) / LEVEL_STEPS, elasticities[Math.floor(cell / levels)]!),
);

/**
 * Cents of a purchase: usual amount of the category x price level of the merchant x means of the person x basket, ended
 * as prices of the category end. `basket`, `cheaper` and `ending` are uniform
 * 32-bit integers.
 */
export function priceOfPurchase(
  world: World,
  person: number,
  merchant: number,
  basket: number,
  cheaper: number,
  ending: number,
): number {
  const { customers, merchants } = world;
  const category = merchants.category[merchant]!;
  const level = customers.spendLevel[person]!;
  const means =
    elasticities[category] === 1
      ? level
      : levelTable[category * levels + Math.floor(Math.min(level, HIGHEST_LEVEL) * LEVEL_STEPS)]!;
  let cents = medians[category]! * merchants.priceLevel[merchant]! * means * basketAt(category, unitOf(basket));
  const most = MOST_OF_FREE_INCOME * (customers.incomeCents[person]! - customers.housingCents[person]!);
  if (cents > most) cents = most * (0.25 + 0.75 * unitOf(cheaper));
  return endedPrice(cents, endings[category]!, unitOf(ending));
}

function basketAt(category: number, uniform: number): number {
  const position = uniform * BASKET_CELLS;
  const cell = Math.floor(position);
  const row = category * (BASKET_CELLS + 1) + cell;
  const low = baskets[row]!;
  return low + (position - cell) * (baskets[row + 1]! - low);
}

/** Mean over baskets of a function of the cents of a purchase at a merchant of the usual level, for budgets. */
export function meanOverBaskets(category: number, spendLevel: number, value: (cents: number) => number): number {
  const POINTS = 64;
  const usual = medians[category]! * pow(spendLevel, elasticities[category]!);
  let sum = 0;
  for (let point = 0; point < POINTS; point++) sum += value(usual * basketAt(category, (point + 0.5) / POINTS));
  return sum / POINTS;
}
