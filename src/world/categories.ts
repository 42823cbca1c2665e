import { LOCAL, REGIONAL, type Reach, WIDE } from './places.ts';

/**
 * How prices end. `basket`: any cents, since items add up; `retail`: often .99, .95, .49, .00; `round`: whole or half
 * units; `fare`: one of a few fixed prices; `fuel`: any cents, or filled up to a round sum.
 */
export const priceEndings = ['basket', 'retail', 'round', 'fare', 'fuel'] as const;
export type PriceEnding = (typeof priceEndings)[number];

/** A kind of merchant. */
export interface Category {
  readonly name: string;
  /** Merchant category code, ISO 18245. */
  readonly mcc: number;
  readonly online: boolean;
  /** Share of all purchases, cash included; the categories add up to 1. */
  readonly purchaseShare: number;
  /** Median of a purchase in cents, and sigma of its logarithm over all its merchants. */
  readonly medianCents: number;
  readonly sigma: number;
  readonly priceEnding: PriceEnding;
  /** Local opening hours: from, until (24 = midnight). */
  readonly hours: readonly [opensAt: number, closesAt: number];
  /** Open on Sundays. */
  readonly sundays: boolean;
  /** Share of the country's merchants. */
  readonly merchantShare: number;
  /** Chains in the country, and the share of purchases that they take; the rest goes to independent shops. */
  readonly chains: number;
  readonly chainShare: number;
  /** Inhabitants per shop of an average chain; chains serve a city from one shop or more. */
  readonly inhabitantsPerShop: number;
  readonly terminalsPerShop: number;
  readonly reach: Reach;
  /** Share of merchants that sell from abroad. */
  readonly abroadShare: number;
  /** What the merchant pays its acquirer, in basis points. */
  readonly feeBasisPoints: number;
  /** Share of purchases at a counter paid in cash, relative to the customer's own. */
  readonly cashFactor: number;
}

/**
 * The kinds of merchants. Shares and amounts are chosen so that their mixture has the quantiles of a consumer and
 * e-commerce card stream in euros (ULB: 8 / 25 / 83 at 25, 50 and 75 %) and the euro area's online share (ECB SPACE
 * 2024: 21 % by number); each single figure is an assumption.
 */
