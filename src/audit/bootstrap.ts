import { Rng, streamKey } from '../kernel/random.ts';

/** Draws of campaigns with replacement. */
const REPLICATES = 500;

/** Share of the replicates that an interval holds. */
export const LEVEL = 0.95;

export type Interval = readonly [low: number, high: number];

/** What is drawn: to which campaign each row of fraud belongs. */
export interface Campaigns {
  readonly campaigns: Int32Array;
  readonly campaignCount: number;
}

/**
 * The campaign bootstrap: an interval for a statistic of the rows of fraud, if the criminals had run other campaigns of
 * the same kind. Rows of a campaign come and go together, because they resemble each other; honest rows stay.
 *
 * `statistic` gets a weight for each row of fraud: how often its campaign was drawn. With `comparisons`, each of that
 * many intervals is so wide that all of them hold at once (Bonferroni).
 */
export function bootstrap(
  { campaigns, campaignCount }: Campaigns,
  statistic: (weights: Float64Array) => number,
  comparisons = 1,
): Interval {
  const rng = new Rng();
  const key = streamKey('audit', 'bootstrap');
  const drawn = new Int32Array(campaignCount);
  const weights = new Float64Array(campaigns.length);
  const values = new Float64Array(REPLICATES);
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    rng.seek(key, replicate, 0);
    drawn.fill(0);
    for (let draw = 0; draw < campaignCount; draw++) drawn[rng.below(campaignCount)]!++;
    for (let place = 0; place < weights.length; place++) weights[place] = drawn[campaigns[place]!]!;
    values[replicate] = statistic(weights);
  }
  values.sort();
  const tail = (1 - LEVEL) / 2 / comparisons;
  const at = (share: number) => values[Math.min(REPLICATES - 1, Math.max(0, Math.floor(share * REPLICATES)))]!;
  return [at(tail), at(1 - tail)];
}

/** Weights of the data as they are. */
export function unweighted(count: number): Float64Array {
  return new Float64Array(count).fill(1);
}
