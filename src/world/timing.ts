import { aliasColumns } from '../kernel/alias-table.ts';
import { type Rng, unitOf } from '../kernel/random.ts';
import { HOUR } from '../kernel/units.ts';
import type { LocalDay } from './calendar.ts';
import { categories } from './categories.ts';
import { hourProfile } from './hour-profiles.ts';
import { personaIndex } from './personas.ts';
import type { World } from './world.ts';

const RETIRED = personaIndex('retired');
/** How much more often pensioners come in the morning, and how much less after work. */
const RETIRED_UNTIL_NOON = 1.7;
const RETIRED_AFTER_WORK = 0.45;
const TRIES = 3;

/** Wages are spent when they have come: the first week of a month against the rest of it. */
const FIRST_WEEK = 1.08;
const REST_OF_MONTH = 0.976;

const HOURS = 24;
/** Alias tables over the hours; rows (category, weekend, retired). */
const hourTables = categories.flatMap(({ name, online }) => {
  const profile = hourProfile(name, online);
  return [profile.workdays, profile.weekends].flatMap((weights) => [
    aliasColumns(weights),
    aliasColumns(
      weights.map((weight, hour) => weight * (hour < 12 ? RETIRED_UNTIL_NOON : hour >= 17 ? RETIRED_AFTER_WORK : 1)),
    ),
  ]);
});
/** A column of an alias table: where its own share ends; of what lies before and behind, the factor and the summand. */
const COLUMN = 5;
/** Columns (row, hour), so that a number within a column becomes an hour with its fraction. */
const hourColumns = Float64Array.from(
  hourTables.flatMap(({ keep, alias }) =>
    Array.from(keep, (kept, hour) => [kept, 1 / kept, hour, 1 / (1 - kept), alias[hour]! - kept / (1 - kept)]).flat(),
  ),
);

/** Hours of day, with fractions, of a row of the tables for a uniform number: what is left of it tells the minutes. */
function hourAt(row: number, uniform: number): number {
  const position = uniform * HOURS;
  const hour = Math.floor(position);
  const within = position - hour;
  const column = (row * HOURS + hour) * COLUMN;
  const part = column + 1 + 2 * Number(within >= hourColumns[column]!);
  return within * hourColumns[part]! + hourColumns[part + 1]!;
}

/**
 * Local milliseconds of day of a purchase: by the hours of the category, the weekday and the person's way of life,
 * within the opening hours of the merchant. `word` is a uniform 32-bit integer; the stream is asked where the shop is
 * closed then.
 */
export function timeOfPurchase(
  world: World,
  day: LocalDay,
  person: number,
  merchant: number,
  word: number,
  rng: Rng,
): number {
  const { merchants, customers } = world;
  const opensAt = merchants.opensAt[merchant]!;
  const closesAt = merchants.closesAt[merchant]!;
  const isWeekend = day.weekday >= 5 || day.isHoliday;
  const isRetired = customers.persona[person] === RETIRED;
  const row = merchants.category[merchant]! * 4 + (isWeekend ? 2 : 0) + (isRetired ? 1 : 0);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const hour = hourAt(row, attempt === 0 ? unitOf(word) : rng.uniform());
    if (hour >= opensAt && hour < closesAt) return (hour * HOUR) | 0;
  }
  return ((opensAt + rng.uniform() * Math.max(0.5, closesAt - opensAt)) * HOUR) | 0;
}

/**
 * How many more people than in the mean go to a kind of place on a day: by weekday, month and week of the month. Means 1
 * over the year. Where shops close on Sundays, nobody comes on holidays either.
 */
export function dayFactor(category: number): (day: LocalDay) => number {
  const { name, online, sundays } = categories[category]!;
  const profile = hourProfile(name, online);
  const weekdays = profile.weekdays.map((weight, weekday) => (weekday === 6 && !sundays ? 0 : weight));
  const weekdayMean = weekdays.reduce((sum, weight) => sum + weight, 0) / 7;
  const monthMean = profile.months.reduce((sum, weight) => sum + weight, 0) / 12;
  const scale = 1 / (weekdayMean * monthMean);
  return (day) => {
    const weekday = day.isHoliday ? 6 : day.weekday;
    const ofMonth = day.dayOfMonth <= 7 ? FIRST_WEEK : REST_OF_MONTH;
    return weekdays[weekday]! * profile.months[day.month - 1]! * ofMonth * scale;
  };
}

/** Nights of rest, mornings and evenings with the telephone in hand: local milliseconds of day for what needs no shop. */
export function timeOnline(day: LocalDay, rng: Rng): number {
  return (hourAt(ONLINE * 4 + (day.weekday >= 5 || day.isHoliday ? 2 : 0), rng.uniform()) * HOUR) | 0;
}

const ONLINE = categories.findIndex(({ name }) => name === 'online_marketplace');

/** Local milliseconds of day, evenly between two hours. */
export function timeBetween(fromHour: number, untilHour: number, rng: Rng): number {
  return Math.floor((fromHour + rng.uniform() * (untilHour - fromHour)) * HOUR);
}
