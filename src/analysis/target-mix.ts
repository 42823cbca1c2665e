import { parseDay } from '../world/calendar.ts';
import type { DatasetManifest } from './manifest.ts';

/**
 * Share of the rows of fraud that the scenario gives to each typology of its mix: by weight, for the days on which it is
 * active; 0 where the run leaves it out. Its share goes to no other, so that they may add up to less than 1.
 */
export function targetMix({ scenario }: DatasetManifest): ReadonlyMap<string, number> {
  const { start, days, fraud } = scenario;
  const entries = Object.entries(fraud.mix);
  const weights = entries.reduce((sum, [, { weight }]) => sum + weight, 0);
  const firstDay = parseDay(start);
  return new Map(
    entries.map(([name, { weight, from, to }]) => {
      const opens = from === undefined ? firstDay : Math.max(firstDay, parseDay(from));
      const closes = to === undefined ? firstDay + days : Math.min(firstDay + days, parseDay(to) + 1);
      const activeShare = fraud.without.includes(name) ? 0 : Math.max(0, closes - opens) / days;
      return [name, (weight / weights) * activeShare];
    }),
  );
}
