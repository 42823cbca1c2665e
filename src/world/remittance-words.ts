import type { Rng } from '../kernel/random.ts';
import type { Reference } from '../schema/vocabularies.ts';

/**
 * What people write beside their payments, by what they pay for; the more frequent a word, the more often it stands here,
 * and about half write nothing. Honest people and criminals draw from the same lists. Shares are assumptions.
 */
export const remittanceWords = {
  /** Between people who know each other. */
  friends: words(22, {
    dinner: 6,
    thanks: 6,
    gift: 3,
    birthday: 3,
    tickets: 3,
    holiday: 3,
    shared_bills: 4,
    loan: 2,
    repayment: 3,
    marketplace: 1,
    car: 1,
    deposit: 1,
    furniture: 1,
    club: 1,
  }),
  /** For something second-hand. */
  purchase: words(18, { marketplace: 10, tickets: 3, furniture: 3, car: 2, order: 4, deposit: 2, holiday: 1 }),
  /** For work and goods against an invoice. */
  invoice: words(6, {
    invoice: 24,
    order: 5,
    furniture: 2,
    car: 3,
    deposit: 2,
    holiday: 1,
    school: 2,
    tax: 1,
    club: 1,
  }),
} as const;
export type RemittanceWords = keyof typeof remittanceWords;

/** Draws a word, or nothing. */
export function remittanceWord(kind: RemittanceWords, rng: Rng): { readonly reference?: Reference } {
  const list = remittanceWords[kind];
  const reference = list[rng.below(list.length)];
  return reference === undefined ? {} : { reference };
}

function words(none: number, counts: Readonly<Partial<Record<Reference, number>>>): readonly (Reference | undefined)[] {
  const list: (Reference | undefined)[] = Array.from({ length: none }, () => undefined);
  for (const [word, count] of Object.entries(counts)) {
    for (let copy = 0; copy < count; copy++) list.push(word as Reference);
  }
  return list;
}
