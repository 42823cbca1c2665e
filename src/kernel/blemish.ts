import type { Payment } from './payment.ts';
import { hash3 } from './random.ts';
import type { Shard } from './shard.ts';

/**
 * Real logs are imperfect: a terminal's registered place is wrong on about 0.5 % of rows and a device goes
 * unrecognised on about 1 %. One draw a row decides, `payment.accident`; the two lie at its ends.
 */
const WRONG_PLACE = 0.005 * 2 ** 32;
const UNKNOWN_DEVICE = 0.99 * 2 ** 32;

/** The terminal whose place is registered for that of a payment by mistake, or -1. */
export function mistakenTerminal(shard: Shard, { accident, latitude, origin, destination }: Payment): number {
  if (accident >= WRONG_PLACE || Number.isNaN(latitude)) return -1;
  return hash3(shard.accidentKey, accident, origin, destination) % shard.world.terminals.count;
}

/** Whether the device of a payment goes unrecognised. */
export function hasUnknownDevice({ accident }: Payment): boolean {
  return accident > UNKNOWN_DEVICE;
}
