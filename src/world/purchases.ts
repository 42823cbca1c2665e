import { AliasTable } from '../kernel/alias-table.ts';
import type { Plan } from '../kernel/plan.ts';
import type { Rng } from '../kernel/random.ts';
import { HOUR } from '../kernel/units.ts';
import { categories } from './categories.ts';
import type { Customers } from './customers.ts';
import { NO_INSTRUMENT, payAtCounter, payOnline } from './instruments.ts';
import { priceOfPurchase } from './prices.ts';
import { timeOfPurchase } from './timing.ts';

/**
 * Purchases a day of a person with activity 1. With bills and transfers that makes about 45 payments a month (Atlanta
 * Fed, Survey and Diary of Consumer Payment Choice: 48 in 2024).
 */
export const PURCHASES_PER_DAY = 1.4;

const onlineTotal = totalShare((online) => online);
const counterTotal = totalShare((online) => !online);
const isOnline = Uint8Array.from(categories, ({ online }) => Number(online));
/** Purchases a day in a category of somebody with activity 1 who buys only online, or only at counters. */
const perDay = Float64Array.from(
  categories,
  ({ online, purchaseShare }) => (PURCHASES_PER_DAY * purchaseShare) / (online ? onlineTotal : counterTotal),
);

/** Mean purchases a day of a person in a category, by his activity and by how much he buys online. */
export function purchasesPerDay(
  world: { readonly customers: Pick<Customers, 'activity' | 'onlineShare'> },
  person: number,
  category: number,
): number {
  const { activity, onlineShare } = world.customers;
  const share = isOnline[category] === 1 ? onlineShare[person]! : 1 - onlineShare[person]!;
  return activity[person]! * share * perDay[category]!;
}

/**
 * Draws one of several categories by how often people buy there: positions in `mixed`. All of them are online, or none,
 * so that the mix is the same for everybody.
 */
export function categoryMix(mixed: readonly number[]): AliasTable {
  return new AliasTable(mixed.map((category) => perDay[category]!));
}

/** The draws of a purchase, at fixed positions: merchant, time, price and instrument. */
const words = new Int32Array(9);

/**
 * Plans one purchase in a category: where by habit, when within opening hours, how much, and how it is paid. Returns
 * the local time of day, or -1 when there is no such merchant. `flags` are added to the options.
 */
export function planPurchase(plan: Plan, person: number, category: number, rng: Rng, flags = 0): number {
  const { world } = plan;
  rng.fill(words);
  const merchant = plan.habits.choose(world, person, category, words[0]!, words[1]!);
  if (merchant < 0) return -1;
  const time = timeOfPurchase(world, plan.day, person, merchant, words[2]!, rng);
  buy(plan, person, merchant, time, flags);
  return time;
}

/** Plans one purchase at a merchant and a local time of day, unless it is closed then. */
export function planPurchaseAt(
  plan: Plan,
  person: number,
  merchant: number,
  msOfDay: number,
  rng: Rng,
  flags = 0,
): void {
  const { opensAt, closesAt } = plan.world.merchants;
  if (msOfDay < opensAt[merchant]! * HOUR || msOfDay >= closesAt[merchant]! * HOUR) return;
  rng.fill(words);
  buy(plan, person, merchant, msOfDay, flags);
}

function buy(plan: Plan, person: number, merchant: number, msOfDay: number, flags: number): void {
  const { world } = plan;
  const category = world.merchants.category[merchant]!;
  const cents = priceOfPurchase(world, person, merchant, words[3]!, words[4]!, words[5]!);
  const options = isOnline[category]
    ? payOnline(world, person, words[7]!, words[8]!)
    : payAtCounter(world, person, category, cents, words[6]!, words[7]!, words[8]!);
  if (options !== NO_INSTRUMENT) plan.purchase(person, msOfDay, merchant, cents, options | flags);
}

function totalShare(isIncluded: (online: boolean) => boolean): number {
  return categories.reduce((sum, { online, purchaseShare }) => sum + (isIncluded(online) ? purchaseShare : 0), 0);
}
