import type { SimTime } from '../kernel/units.ts';
import { parseDay, toUtc } from '../world/calendar.ts';
import type { DatasetManifest } from './manifest.ts';

/** Start and end (exclusive) of the log in UTC, from the local days of the scenario. */
export function period({ scenario }: DatasetManifest): { readonly start: SimTime; readonly end: SimTime } {
  const first = parseDay(scenario.start);
  return { start: toUtc(first, 0), end: toUtc(first + scenario.days, 0) };
}
