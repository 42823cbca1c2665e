/** When people go to a kind of place: weights by hour of day, and by weekday from Monday to Sunday. */
export interface HourProfile {
  /** Monday to Friday, 24 hours. */
  readonly workdays: readonly number[];
  /** Saturdays, Sundays and holidays, 24 hours. */
  readonly weekends: readonly number[];
  /** Seven weights; what is closed on Sundays has no customers then, whatever stands here. */
  readonly weekdays: readonly number[];
  /** Twelve weights of the months. */
  readonly months: readonly number[];
}

const EVEN_MONTHS = Array.from({ length: 12 }, () => 1);
const GIFT_MONTHS = [0.93, 0.9, 0.97, 0.97, 0.98, 0.97, 0.96, 0.95, 0.97, 1, 1.15, 1.3];
const HOLIDAY_MONTHS = [0.95, 0.9, 0.95, 1, 1.05, 1.15, 1.3, 1.25, 1, 0.9, 0.75, 0.8];

/**
 * Grocery hours follow a year of real supermarket baskets (The Complete Journey: peak at 17 h, 2 % before 7 h, 8 % after
 * 21 h) as far as the shops are open; the others are assumptions about everyday life in a euro country.
 */
const grocery: HourProfile = {
  workdays: hours('7:3 8:5 9:6 10:7 11:7 12:6 13:6 14:6 15:7 16:9 17:11 18:10 19:8 20:5 21:3'),
  weekends: hours('7:2 8:5 9:8 10:10 11:11 12:9 13:8 14:8 15:8 16:8 17:8 18:7 19:5 20:3 21:2'),
  weekdays: [1, 0.97, 0.97, 1, 1.2, 1.45, 0.6],
  months: [0.98, 0.97, 1, 1, 1, 0.99, 0.97, 0.97, 0.99, 1, 1.02, 1.11],
};
const snack: HourProfile = {
  workdays: hours('6:6 7:12 8:10 9:6 10:5 11:8 12:16 13:12 14:5 15:5 16:6 17:7 18:8 19:6 20:4 21:2'),
  weekends: hours('6:2 7:7 8:13 9:14 10:10 11:7 12:9 13:8 14:6 15:7 16:7 17:6 18:8 19:7 20:4 21:2'),
  weekdays: [0.95, 0.97, 0.98, 1, 1.08, 1.2, 0.82],
  months: EVEN_MONTHS,
};
const restaurant: HourProfile = {
  workdays: hours('11:5 12:17 13:14 14:5 15:2 16:2 17:5 18:12 19:17 20:12 21:6 22:3'),
  weekends: hours('11:4 12:11 13:12 14:7 15:4 16:4 17:6 18:13 19:18 20:13 21:7 22:4'),
  weekdays: [0.7, 0.78, 0.86, 0.98, 1.28, 1.45, 1],
  months: [0.92, 0.95, 0.97, 1, 1.05, 1.05, 1.03, 1.02, 1, 0.97, 0.96, 1.08],
};
const bar: HourProfile = {
  workdays: hours('16:4 17:8 18:11 19:13 20:15 21:16 22:14 23:9'),
  weekends: hours('16:4 17:5 18:7 19:10 20:14 21:18 22:20 23:18'),
  weekdays: [0.55, 0.6, 0.75, 0.95, 1.55, 1.75, 0.7],
  months: EVEN_MONTHS,
};
const fuel: HourProfile = {
  workdays: hours('5:2 6:6 7:10 8:7 9:5 10:5 11:5 12:5 13:5 14:5 15:7 16:10 17:11 18:8 19:5 20:3 21:2 22:1'),
  weekends: hours('5:1 6:2 7:3 8:6 9:9 10:10 11:10 12:9 13:8 14:8 15:8 16:8 17:8 18:6 19:4 20:3 21:2 22:1'),
  weekdays: [1.05, 0.97, 0.97, 1, 1.2, 1.1, 0.71],
  months: [0.95, 0.95, 0.98, 1, 1.02, 1.03, 1.08, 1.06, 1, 0.98, 0.97, 0.98],
};
const commute: HourProfile = {
  workdays: hours('5:3 6:9 7:16 8:12 9:5 10:4 11:4 12:5 13:5 14:5 15:7 16:10 17:12 18:7 19:4 20:3 21:2 22:2 23:1'),
  weekends: hours('5:1 6:2 7:3 8:5 9:7 10:9 11:9 12:8 13:8 14:8 15:8 16:7 17:7 18:6 19:5 20:4 21:3 22:3 23:3'),
  weekdays: [1.15, 1.12, 1.12, 1.12, 1.15, 0.78, 0.56],
  months: [1.03, 1.02, 1.02, 1, 1, 0.97, 0.9, 0.92, 1.03, 1.04, 1.05, 1.02],
};
const shopping: HourProfile = {
  workdays: hours('8:2 9:6 10:9 11:10 12:10 13:9 14:9 15:10 16:12 17:13 18:10 19:5'),
  weekends: hours('8:2 9:7 10:11 11:14 12:14 13:12 14:12 15:12 16:10 17:8 18:5 19:2'),
  weekdays: [0.85, 0.88, 0.9, 0.97, 1.15, 1.75, 0.4],
  months: GIFT_MONTHS,
};
const leisure: HourProfile = {
  workdays: hours('10:3 11:4 12:4 13:5 14:7 15:8 16:9 17:12 18:13 19:15 20:12 21:6 22:2'),
  weekends: hours('10:6 11:8 12:8 13:10 14:13 15:12 16:10 17:9 18:9 19:9 20:7 21:4 22:2'),
  weekdays: [0.65, 0.7, 0.8, 0.85, 1.2, 1.6, 1.25],
  months: EVEN_MONTHS,
};
const hotel: HourProfile = {
  workdays: hours('6:3 7:9 8:13 9:11 10:10 11:5 12:2 13:2 14:5 15:8 16:8 17:7 18:6 19:5 20:3 21:2 22:1'),
  weekends: hours('7:3 8:8 9:13 10:16 11:9 12:3 13:2 14:6 15:9 16:8 17:6 18:5 19:4 20:3 21:2 22:1'),
  weekdays: [0.9, 0.9, 0.95, 1, 1.15, 1.15, 0.95],
  months: HOLIDAY_MONTHS,
};
const office: HourProfile = {
  workdays: hours('8:8 9:15 10:16 11:14 12:8 13:9 14:12 15:10 16:7'),
  weekends: hours('9:10 10:12 11:12 12:10'),
  weekdays: [1.2, 1.25, 1.15, 1.2, 1, 0.15, 0],
  months: EVEN_MONTHS,
};
const online: HourProfile = {
  workdays: hours(
    '0:1.5 1:.6 2:.3 3:.2 4:.2 5:.4 6:1.5 7:3 8:4 9:5 10:5 11:5 12:6 13:6 14:5 15:5 16:5.5 17:6 18:7 19:8.5 20:10 21:9.5 22:6.5 23:3.5',
  ),
  weekends: hours(
    '0:2.2 1:1 2:.5 3:.3 4:.2 5:.3 6:.8 7:1.8 8:3.5 9:5.5 10:6.5 11:6.5 12:6 13:6 14:6 15:6 16:6 17:6 18:6.5 19:7.5 20:8.5 21:8 22:5.5 23:3.2',
  ),
  weekdays: [1.05, 1.02, 1, 1, 0.95, 0.93, 1.05],
  months: GIFT_MONTHS,
};
const delivery: HourProfile = {
  workdays: hours('11:4 12:9 13:7 14:3 15:2 16:3 17:9 18:18 19:20 20:14 21:8 22:4 23:2'),
  weekends: hours('11:4 12:9 13:8 14:5 15:4 16:4 17:9 18:17 19:18 20:13 21:8 22:5 23:3'),
  weekdays: [0.8, 0.82, 0.86, 0.95, 1.25, 1.2, 1.12],
  months: EVEN_MONTHS,
};
const booking: HourProfile = { ...online, months: [1.35, 1.15, 1.05, 1.05, 1.1, 1.1, 1, 0.9, 0.9, 0.85, 0.8, 0.75] };

/** Profiles by category; categories without one of their own are like shops, or like the internet. */
const byCategory: Readonly<Record<string, HourProfile>> = {
  groceries: grocery,
  bakery_fast_food: snack,
  restaurant,
  bar,
  fuel,
  transport: commute,
  entertainment: leisure,
  hotel,
  government: office,
  pharmacy: { ...shopping, weekdays: [1.15, 1.05, 1, 1.05, 1.1, 0.95, 0.2], months: EVEN_MONTHS },
  beauty: { ...shopping, weekdays: [0.5, 0.95, 1, 1.15, 1.35, 1.4, 0.2], months: EVEN_MONTHS },
  food_delivery: delivery,
  travel: booking,
};

/** The profile of a category. */
export function hourProfile(category: string, isOnline: boolean): HourProfile {
  return byCategory[category] ?? (isOnline ? online : shopping);
}

/** `7:3 8:5` are weights 3 at 7 h and 5 at 8 h; the rest of the 24 hours has none. */
function hours(text: string): readonly number[] {
  const weights = Array.from({ length: 24 }, () => 0);
  for (const entry of text.split(' ')) {
    const [hour, weight] = entry.split(':');
    weights[Number(hour)] = Number(weight);
  }
  return weights;
}
