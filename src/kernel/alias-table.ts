import type { Rng } from './random.ts';

/** Up to this many entries one 32-bit draw leaves at least 20 bits for the choice within a column. */
const ONE_DRAW_ENTRIES = 4096;

/**
 * Draws an index with probability proportional to its weight, at a cost that does not depend on the number of weights
 * (A. J. Walker's alias method as built by M. D. Vose, 1991).
 *
 * ```ts
 * const rails = new AliasTable([70, 25, 5]);
 * rails.draw(rng); // 0 in 70 % of draws
 * ```
 */
export class AliasTable {
  /** Number of weights. */
  readonly length: number;
  private readonly keep: Float64Array;
  private readonly alias: Int32Array;

  /** Throws a RangeError when a weight is negative or not finite, or when none is positive. */
  constructor(weights: ArrayLike<number>) {
    const { keep, alias } = aliasColumns(weights);
    this.length = weights.length;
    this.keep = keep;
    this.alias = alias;
  }

  /** An index; one draw for up to 4,096 weights, else two. */
  draw(rng: Rng): number {
    return this.at(this.length <= ONE_DRAW_ENTRIES ? rng.uniform() : rng.uniform53());
  }

  /** The index that a number in [0, 1) stands for; for draws that come from a hash. */
  at(uniform: number): number {
    const position = uniform * this.length;
    const column = Math.floor(position);
    return position - column < this.keep[column]! ? column : this.alias[column]!;
  }
}

/** For each index the share of its column that is its own, and the index to which the rest belongs. Throws as `AliasTable`. */
export function aliasColumns(weights: ArrayLike<number>): { readonly keep: Float64Array; readonly alias: Int32Array } {
  const length = weights.length;
  const total = totalWeight(weights);
  const keep = new Float64Array(length);
  const alias = new Int32Array(length);
  const poor: number[] = [];
  const rich: number[] = [];
  for (let index = 0; index < length; index++) {
    keep[index] = (weights[index]! / total) * length;
    (keep[index]! < 1 ? poor : rich).push(index);
  }
  while (poor.length > 0 && rich.length > 0) {
    const giving = rich[rich.length - 1]!;
    const taking = poor.pop()!;
    alias[taking] = giving;
    keep[giving] = keep[giving]! - (1 - keep[taking]!);
    if (keep[giving]! < 1) poor.push(rich.pop()!);
  }
  // What rounding leaves over has a weight of one column, unless it has none at all.
  const heaviest = indexOfHeaviest(weights);
  for (const index of [...poor, ...rich]) {
    alias[index] = heaviest;
    keep[index] = weights[index] === 0 ? 0 : 1;
  }
  return { keep, alias };
}

function totalWeight(weights: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index]!;
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`weights[${index}]: ${weight} is not a weight`);
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) throw new RangeError(`weights: their sum ${total} is not positive and finite`);
  return total;
}

function indexOfHeaviest(weights: ArrayLike<number>): number {
  let heaviest = 0;
  for (let index = 1; index < weights.length; index++) if (weights[index]! > weights[heaviest]!) heaviest = index;
  return heaviest;
}
