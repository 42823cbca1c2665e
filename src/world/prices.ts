import { exp, pow } from '../kernel/elementary.ts';
import { normalQuantile } from '../kernel/normal-quantile.ts';
import { QuantileTable } from '../kernel/quantile-table.ts';
import type { Rng } from '../kernel/random.ts';
import { categories } from './categories.ts';
import type { World } from './world.ts';

/** Level of all prices; chosen so that what people spend is what they have left (see `budget` in the tests). */
const LEVEL = 0.8;
/** Standard deviations of the logarithm of what merchants and customers add to the spread of a category. */
const MERCHANT_SIGMA = 0.2;
const CUSTOMER_SIGMA = 0.6;
const LEAST_BASKET_SIGMA = 0.3;
const LEAST_CENTS = 50;
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

const elasticities = categories.map(({ name }) => MEANS_COUNT[name] ?? 1);
/** Multiplier exp(sigma z) of a basket, with all merchants' and customers' shares of the spread taken out. */
const basketTables = categories.map(({ sigma }, category) => {
  const customerSigma = CUSTOMER_SIGMA * elasticities[category]!;
  const variance = sigma * sigma - MERCHANT_SIGMA * MERCHANT_SIGMA - customerSigma * customerSigma;
  const basketSigma = Math.sqrt(Math.max(LEAST_BASKET_SIGMA * LEAST_BASKET_SIGMA, variance));
  return QuantileTable.fromFunction((probability) => exp(basketSigma * normalQuantile(probability)), 2048);
});
const medians = Float64Array.from(categories, ({ medianCents }) => medianCents * LEVEL);
const endings = categories.map(({ priceEnding }) => priceEnding);
/** Powers of a person's level, tabulated by level in steps of 1/32 up to 8, for the categories with an elasticity below 1. */
const LEVEL_STEPS = 32;
const levelTables = elasticities.map((elasticity) =>
  Float64Array.from({ length: 8 * LEVEL_STEPS + 1 }, (_, step) => pow((step + 0.5) / LEVEL_STEPS, elasticity)),
);

/**
 * Cents of a purchase: usual amount of the category x price level of the merchant x means of the person x basket, ended
 * as prices of the category end.
 */
export function priceOfPurchase(world: World, person: number, merchant: number, rng: Rng): number {
  const { customers, merchants } = world;
  const category = merchants.category[merchant]!;
  const level = customers.spendLevel[person]!;
  const means =
    elasticities[category] === 1 ? level : levelTables[category]![Math.floor(Math.min(level, 8) * LEVEL_STEPS)]!;
  let cents = medians[category]! * merchants.priceLevel[merchant]! * means * basketTables[category]!.draw(rng);
  const most = MOST_OF_FREE_INCOME * (customers.incomeCents[person]! - customers.housingCents[person]!);
  if (cents > most) cents = most * (0.25 + 0.75 * rng.uniform());
  return withEnding(cents, endings[category]!, rng);
}

/** Mean over baskets of a function of the cents of a purchase at a merchant of the usual level, for budgets. */
export function meanOverBaskets(category: number, spendLevel: number, value: (cents: number) => number): number {
  const POINTS = 64;
  const usual = medians[category]! * pow(spendLevel, elasticities[category]!);
  let sum = 0;
  for (let point = 0; point < POINTS; point++) sum += value(usual * basketTables[category]!.at((point + 0.5) / POINTS));
  return sum / POINTS;
}

function withEnding(cents: number, ending: (typeof endings)[number], rng: Rng): number {
  switch (ending) {
    case 'basket':
      return atLeast(Math.round(cents));
    case 'retail':
      return retailPrice(cents, rng.uniform());
    case 'round':
      return roundPrice(cents, rng.uniform());
    case 'fare':
      return nearestFare(cents);
    case 'fuel':
      return fuelPrice(cents, rng.uniform());
    default: {
      const never: never = ending;
      throw new Error(`unknown price ending ${never}`);
    }
  }
}

/** Single articles end in .99, .95, .90, .50 or .00; several of them end anyhow. */
function retailPrice(cents: number, u: number): number {
  const units = Math.max(1, Math.round(cents / 100));
  if (u < 0.09) return units * 100 - 1;
  if (u < 0.14) return units * 100 - 5;
  if (u < 0.2) return units * 100 - 10;
  if (u < 0.26) return units * 100 - 50;
  if (u < 0.49) return (units >= 20 && u < 0.4 ? Math.round(units / 5) * 5 : units) * 100;
  return atLeast(Math.round(cents));
}

/** Tips and flat prices: fives and tens the more, the larger the sum. */
function roundPrice(cents: number, u: number): number {
  if (u < 0.55) {
    const unit = cents >= 20_000 && u < 0.35 ? 1_000 : cents >= 2_000 && u < 0.3 ? 500 : 100;
    return Math.max(unit, Math.round(cents / unit) * unit);
  }
  if (u < 0.85) return Math.max(50, Math.round(cents / 50) * 50);
  return atLeast(Math.round(cents / 10) * 10);
}

const FARES = [
  120, 160, 190, 220, 260, 290, 320, 360, 410, 480, 560, 640, 790, 950, 1_290, 1_750, 2_490, 3_490, 4_900, 6_900, 9_900,
];

function nearestFare(cents: number): number {
  for (let index = 1; index < FARES.length; index++) {
    if (cents < (FARES[index - 1]! + FARES[index]!) / 2) return FARES[index - 1]!;
  }
  return FARES[FARES.length - 1]!;
}

/** One in four stops the pump at a round sum. */
function fuelPrice(cents: number, u: number): number {
  const unit = u < 0.16 ? 1_000 : u < 0.24 ? 500 : 1;
  return Math.max(500, Math.round(cents / unit) * unit);
}

function atLeast(cents: number): number {
  return cents < LEAST_CENTS ? LEAST_CENTS : cents;
}
