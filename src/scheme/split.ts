import type { Rng } from '../kernel/random.ts';

/**
 * Splits a sum into parts of random size (Dirichlet): about equal for an `evenness` far above 1, all shapes for 1. The
 * parts are whole cents and add up to `cents`.
 */
export function split(cents: number, parts: number, evenness: number, rng: Rng): number[] {
  const weights = Array.from({ length: parts }, () => rng.gamma(evenness));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let rest = Math.floor(cents);
  return weights.map((weight, index) => {
    const part = index === parts - 1 ? rest : Math.min(rest, Math.floor((cents * weight) / sum));
    rest -= part;
    return part;
  });
}
