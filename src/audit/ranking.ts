/** Where the rows of fraud stand when all rows are ordered by a score. */
export interface Ranking {
  /** By row of fraud: the share of honest rows with a lower score, ties counted by half. */
  readonly outranked: Float64Array;
  /** By row of fraud: honest rows with the same or a higher score. */
  readonly honestAbove: Float64Array;
  /** Rows of fraud, by place, from the highest score down. */
  readonly order: Int32Array;
  /** By row of fraud. */
  readonly scores: Float64Array;
}

/** Ranks the scores of fraud among those of honest rows. */
export function rank(fraud: Float64Array, honest: Float64Array): Ranking {
  const sorted = honest.slice().sort();
  const outranked = new Float64Array(fraud.length);
  const honestAbove = new Float64Array(fraud.length);
  for (const [place, score] of fraud.entries()) {
    const below = countBelow(sorted, score, false);
    const notAbove = countBelow(sorted, score, true);
    outranked[place] = sorted.length === 0 ? 0.5 : (below + notAbove) / 2 / sorted.length;
    honestAbove[place] = sorted.length - below;
  }
  const order = Int32Array.from(fraud.keys()).sort((left, right) => fraud[right]! - fraud[left]!);
  return { outranked, honestAbove, order, scores: fraud };
}

/** Area under the ROC curve, with a weight for each row of fraud. */
export function rocAuc({ outranked }: Ranking, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let place = 0; place < outranked.length; place++) {
    sum += weights[place]! * outranked[place]!;
    total += weights[place]!;
  }
  return total === 0 ? 0.5 : sum / total;
}

/** Average precision (the area under the precision-recall curve, by steps), with a weight for each row of fraud. */
export function averagePrecision({ order, honestAbove, scores }: Ranking, weights: Float64Array): number {
  let [sum, found] = [0, 0];
  for (let from = 0; from < order.length; ) {
    let to = from;
    let gain = 0;
    const score = scores[order[from]!];
    for (; to < order.length && scores[order[to]!] === score; to++) gain += weights[order[to]!]!;
    found += gain;
    if (gain > 0) sum += gain * (found / (found + honestAbove[order[from]!]!));
    from = to;
  }
  return found === 0 ? 0 : sum / found;
}

/** Sorted values below `value`, or not above it. */
function countBelow(sorted: Float64Array, value: number, isInclusive: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] as number;
    if (other < value || (isInclusive && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
