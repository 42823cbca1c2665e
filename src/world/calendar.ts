import { DAY, HOUR, type SimTime } from '../kernel/units.ts';

/**
 * Local time of the fictional country: Central European Time with the summer time of the European Union.
 *
 * Days are counted since 1970-01-01 in local dates; habits are planned in local time of day and turned into UTC here.
 */

/** A local date with what behaviours ask of it. */
export interface LocalDay {
  /** Days since 1970-01-01. */
  readonly index: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly dayOfMonth: number;
  readonly daysInMonth: number;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  readonly isHoliday: boolean;
  /** Neither weekend nor holiday: banks book and offices work. */
  readonly isBusinessDay: boolean;
  /** Whole months since January 1970. */
  readonly monthIndex: number;
  /** UTC time of local midnight. */
  readonly startsAt: SimTime;
}

/** Describes day `index` (days since 1970-01-01, local). */
export function localDay(index: number): LocalDay {
  const date = new Date(index * DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  const dayOfMonth = date.getUTCDate();
  const weekday = (index + 3) % 7;
  const isHoliday = isPublicHoliday(index, year, month, dayOfMonth);
  return {
    index,
    year,
    month,
    dayOfMonth,
    daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    weekday,
    isHoliday,
    isBusinessDay: weekday < 5 && !isHoliday,
    monthIndex: (year - 1970) * 12 + month - 1,
    startsAt: toUtc(index, 0),
  };
}

/**
 * UTC time of a local wall-clock time. Times that summer time skips move forward by an hour; of times that occur
 * twice the first is meant.
 */
export function toUtc(dayIndex: number, msOfDay: number): SimTime {
  const wall = dayIndex * DAY + msOfDay;
  return (isSummerTime(wall - 2 * HOUR) ? wall - 2 * HOUR : wall - HOUR) as SimTime;
}

/** Local day on which a UTC time falls. */
export function dayOf(time: SimTime): number {
  return Math.floor((time + offsetMs(time)) / DAY);
}

/** Milliseconds since local midnight, by the wall clock. */
export function msOfDay(time: SimTime): number {
  return (time + offsetMs(time)) % DAY;
}

/** What the wall clock is ahead of UTC. */
export function offsetMs(time: number): number {
  return isSummerTime(time) ? 2 * HOUR : HOUR;
}

/** Whole months since January 1970 in UTC, the unit of partitions. */
export function utcMonth(time: SimTime): number {
  const date = new Date(time);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** UTC time at which a month, counted since January 1970, begins. */
export function startOfUtcMonth(month: number): SimTime {
  return Date.UTC(1970 + Math.floor(month / 12), month % 12, 1) as SimTime;
}

/** Parses `2026-01-31` into days since 1970-01-01. */
export function parseDay(text: string): number {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
}

/** The inverse of `parseDay`. */
export function formatDay(index: number): string {
  return new Date(index * DAY).toISOString().slice(0, 10);
}

// From 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October (Directive 2000/84/EC).
function isSummerTime(time: number): boolean {
  const year = new Date(time).getUTCFullYear();
  return time >= lastSunday(year, 2) + HOUR && time < lastSunday(year, 9) + HOUR;
}

function lastSunday(year: number, month: number): number {
  const lastDay = Date.UTC(year, month + 1, 0) / DAY;
  return (lastDay - ((lastDay + 4) % 7)) * DAY;
}

// Fixed feasts and those that move with Easter, as most euro countries keep them.
function isPublicHoliday(index: number, year: number, month: number, dayOfMonth: number): boolean {
  const fixed = month * 100 + dayOfMonth;
  if (fixed === 101 || fixed === 501 || fixed === 1101 || fixed === 1225 || fixed === 1226) return true;
  const sinceEaster = index - easter(year);
  return sinceEaster === -2 || sinceEaster === 1 || sinceEaster === 39 || sinceEaster === 50;
}

/** Easter Sunday in days since 1970-01-01 (Meeus/Jones/Butcher). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return Date.UTC(year, month - 1, day) / DAY;
}
