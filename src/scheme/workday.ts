import type { Rng } from '../kernel/random.ts';
import { DAY, type SimTime } from '../kernel/units.ts';
import { dayOf, localDay } from '../world/calendar.ts';
import { delayInto, type Hours } from './hours.ts';

/** As `delayInto`, on days on which offices work: what falls on a weekend or a holiday waits for the next business day. */
export function delayIntoWorkday(hours: Hours, now: SimTime, delayMs: number, rng: Rng): number {
  const delay = delayInto(hours, now, delayMs, rng);
  let days = 0;
  for (let day = dayOf((now + delay) as SimTime); !localDay(day + days).isBusinessDay; ) days++;
  return delay + days * DAY;
}
