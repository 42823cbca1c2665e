import { codesOf } from '../schema/vocabularies.ts';
import { type PriceEnding, priceEndings } from './categories.ts';

const LEAST_CENTS = 50;
const LEAST_FUEL_CENTS = 500;

/** A range of the hundredths of a draw, in which sums are rounded to a step and lowered. */
interface Rule {
  /** The rule holds for draws below so many hundredths, from where the one before ends. */
  readonly until: number;
  /** Cents to which sums are rounded: small, middling and large ones. */
  readonly steps: readonly [number, number, number];
  /** What is taken off. */
  readonly less?: number;
}

interface Ending {
  /** Cents from which sums are middling, and large. */
  readonly sizes: readonly [number, number];
  readonly rules: readonly Rule[];
  /** Least sum that is not rounded to units; others cost a unit at least. */
  readonly least: number;
}

const always = (step: number): readonly [number, number, number] => [step, step, step];

/** Fixed prices are looked up in `FARES`. */
const endings: Readonly<Record<Exclude<PriceEnding, 'fare'>, Ending>> = {
  basket: { sizes: [0, 0], rules: [{ until: 100, steps: always(1) }], least: LEAST_CENTS },
  /** Single articles end in .99, .95, .90, .50 or .00; several of them end anyhow. */
  retail: {
    sizes: [1_950, 1_950],
    rules: [
      { until: 9, steps: always(100), less: 1 },
      { until: 14, steps: always(100), less: 5 },
      { until: 20, steps: always(100), less: 10 },
      { until: 26, steps: always(100), less: 50 },
      { until: 40, steps: [100, 500, 500] },
      { until: 49, steps: always(100) },
      { until: 100, steps: always(1) },
    ],
    least: LEAST_CENTS,
  },
  /** Tips and flat prices: fives and tens the more, the larger the sum. */
  round: {
    sizes: [2_000, 20_000],
    rules: [
      { until: 30, steps: [100, 500, 1_000] },
      { until: 35, steps: [100, 100, 1_000] },
      { until: 55, steps: always(100) },
      { until: 85, steps: always(50) },
      { until: 100, steps: always(10) },
    ],
    least: LEAST_CENTS,
  },
  /** One in four stops the pump at a round sum. */
  fuel: {
    sizes: [0, 0],
    rules: [
      { until: 16, steps: always(1_000) },
      { until: 24, steps: always(500) },
      { until: 100, steps: always(1) },
    ],
    least: LEAST_FUEL_CENTS,
  },
};

const FARES = [
  120, 160, 190, 220, 260, 290, 320, 360, 410, 480, 560, 640, 790, 950, 1_290, 1_750, 2_490, 3_490, 4_900, 6_900, 9_900,
];
/** The nearest fare to every sum, in steps of 5 cents, which all midpoints between fares are multiples of. */
const FARE_STEP = 5;
const fares = Uint16Array.from({ length: 9_900 / FARE_STEP + 1 }, (_, step) => nearestFare(step * FARE_STEP));

const { basket: BASKET, fare: FARE } = codesOf(priceEndings);
/** Rows (ending, size, hundredth) with the rule that holds: all chances are whole hundredths. */
const ruleAt = new Uint8Array(priceEndings.length * 3 * 100);
const smallUntil = new Float64Array(priceEndings.length);
const middlingUntil = new Float64Array(priceEndings.length);
/** Rows (1 / step, step, least, less). */
const rules = tabulate();

/**
 * Cents as prices of a kind end: `ending` is an index into `priceEndings`, `uniform` a number in [0, 1). There is no
 * branch on chance here, since processors guess those wrong.
 */
export function endedPrice(cents: number, ending: number, uniform: number): number {
  if (ending === BASKET) return Math.max(LEAST_CENTS, Math.floor(cents + 0.5)) | 0;
  if (ending === FARE) return fares[Math.min(fares.length - 1, (cents / FARE_STEP) | 0)]!;
  const size = Number(cents >= smallUntil[ending]!) + Number(cents >= middlingUntil[ending]!);
  const rule = ruleAt[(ending * 3 + size) * 100 + ((uniform * 100) | 0)]! * 4;
  const rounded = Math.floor(cents * rules[rule]! + 0.5) * rules[rule + 1]!;
  return (Math.max(rules[rule + 2]!, rounded) - rules[rule + 3]!) | 0;
}

function tabulate(): Float64Array {
  const rows: number[] = [];
  for (const [code, name] of priceEndings.entries()) {
    if (name === 'fare') continue;
    const { sizes, rules, least } = endings[name];
    [smallUntil[code], middlingUntil[code]] = sizes;
    for (let size = 0; size < 3; size++) {
      let from = 0;
      for (const { until, steps, less = 0 } of rules) {
        const step = steps[size]!;
        ruleAt.fill(rows.length / 4, (code * 3 + size) * 100 + from, (code * 3 + size) * 100 + until);
        rows.push(1 / step, step, least < LEAST_FUEL_CENTS ? Math.max(least, step) : least, less);
        from = until;
      }
    }
  }
  return Float64Array.from(rows);
}

function nearestFare(cents: number): number {
  for (let index = 1; index < FARES.length; index++) {
    if (cents < (FARES[index - 1]! + FARES[index]!) / 2) return FARES[index - 1]!;
  }
  return FARES[FARES.length - 1]!;
}
