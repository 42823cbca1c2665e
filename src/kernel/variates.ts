import { exp, ln, pow } from './elementary.ts';
import type { Rng } from './random.ts';

/** Beyond this mean, rejection is cheaper than counting up. */
const POISSON_REJECTION_MEAN = 30;

/**
 * A Poisson count. Small means by inversion with one draw; large ones by transformed rejection (PTRS, W. Hörmann,
 * Insurance: Mathematics and Economics 12, 1993).
 */
export function poisson(rng: Rng, mean: number): number {
  if (!(mean >= 0)) throw new RangeError(`poisson(${mean}): the mean is not a number from 0`);
  return mean < POISSON_REJECTION_MEAN ? poissonByInversion(rng, mean) : poissonByRejection(rng, mean);
}

function poissonByInversion(rng: Rng, mean: number): number {
  let rest = rng.uniform53();
  let probability = exp(-mean);
  let count = 0;
  // The bound is out of reach (200 at a mean of 30 has a chance of 1e-90): it guards against rounding alone.
  while (rest >= probability && count < 200) {
    rest -= probability;
    count++;
    probability *= mean / count;
  }
  return count;
}

function poissonByRejection(rng: Rng, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const lnMean = ln(mean);
  for (;;) {
    const u = rng.uniform53() - 0.5;
    const v = 1 - rng.uniform53();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    if (ln(v) + ln(inverseAlpha) - ln(a / (us * us) + b) <= count * lnMean - mean - lnFactorial(count)) return count;
  }
}

/** Logarithm of n!, by Stirling's series, exact to 1e-12 for every count. */
function lnFactorial(n: number): number {
  let x = n + 1;
  let product = 1;
  while (x < 10) product *= x++;
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680))));
  return (x - 0.5) * ln(x) - x + 0.9189385332046727 + series - ln(product);
}

/** A gamma variate of scale 1 (G. Marsaglia and W. W. Tsang, ACM Transactions on Mathematical Software 26, 2000). */
export function gamma(rng: Rng, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`gamma(${shape}): the shape is not positive`);
  if (shape < 1) {
    // Shapes below 1 are a power of a uniform times the variate of the next shape.
    const whole = gamma(rng, shape + 1);
    return whole * pow(1 - rng.uniform53(), 1 / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = rng.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - rng.uniform53();
    if (u < 1 - 0.0331 * x * x * x * x || ln(u) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v;
  }
}

/** A beta variate from two gamma variates. */
export function beta(rng: Rng, alpha: number, betaShape: number): number {
  const x = gamma(rng, alpha);
  const sum = x + gamma(rng, betaShape);
  // Both vanish only for tiny shapes, where the distribution is a coin between 0 and 1.
  return sum > 0 ? x / sum : Number(rng.chance(alpha / (alpha + betaShape)));
}