export const categories: readonly Category[] = [
  shop('groceries', 5411, 0.245, [2_800, 1.05], 'basket', [7, 22], 0.07, [9, 0.8, 60_000], LOCAL, {
    terminalsPerShop: 3,
    feeBasisPoints: 40,
  }),
  shop('bakery_fast_food', 5814, 0.126, [650, 0.7], 'retail', [6, 22], 0.13, [7, 0.4, 90_000], LOCAL, {
    sundays: true,
    cashFactor: 1.5,
  }),
  shop('restaurant', 5812, 0.075, [3_800, 0.9], 'round', [11, 23], 0.17, [4, 0.12, 250_000], REGIONAL, {
    sundays: true,
    cashFactor: 1.2,
  }),
  shop('bar', 5813, 0.035, [1_250, 0.8], 'round', [16, 24], 0.06, [2, 0.05, 400_000], LOCAL, {
    sundays: true,
    cashFactor: 1.5,
  }),
  shop('fuel', 5541, 0.052, [5_600, 0.55], 'fuel', [5, 23], 0.03, [6, 0.85, 70_000], LOCAL, {
    sundays: true,
    terminalsPerShop: 2,
    cashFactor: 0.7,
    feeBasisPoints: 40,
  }),
  shop('transport', 4111, 0.055, [360, 0.95], 'fare', [5, 24], 0.012, [7, 0.92, 40_000], LOCAL, {
    sundays: true,
    cashFactor: 0.6,
  }),
  shop('clothing', 5651, 0.032, [6_500, 0.95], 'retail', [10, 20], 0.09, [10, 0.62, 150_000], REGIONAL, {}),
  shop('electronics', 5732, 0.012, [14_000, 1.3], 'retail', [10, 20], 0.03, [4, 0.72, 200_000], REGIONAL, {
    cashFactor: 0.5,
  }),
  shop('pharmacy', 5912, 0.036, [1_900, 0.95], 'basket', [8, 19], 0.05, [4, 0.3, 120_000], LOCAL, {}),
  shop('home', 5712, 0.038, [7_500, 1.35], 'retail', [9, 20], 0.07, [7, 0.68, 160_000], REGIONAL, {
    cashFactor: 0.7,
  }),
  shop('books_toys', 5942, 0.02, [2_300, 0.95], 'retail', [9, 19], 0.04, [3, 0.45, 200_000], REGIONAL, {}),
  shop('beauty', 7230, 0.02, [4_000, 0.85], 'round', [9, 19], 0.097, [3, 0.3, 200_000], LOCAL, { cashFactor: 1.4 }),
  shop('entertainment', 7832, 0.022, [2_600, 0.9], 'round', [10, 24], 0.03, [4, 0.5, 250_000], WIDE, {
    sundays: true,
    cashFactor: 0.7,
  }),
  shop('hotel', 7011, 0.011, [19_000, 0.9], 'round', [0, 24], 0.03, [5, 0.4, 200_000], WIDE, {
    sundays: true,
    cashFactor: 0.2,
  }),
  shop('government', 9399, 0.007, [6_500, 1.15], 'round', [8, 17], 0.01, [7, 1, 100_000], REGIONAL, {
    cashFactor: 0.6,
  }),
  site('online_marketplace', 5311, 0.068, [4_600, 1.2], 'retail', 0.006, 0.4),
  site('online_fashion', 5691, 0.026, [7_800, 0.9], 'retail', 0.022, 0.4),
  site('online_electronics', 5734, 0.012, [16_000, 1.3], 'retail', 0.011, 0.35),
  site('digital_goods', 5816, 0.034, [800, 1], 'retail', 0.014, 0.6),
  site('streaming', 4899, 0.024, [1_100, 0.4], 'retail', 0.003, 0.55),
  site('food_delivery', 5811, 0.024, [2_800, 0.55], 'basket', 0.004, 0.2),
  site('travel', 4722, 0.012, [32_000, 1.1], 'basket', 0.012, 0.4),
  site('donations', 8398, 0.005, [2_000, 0.9], 'round', 0.006, 0.1),
  site('telecom', 4814, 0.009, [2_200, 0.7], 'round', 0.003, 0.05),
];

/** Index of a category by its name. */
export function categoryIndex(name: string): number {
  const index = categories.findIndex((category) => category.name === name);
  if (index < 0) throw new Error(`category '${name}' does not exist`);
  return index;
}

function shop(
  name: string,
  mcc: number,
  purchaseShare: number,
  [medianCents, sigma]: readonly [number, number],
  priceEnding: PriceEnding,
  hours: readonly [number, number],
  merchantShare: number,
  [chains, chainShare, inhabitantsPerShop]: readonly [number, number, number],
  reach: Reach,
  more: Partial<Pick<Category, 'sundays' | 'terminalsPerShop' | 'feeBasisPoints' | 'cashFactor'>>,
): Category {
  return {
    name,
    mcc,
    online: false,
    purchaseShare,
    medianCents,
    sigma,
    priceEnding,
    hours,
    sundays: false,
    merchantShare,
    chains,
    chainShare,
    inhabitantsPerShop,
    terminalsPerShop: 1,
    reach,
    abroadShare: 0,
    feeBasisPoints: 90,
    cashFactor: 1,
    ...more,
  };
}

function site(
  name: string,
  mcc: number,
  purchaseShare: number,
  [medianCents, sigma]: readonly [number, number],
  priceEnding: PriceEnding,
  merchantShare: number,
  abroadShare: number,
): Category {
  return {
    name,
    mcc,
    online: true,
    purchaseShare,
    medianCents,
    sigma,
    priceEnding,
    hours: [0, 24],
    sundays: true,
    merchantShare,
    chains: 0,
    chainShare: 0,
    inhabitantsPerShop: 0,
    terminalsPerShop: 0,
    reach: WIDE,
    abroadShare,
    feeBasisPoints: 140,
    cashFactor: 0,
  };
}
