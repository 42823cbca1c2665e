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
    repayment: 2,
    marketplace: 1,
    club: 1,
  }),
  /** Between them, when it is hundreds of euros or more. */
  friendsMuch: words(26, {
    loan: 4,
    repayment: 4,
    holiday: 3,
    shared_bills: 3,
    gift: 3,
    thanks: 2,
    car: 2,
    deposit: 2,
    furniture: 2,
    savings: 2,
    invoice: 2,
  }),
  /** For something second-hand. */
  purchase: words(18, { marketplace: 10, tickets: 3, furniture: 3, car: 2, order: 4, deposit: 2, holiday: 1 }),
  /** For something second-hand that costs as much as a month's rent. */
  purchaseMuch: words(12, { car: 6, furniture: 4, deposit: 4, marketplace: 3, order: 3, holiday: 2 }),
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
  /** What criminals write who want to be taken for anybody. */
  anything: words(22, {
    invoice: 14,
    savings: 4,
    shared_bills: 4,
    thanks: 4,
    dinner: 4,
    order: 3,
    gift: 2,
    holiday: 2,
    club: 2,
    birthday: 2,
    school: 1,
  }),
} as const;
export type Occasion = 'friends' | 'purchase' | 'invoice' | 'anything';

/** From here on a sum between friends, or for something second-hand, is a large one. */
const MUCH_CENTS = { friends: 25_000, purchase: 80_000 } as const;

/** The words that fit an occasion and a sum. */
export function wordsFor(occasion: Occasion, cents: number): keyof typeof remittanceWords {
  if (occasion === 'invoice' || occasion === 'anything' || cents < MUCH_CENTS[occasion]) return occasion;
  return occasion === 'friends' ? 'friendsMuch' : 'purchaseMuch';
}

/** Draws a word, or nothing. */
export function remittanceWord(occasion: Occasion, cents: number, rng: Rng): { readonly reference?: Reference } {
  const list = remittanceWords[wordsFor(occasion, cents)];
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
