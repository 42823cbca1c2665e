import type { Rng } from '../kernel/random.ts';
import { DAY, HOUR, type SimTime } from '../kernel/units.ts';
import { msOfDay } from '../world/calendar.ts';

/** Local hours of a day, from and until; they may run past midnight: [22, 5]. */
export type Hours = readonly [from: number, until: number];

/** When people are up and about. */
export const WAKING: Hours = [8, 23];
export const OFFICE: Hours = [9, 18];
export const NIGHT: Hours = [23, 5];

/** Puts `delayMs` from `now` off into the given hours: unchanged if it falls there, else to some moment of the next ones. */
export function delayInto(hours: Hours, now: SimTime, delayMs: number, rng: Rng): number {
  const length = ((hours[1] - hours[0] + 24) % 24 || 24) * HOUR;
  const delay = Math.max(0, Math.round(delayMs));
  const intoHours = (msOfDay((now + delay) as SimTime) - hours[0] * HOUR + DAY) % DAY;
  return intoHours < length ? delay : delay + DAY - intoHours + Math.floor(length * rng.uniform());
}
