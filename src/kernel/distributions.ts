import { exp, pow } from './elementary.ts';
import { normalQuantile } from './normal-quantile.ts';
import { QuantileTable } from './quantile-table.ts';

export { AliasTable } from './alias-table.ts';
export { type Quantile, QuantileTable } from './quantile-table.ts';

/**
 * Zipf's law as weights for an AliasTable: rank r (from 1) has the weight 1 / r^exponent, index 0 being the most popular.
 */
export function zipfWeights(count: number, exponent: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => pow(index + 1, -exponent));
}

/** A log-normal by table: cheaper than `rng.logNormal` where the same one is drawn often, and cut at both ends. */
export function logNormalTable(median: number, sigma: number, cells = 1024): QuantileTable {
  return QuantileTable.fromFunction((probability) => median * exp(sigma * normalQuantile(probability)), cells);
}
