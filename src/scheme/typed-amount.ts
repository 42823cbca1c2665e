import type { Rng } from '../kernel/random.ts';

const EURO = 100;

/**
 * What somebody types who wants to pay about `cents`: mostly a round sum, sometimes whole euros, now and then odd
 * cents. Never more than `cents`, and at least one euro. `care` (0 to 1) makes odd sums likelier.
 *
 * The shares are assumptions; they are close to those of honest transfers between people.
 */
export function typedCents(cents: number, care: number, rng: Rng): number {
  const draw = rng.uniform();
  const odd = 0.3 + 0.3 * care;
  if (draw < odd) return atLeastOneEuro(Math.floor(cents));
  if (draw < odd + 0.14) return floorTo(cents, EURO);
  if (draw < odd + 0.3) return floorTo(cents, cents < 50 * EURO ? EURO : 10 * EURO);
  return floorTo(cents, roundStep(cents));
}

/** Cash comes in notes, 20 euros at least: a multiple of 10 euros, often of 50. */
export function notesCents(cents: number, rng: Rng): number {
  const step = cents >= 200 * EURO && rng.chance(0.6) ? 50 * EURO : 10 * EURO;
  return Math.max(20 * EURO, Math.floor(cents / step) * step);
}

/** Round sums are coarser the larger they are. */
function roundStep(cents: number): number {
  if (cents >= 2_000 * EURO) return 100 * EURO;
  if (cents >= 300 * EURO) return 50 * EURO;
  return cents >= 40 * EURO ? 10 * EURO : 5 * EURO;
}

function floorTo(cents: number, step: number): number {
  return cents < step ? atLeastOneEuro(Math.floor(cents)) : Math.floor(cents / step) * step;
}

function atLeastOneEuro(cents: number): number {
  return Math.max(EURO, cents);
}
