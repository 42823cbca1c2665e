import type { AtRate } from '../kernel/behavior.ts';
import { categories } from './categories.ts';
import { purchasesPerDay } from './purchases.ts';
import { dayFactor } from './timing.ts';
import type { World } from './world.ts';

/**
 * When people buy in a category, or in several of which all are online or none: as often as they buy anything, and on
 * the days of the first. `share` is what it is multiplied by, where an occasion is more than one purchase.
 */
export function purchaseRate(bought: number | readonly number[], share = 1): AtRate {
  const mix = typeof bought === 'number' ? [bought] : bought;
  const { online } = categories[mix[0]!]!;
  if (mix.some((category) => categories[category]!.online !== online)) {
    throw new Error(`categories ${mix}: some are online, others are not`);
  }
  // Somebody with activity 1 who buys nothing anywhere else.
  const customers = { activity: Float32Array.of(1), onlineShare: Float32Array.of(Number(online)) };
  const times = share * mix.reduce((sum, category) => sum + purchasesPerDay({ customers }, 0, category), 0);
  return { perDay: online ? activityOnline : activityAtCounter, times, factor: dayFactor(mix[0]!) };
}

function activityOnline({ customers }: World, person: number): number {
  return customers.activity[person]! * customers.onlineShare[person]!;
}

function activityAtCounter({ customers }: World, person: number): number {
  return customers.activity[person]! * (1 - customers.onlineShare[person]!);
}
