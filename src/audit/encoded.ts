import type { BinnedColumn } from './binned-column.ts';
import type { Ranking } from './ranking.ts';
import type { AuditSubject } from './subject.ts';

/** Rows by which the rate of a bin is drawn towards the rate of all. */
const PRIOR_ROWS = 20;

/** By the fraud rate of the bin, or by the order of bins alone. */
export type Encoding = 'rate' | 'order';

/**
 * Ranks rows by the fraud rate of their bin, as measured on the other half of the data: what a model that sees nothing
 * but this column can do at best. Campaigns lie in one half or the other, so that a long one does not vouch for itself.
 * By order, a larger value is the more suspicious one.
 *
 * With `strata`, fraud is compared with honest rows of its own stratum, by the rates of that stratum.
 */
export function rankByRate(
  subject: AuditSubject,
  column: BinnedColumn,
  { strata, encode = 'rate' }: { readonly strata?: BinnedColumn; readonly encode?: Encoding } = {},
): Ranking {
  const { rows, isFraud, fraudRows, campaigns } = subject;
  const bins = Array.from({ length: column.count }, (_, bin) => bin);
  const cells = (strata?.count ?? 1) * column.count;
  const cellOf = (row: number) => (strata === undefined ? 0 : strata.bins[row]! * column.count) + column.bins[row]!;
  const honest = new Float64Array(2 * cells);
  for (let row = 0; row < rows; row++) if (isFraud[row] === 0) honest[honestHalf(row) * cells + cellOf(row)]!++;
  const fraud = new Float64Array(2 * cells);
  for (const [place, row] of fraudRows.entries()) fraud[(campaigns[place]! & 1) * cells + cellOf(row)]!++;

  const ranking: Ranking = {
    outranked: new Float64Array(fraudRows.length),
    honestAbove: new Float64Array(fraudRows.length),
    order: Int32Array.from(fraudRows.keys()),
    scores: new Float64Array(fraudRows.length),
  };
  for (let stratum = 0; stratum < (strata?.count ?? 1); stratum++) {
    const first = stratum * column.count;
    for (const half of [0, 1]) {
      const scores = encode === 'order' ? bins : rates(honest, fraud, (1 - half) * cells + first, column.count);
      const standing = standings(scores, honest.subarray(half * cells + first, half * cells + first + column.count));
      for (const [place, row] of fraudRows.entries()) {
        if ((campaigns[place]! & 1) !== half || (strata?.bins[row] ?? 0) !== stratum) continue;
        const { outranked, above } = standing[column.bins[row]!]!;
        ranking.outranked[place] = outranked;
        // Half of the honest rows stand for all of them.
        ranking.honestAbove[place] = 2 * above;
        ranking.scores[place] = -above;
      }
    }
  }
  ranking.order.sort((left, right) => ranking.scores[right]! - ranking.scores[left]!);
  return ranking;
}

/** A half that has nothing to do with the order of rows, their ids or their time. */
function honestHalf(row: number): number {
  return Math.imul(row ^ (row >>> 15), 0x2c1b3c6d) >>> 31;
}

function rates(honest: Float64Array, fraud: Float64Array, from: number, count: number): number[] {
  const total = (table: Float64Array) => table.subarray(from, from + count).reduce((sum, each) => sum + each, 0);
  const prior = (total(fraud) + 1) / (total(honest) + total(fraud) + 2);
  return Array.from({ length: count }, (_, bin) => {
    const [bad, good] = [fraud[from + bin]!, honest[from + bin]!];
    return (bad + PRIOR_ROWS * prior) / (bad + good + PRIOR_ROWS);
  });
}

/** For each cell: the share of honest rows in lower cells, ties by half, and those not below it. */
function standings(scores: readonly number[], counts: Float64Array): { outranked: number; above: number }[] {
  const total = counts.reduce((sum, each) => sum + each, 0);
  return scores.map((score) => {
    let [below, equal] = [0, 0];
    for (const [cell, other] of scores.entries()) {
      if (other < score) below += counts[cell]!;
      else if (other === score) equal += counts[cell]!;
    }
    return { outranked: total === 0 ? 0.5 : (below + equal / 2) / total, above: total - below };
  });
}
