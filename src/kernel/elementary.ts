/**
 * Logarithm, exponential and power from +, -, *, / alone. IEEE 754 makes those exact to the bit everywhere, whereas the
 * last bits of `Math.log`, `Math.exp` and `Math.pow` differ between engines, and with them the data of a seed.
 */

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_POW_54 = 18014398509481984;

/** Natural logarithm, to about one unit in the last place. Negative arguments give NaN. */
export function ln(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x === Infinity ? x : Number.NaN;
  if (x < 2.2250738585072014e-308) return ln(x * TWO_POW_54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  float[0] = x;
  let exponent = (words[HIGH]! >>> 20) - 1023;
  words[HIGH] = (words[HIGH]! & 0xfffff) | 0x3ff00000;
  let mantissa = float[0]!;
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

/** e to the power of x, to about one unit in the last place. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const power = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - power * LN2_HIGH - power * LN2_LOW;
  // Taylor series: |r| <= 0.347, and 0.347^14 / 14! is below a unit in the last place.
  let sum = 1 / 6227020800;
  sum = sum * r + 1 / 479001600;
  sum = sum * r + 1 / 39916800;
  sum = sum * r + 1 / 3628800;
  sum = sum * r + 1 / 362880;
  sum = sum * r + 1 / 40320;
  sum = sum * r + 1 / 5040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  sum = sum * r + 0.5;
  sum = sum * r * r + r + 1;
  if (power > 1022) return sum * powerOfTwo(1022) * powerOfTwo(power - 1022);
  if (power < -1022) return sum * powerOfTwo(power + 54) * (1 / TWO_POW_54);
  return sum * powerOfTwo(power);
}

/** A positive base to any power. */
export function pow(base: number, exponent: number): number {
  return exp(exponent * ln(base));
}

/** 2 to the power of an integer from -1022 to 1023. */
function powerOfTwo(exponent: number): number {
  words[HIGH] = (exponent + 1023) << 20;
  words[1 - HIGH] = 0;
  return float[0]!;
}
