import { closest, distance } from 'fastest-levenshtein';

const LONGEST_COMPARED = 80;

/**
 * The valid name that a misspelt one most likely meant, or `undefined` if none is close.
 *
 * @example nearestName('fan-inn', ['fan_in', 'cycle']) // 'fan_in'
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || name.length > LONGEST_COMPARED) return undefined;
  const plain = name.trim().toLowerCase();
  const folded = candidates.map(fold);
  const best = closest(fold(plain), folded);
  const allowedEdits = Math.max(2, Math.floor(best.length / 3));
  if (distance(fold(plain), best) > Math.min(allowedEdits, best.length - 1)) return undefined;
  return candidates[folded.indexOf(best)];
}

/** `; did you mean fan_in?`, or nothing. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('-', '_').replaceAll(' ', '_');
}
