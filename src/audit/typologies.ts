import type { AuditSubject } from './subject.ts';

/** The typologies of some rows of fraud, most frequent first: ` (card_testing 120, cycle 3)`; nothing if unknown. */
export function describeTypologies({ typologies }: AuditSubject, hits: Uint8Array): string {
  const counts = new Map<string, number>();
  for (const [place, name] of typologies.entries()) {
    if (hits[place] === 1 && name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = [...counts].sort(([, left], [, right]) => right - left).slice(0, 3);
  return most.length === 0 ? '' : ` (${most.map(([name, count]) => `${name} ${count}`).join(', ')})`;
}
