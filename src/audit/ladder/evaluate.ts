import { bootstrap, type Interval, unweighted } from '../bootstrap.ts';
import { averagePrecision, rank, rocAuc } from '../ranking.ts';
import type { AuditSubject } from '../subject.ts';
import { type TopCards, topCards } from './top-cards.ts';

/** Alerts that the bank can look at, as a share of the rows. */
export const ALERT_BUDGET = 0.005;

export interface Figure {
  readonly value: number;
  readonly interval: Interval;
}

/** How well a detector does on the test part. */
export interface Evaluation {
  readonly rocAuc: Figure;
  readonly averagePrecision: Figure;
  /** Average precision over the prevalence of the test part. */
  readonly lift: number;
  readonly fraudRows: number;
  readonly prevalence: number;
  readonly topCards: TopCards | null;
  /** Recall when `ALERT_BUDGET` of the rows are looked at: in all, and by typology. */
  readonly recall: Figure;
  readonly recallByTypology: Readonly<Record<string, number>>;
}

/** Evaluates the scores of some rows; `cards` are the payer's card, or else the payer, by row of the data. */
export function evaluate(
  subject: AuditSubject,
  rows: Int32Array,
  scores: Float64Array,
  cards: Float64Array | null,
): Evaluation {
  const { isFraud, fraudRows } = subject;
  const placeOf = new Map([...fraudRows].map((row, place) => [row, place]));
  const places = Int32Array.from(
    rows.filter((row) => isFraud[row] === 1),
    (row) => placeOf.get(row)!,
  );
  const fraudScores = scores.filter((_, at) => isFraud[rows[at]!] === 1);
  const ranking = rank(
    fraudScores,
    scores.filter((_, at) => isFraud[rows[at]!] === 0),
  );
  const campaigns = {
    campaigns: places.map((place) => subject.campaigns[place]!),
    campaignCount: subject.campaignCount,
  };
  const dense = renumber(campaigns.campaigns);
  const figure = (statistic: (weights: Float64Array) => number): Figure => ({
    value: statistic(unweighted(places.length)),
    interval: bootstrap(dense, statistic),
  });
  const threshold = scores.slice().sort()[Math.floor((1 - ALERT_BUDGET) * scores.length)]!;
  const found = Float64Array.from(fraudScores, (score) => (score > threshold ? 1 : 0));
  const precision = figure((weights) => averagePrecision(ranking, weights));
  const prevalence = places.length / rows.length;
  return {
    rocAuc: figure((weights) => rocAuc(ranking, weights)),
    averagePrecision: precision,
    lift: precision.value / prevalence,
    fraudRows: places.length,
    prevalence,
    topCards: cards === null ? null : topCards(subject, rows, scores, cards),
    recall: figure((weights) => ratio(found, weights)),
    recallByTypology: byTypology(subject, places, found),
  };
}

/** Campaigns of the test part, numbered from 0: only these are drawn. */
function renumber(campaigns: Int32Array): { campaigns: Int32Array; campaignCount: number } {
  const numbers = new Map([...new Set(campaigns)].map((campaign, index) => [campaign, index]));
  return { campaigns: campaigns.map((campaign) => numbers.get(campaign)!), campaignCount: numbers.size };
}

function ratio(found: Float64Array, weights: Float64Array): number {
  let [hits, all] = [0, 0];
  for (let place = 0; place < weights.length; place++) {
    hits += found[place]! * weights[place]!;
    all += weights[place]!;
  }
  return all === 0 ? 0 : hits / all;
}

function byTypology({ typologies }: AuditSubject, places: Int32Array, found: Float64Array): Record<string, number> {
  const names = [...new Set(Array.from(places, (place) => typologies[place]!))].filter((name) => name !== '').sort();
  return Object.fromEntries(
    names.map((name) => {
      return [
        name,
        ratio(
          found,
          Float64Array.from(places, (place) => (typologies[place] === name ? 1 : 0)),
        ),
      ];
    }),
  );
}
