import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatasetError } from '../analysis/dataset-error.ts';
import { type Format, formatCell } from './format-cell.ts';
import type { Scorecard } from './scorecard.ts';

/** Headline numbers of a comparison: columns of `stress_summary`. */
const figures: Readonly<Record<string, readonly [title: string, format: Format]>> = {
  mode: ['mode', 'text'],
  decisions: ['decisions', 'count'],
  cost: ['net cost, EUR', 'money'],
  lost: ['victims lost, EUR', 'money'],
  recall: ['campaigns hindered', 'share'],
  payment_recall: ['fraudulent payments refused', 'share'],
  value_recall: ['of the money tried, refused', 'share'],
  median_hours: ['median hours to detect', 'number'],
  honest_refused_share: ['honest payments refused', 'share'],
  step_ups: ['step-ups', 'count'],
  customers_lost: ['customers lost', 'count'],
  alerts: ['alerts', 'count'],
  alert_precision: ['alerts that were right', 'share'],
  precision_at_k: ['precision at the daily budget', 'share'],
};

/**
 * The scorecards of several tests side by side: a row a figure, a column a test; with what each saves against the first.
 *
 * @throws DatasetError when a directory holds no scorecard.
 */
export function compare(directories: readonly string[]): { readonly head: string[]; readonly rows: string[][] } {
  const summaries = directories.map((directory) => readScorecardFile(directory).summary);
  const rows = Object.entries(figures).map(([name, [title, format]]) => [
    title,
    ...summaries.map((summary) => formatCell(summary[name], format)),
  ]);
  const first = Number(summaries[0]?.cost);
  const saved = [
    'saves against the first, EUR',
    ...summaries.map(({ cost }) => formatCell(first - Number(cost), 'money')),
  ];
  return { head: ['', ...summaries.map(({ detector }) => String(detector))], rows: [...rows, saved] };
}

/** Reads the scorecard that a test has written. */
export function readScorecardFile(directory: string): Scorecard {
  const file = join(directory, 'stress', 'scorecard.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Scorecard;
  } catch (error) {
    const remedy = 'name a directory that `fraudworld stress -o` has written';
    throw new DatasetError(directory, 'has no stress/scorecard.json', remedy, { cause: error });
  }
}
