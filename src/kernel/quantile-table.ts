import type { Rng } from './random.ts';

/** A point of a distribution: the value below which the share `probability` lies. */
export interface Quantile {
  readonly probability: number;
  readonly value: number;
}

/**
 * Draws from any distribution on a line by its quantiles at evenly spaced probabilities, straight lines in between. No
 * draw lies outside the first and the last value.
 *
 * ```ts
 * const basketCents = new QuantileTable([300, 1_200, 2_500, 4_800, 19_000]); // minimum, quartiles, maximum
 * basketCents.draw(rng);
 * ```
 */
export class QuantileTable {
  /** The quantiles at evenly spaced probabilities. */
  readonly values: Float64Array;
  private readonly cells: number;

  /** Values at the probabilities 0, 1/n, 2/n ... 1. Throws a RangeError unless there are two and they never fall. */
  constructor(values: ArrayLike<number>) {
    if (values.length < 2) throw new RangeError(`quantiles: ${values.length} values are fewer than 2`);
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!;
      if (!Number.isFinite(value)) throw new RangeError(`quantiles[${index}]: ${value} is not a finite number`);
      if (index > 0 && value < values[index - 1]!) {
        throw new RangeError(`quantiles[${index}]: ${value} is less than the value before, ${values[index - 1]}`);
      }
    }
    this.values = Float64Array.from(values);
    this.cells = values.length - 1;
  }

  /**
   * A table of a quantile function. Each end that is infinite is cut at the middle of the outermost cell, so 1,024 cells
   * keep a normal within 3.3 standard deviations.
   */
  static fromFunction(quantile: (probability: number) => number, cells = 1024): QuantileTable {
    const values = Float64Array.from({ length: cells + 1 }, (_, index) => quantile(index / cells));
    if (!Number.isFinite(values[0]!)) values[0] = quantile(0.5 / cells);
    if (!Number.isFinite(values[cells]!)) values[cells] = quantile(1 - 0.5 / cells);
    return new QuantileTable(values);
  }

  /** A table of published quantiles at any probabilities, the first 0 and the last 1; straight lines in between. */
  static fromQuantiles(quantiles: readonly Quantile[], cells = 1024): QuantileTable {
    if (quantiles.length < 2) throw new RangeError(`quantiles: ${quantiles.length} are fewer than 2`);
    for (const [index, { probability }] of quantiles.entries()) {
      const isInOrder = index === 0 ? probability === 0 : probability > quantiles[index - 1]!.probability;
      const isLast = index === quantiles.length - 1;
      if (!isInOrder || (isLast && probability !== 1) || probability > 1) {
        throw new RangeError(`quantiles[${index}].probability: ${probability} is out of order, from 0 rising to 1`);
      }
    }
    return QuantileTable.fromFunction((probability) => interpolate(quantiles, probability), cells);
  }

  /** A value; one draw. */
  draw(rng: Rng): number {
    return this.at(rng.uniform());
  }

  /** The value that a number in [0, 1) stands for. */
  at(uniform: number): number {
    const position = uniform * this.cells;
    const cell = Math.floor(position);
    const low = this.values[cell]!;
    return low + (position - cell) * (this.values[cell + 1]! - low);
  }
}

function interpolate(quantiles: readonly Quantile[], probability: number): number {
  const above = quantiles.findIndex((quantile) => quantile.probability >= probability);
  const high = quantiles[above]!;
  const low = quantiles[above - 1];
  if (low === undefined) return high.value;
  const share = (probability - low.probability) / (high.probability - low.probability);
  return low.value + share * (high.value - low.value);
}
