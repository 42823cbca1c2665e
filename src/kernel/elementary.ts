/**
 * Logarithm, exponential and power from +, -, *, / alone. IEEE 754 makes those exact to the bit everywhere, whereas the
 * last bits of `Math.log`, `Math.exp` and `Math.pow` differ between engines, and with them the data of a seed.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_POW_54 = 18014398509481984;
const E_POW_MINUS_64 = 1.603810890548638e-28;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Powers of two from 2^-1022 to 2^1023, exact. */
const POWERS = new Float64Array(2046);
POWERS[1022] = 1;
for (let power = 1; power <= 1022; power++) {
  POWERS[1022 + power] = POWERS[1021 + power]! * 2;
  POWERS[1022 - power] = POWERS[1023 - power]! / 2;
}
POWERS[2045] = POWERS[2044]! * 2;

/** e^(j ln 2 / 256) for j from 0 to 255. */
const FRACTIONS = Float64Array.from({ length: 256 }, (_, index) => taylor((index / 256) * Math.LN2));

/** Natural logarithm, to about one unit in the last place. Negative arguments give NaN. */
export function ln(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? Infinity : Number.NaN;
  if (x < 2.2250738585072014e-308) return ln(x * TWO_POW_54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  float[0] = x;
  let exponent = (words[HIGH]! >>> 20) - 1023;
  let mantissa = exponent < 1023 ? x * POWERS[1022 - exponent]! : x * 0.5 * POWERS[0]!;
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent++;
  }
  // ln m = 2 atanh(s) with |s| <= 0.1716, whose series is exhausted after eleven terms.
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  let sum = 2 / 23;
  sum = sum * z + 2 / 21;
  sum = sum * z + 2 / 19;
  sum = sum * z + 2 / 17;
  sum = sum * z + 2 / 15;
  sum = sum * z + 2 / 13;
  sum = sum * z + 2 / 11;
  sum = sum * z + 2 / 9;
  sum = sum * z + 2 / 7;
  sum = sum * z + 2 / 5;
  sum = sum * z + 2 / 3;
  // f - s (f - sum z) equals 2 s + s sum z, without losing the low bits of 2 s.
  return exponent * LN2_HIGH + (f - (s * (f - sum * z) - exponent * LN2_LOW));
}

/** e to the power of x, to about two units in the last place. */
export function exp(x: number): number {
  if (!(x >= -708 && x <= 709)) return extremeExp(x);
  // x = (256 power + index) ln 2 / 256 + r with |r| <= 0.00136, where r^5 / 120 is below a unit in the last place.
  const steps = Math.floor(x * (256 * Math.LOG2E) + 0.5);
  const r = x - steps * (LN2_HIGH / 256) - steps * (LN2_LOW / 256);
  const power = Math.floor(steps / 256);
  const fraction = FRACTIONS[steps - 256 * power]!;
  const growth = r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24))));
  return (fraction + fraction * growth) * POWERS[1022 + power]!;
}

/** A positive base to any power. */
export function pow(base: number, exponent: number): number {
  return exp(exponent * ln(base));
}

/** Where the result or its factor 2^n leaves the normal range. */
function extremeExp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x > 0) return exp(x - 1) * Math.E;
  if (x < -745.1332191019412) return 0;
  return x < 0 ? exp(x + 64) * E_POW_MINUS_64 : x;
}

/** The series of e^x for x from 0 to ln 2, exhausted after 19 terms. */
function taylor(x: number): number {
  let sum = 1;
  for (let term = 19; term >= 1; term--) sum = 1 + (x / term) * sum;
  return sum;
}
