/** Gradients, hessians and rows of a leaf by column and bin: three numbers a bin, 256 bins a column. */
export type Histogram = Float64Array;

export const BINS = 256;
const CELL = 3;

/** Sums the rows of a leaf. */
export function fillHistogram(
  histogram: Histogram,
  columns: readonly Uint8Array[],
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  histogram.fill(0);
  for (const [index, bins] of columns.entries()) {
    const base = index * BINS * CELL;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const cell = base + bins[row]! * CELL;
      histogram[cell]! += gradients[row]!;
      histogram[cell + 1]! += hessians[row]!;
      histogram[cell + 2]!++;
    }
  }
}

/** The histogram of a sibling: what the parent has beyond the other child. Overwrites the parent's. */
export function subtract(parent: Histogram, child: Histogram): Histogram {
  for (let cell = 0; cell < parent.length; cell++) parent[cell]! -= child[cell]!;
  return parent;
}

export function emptyHistogram(columns: number): Histogram {
  return new Float64Array(columns * BINS * CELL);
}

export interface Split {
  readonly gain: number;
  readonly column: number;
  readonly threshold: number;
  readonly missingLeft: boolean;
}

export interface SplitLimits {
  readonly l2: number;
  readonly leastRows: number;
  readonly leastHessian: number;
}

interface Sums {
  gradient: number;
  hessian: number;
  rows: number;
}

/** The split of a leaf that lowers the loss most, if there is one; missing values go where they fit better. */
export function bestSplit(histogram: Histogram, counts: readonly number[], limits: SplitLimits): Split | null {
  let best: Split | null = null;
  for (const [column, count] of counts.entries()) {
    const base = column * BINS * CELL;
    const total = sumOf(histogram, base, count);
    const missing = { gradient: histogram[base]!, hessian: histogram[base + 1]!, rows: histogram[base + 2]! };
    for (const missingLeft of missing.rows > 0 ? [true, false] : [false]) {
      const left: Sums = missingLeft ? { ...missing } : { gradient: 0, hessian: 0, rows: 0 };
      for (let bin = missingLeft ? 0 : 1; bin < count; bin++) {
        if (bin > 0) {
          const cell = base + bin * CELL;
          left.gradient += histogram[cell]!;
          left.hessian += histogram[cell + 1]!;
          left.rows += histogram[cell + 2]!;
        }
        if (left.rows < limits.leastRows || left.hessian < limits.leastHessian) continue;
        const [rows, hessian] = [total.rows - left.rows, total.hessian - left.hessian];
        if (rows < limits.leastRows || hessian < limits.leastHessian) break;
        const right = total.gradient - left.gradient;
        const gain =
          score(left.gradient, left.hessian, limits) +
          score(right, hessian, limits) -
          score(total.gradient, total.hessian, limits);
        if (gain > (best?.gain ?? 1e-9)) best = { gain, column, threshold: bin, missingLeft };
      }
    }
  }
  return best;
}

function score(gradient: number, hessian: number, { l2 }: SplitLimits): number {
  return (gradient * gradient) / (hessian + l2 + 1e-15);
}

function sumOf(histogram: Histogram, base: number, count: number): Sums {
  const sums: Sums = { gradient: 0, hessian: 0, rows: 0 };
  for (let bin = 0; bin < count; bin++) {
    const cell = base + bin * CELL;
    sums.gradient += histogram[cell]!;
    sums.hessian += histogram[cell + 1]!;
    sums.rows += histogram[cell + 2]!;
  }
  return sums;
}
