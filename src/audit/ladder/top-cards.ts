import type { AuditSubject } from '../subject.ts';

/** Cards that investigators look at each day. */
const CARDS_A_DAY = 100;

/** Precision among the cards with the highest score of each day, and what a perfect detector would reach. */
export interface TopCards {
  readonly precision: number;
  readonly ceiling: number;
}

/** Ranks, day by day, the cards of some rows by their highest score. A card is a hit when it has fraud that day. */
export function topCards(
  { days, isFraud }: AuditSubject,
  rows: Int32Array,
  scores: Float64Array,
  cards: Float64Array,
): TopCards {
  const byDay = new Map<number, Map<number, { score: number; isFraud: boolean }>>();
  for (const [at, row] of rows.entries()) {
    if (Number.isNaN(cards[row]!)) continue;
    const ofDay = byDay.get(days[row]!) ?? new Map<number, { score: number; isFraud: boolean }>();
    byDay.set(days[row]!, ofDay);
    const card = ofDay.get(cards[row]!) ?? { score: Number.NEGATIVE_INFINITY, isFraud: false };
    card.score = Math.max(card.score, scores[at]!);
    card.isFraud ||= isFraud[row] === 1;
    ofDay.set(cards[row]!, card);
  }
  let [hits, possible] = [0, 0];
  for (const ofDay of byDay.values()) {
    const ranked = [...ofDay.values()].sort((left, right) => right.score - left.score);
    hits += ranked.slice(0, CARDS_A_DAY).filter((card) => card.isFraud).length;
    possible += Math.min(CARDS_A_DAY, ranked.filter((card) => card.isFraud).length);
  }
  const looks = Math.max(1, byDay.size * CARDS_A_DAY);
  return { precision: hits / looks, ceiling: possible / looks };
}
