/**
 * Statistics of samples, each as a number of standard deviations, so that |z| < 4 is what fixed seeds may show once in
 * 16,000 tests.
 */

/** Pearson's chi-square of counts against expected counts, as a z-score (exact enough from about 10 cells). */
export function chiSquareZ(counts: ArrayLike<number>, expected: (cell: number) => number): number {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell++) sum += (counts[cell]! - expected(cell)) ** 2 / expected(cell);
  const freedom = counts.length - 1;
  // Wilson and Hilferty: the cube root of chi-square is nearly normal.
  return (Math.cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

/** {@link chiSquareZ} of cells that should be equally full. */
export function uniformityZ(counts: ArrayLike<number>): number {
  let total = 0;
  for (let cell = 0; cell < counts.length; cell++) total += counts[cell]!;
  return chiSquareZ(counts, () => total / counts.length);
}

/** Kolmogorov-Smirnov distance times the root of the sample size: 2.3 is exceeded once in 20,000 samples. */
export function kolmogorov(sample: readonly number[], distribution: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  let distance = 0;
  for (const [index, x] of sorted.entries()) {
    const share = distribution(x);
    distance = Math.max(distance, (index + 1) / sorted.length - share, share - index / sorted.length);
  }
  return distance * Math.sqrt(sorted.length);
}

export function mean(sample: readonly number[]): number {
  return sample.reduce((sum, x) => sum + x, 0) / sample.length;
}

export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const meanX = mean(xs);
  const meanY = mean(ys);
  const product = mean(xs.map((x, index) => (x - meanX) * (ys[index]! - meanY)));
  return product / Math.sqrt(mean(xs.map((x) => (x - meanX) ** 2)) * mean(ys.map((y) => (y - meanY) ** 2)));
}

/** Standard normal distribution function, to 1e-14: the series about 0, the continued fraction in the tails. */
export function normalDistribution(x: number): number {
  const size = Math.abs(x);
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (size < 2) {
    let term = size;
    let sum = size;
    for (let power = 3; term > 1e-18; power += 2) {
      term *= (size * size) / power;
      sum += term;
    }
    return 0.5 + Math.sign(x) * density * sum;
  }
  let fraction = 0;
  for (let depth = 500; depth >= 1; depth--) fraction = depth / (size + fraction);
  const tail = density / (size + fraction);
  return x < 0 ? tail : 1 - tail;
}
