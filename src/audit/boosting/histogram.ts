/** Gradients, hessians and rows of a leaf by column and bin: three numbers a bin, 256 bins a column. */
export type Histogram = Float64Array;

export const BINS = 256;
const CELL = 3;
const WIDTH = BINS * CELL;

type Four<T> = [T, T, T, T];

/** Sums the rows of a leaf. */
export function fillHistogram(
  histogram: Histogram,
  columns: readonly Uint8Array[],
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  histogram.fill(0);
  const whole = columns.length - (columns.length % 4);
  for (let index = 0; index < whole; index += 4) {
    fillFour(histogram, columns, index, rows, gradients, hessians);
  }
  for (let index = whole; index < columns.length; index++) {
    const base = index * WIDTH;
    const bins = columns[index]!;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const cell = base + bins[row]! * CELL;
      histogram[cell]! += gradients[row]!;
      histogram[cell + 1]! += hessians[row]!;
      histogram[cell + 2]!++;
    }
  }
}

// A row often falls into the cell of the row before, and waits for its sum; meanwhile other columns can be added to.
// Four at once take 6.7 ns a row and column instead of 11.5.
function fillFour(
  histogram: Histogram,
  columns: readonly Uint8Array[],
  index: number,
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  const [first, second, third, fourth] = columns.slice(index, index + 4) as Four<Uint8Array>;
  const base = index * WIDTH;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const gradient = gradients[row]!;
    const hessian = hessians[row]!;
    const a = base + first[row]! * CELL;
    const b = base + WIDTH + second[row]! * CELL;
    const c = base + 2 * WIDTH + third[row]! * CELL;
    const d = base + 3 * WIDTH + fourth[row]! * CELL;
    histogram[a]! += gradient;
    histogram[a + 1]! += hessian;
    histogram[a + 2]!++;
    histogram[b]! += gradient;
    histogram[b + 1]! += hessian;
    histogram[b + 2]!++;
    histogram[c]! += gradient;
    histogram[c + 1]! += hessian;
    histogram[c + 2]!++;
    histogram[d]! += gradient;
    histogram[d + 1]! += hessian;
    histogram[d + 2]!++;
  }
}

/** The histogram of a sibling: what the parent has beyond the other child. Overwrites the parent's. */
export function subtract(parent: Histogram, child: Histogram): Histogram {
  for (let cell = 0; cell < parent.length; cell++) parent[cell]! -= child[cell]!;
  return parent;
}

export function emptyHistogram(columns: number): Histogram {
  return new Float64Array(columns * WIDTH);
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
    const base = column * WIDTH;
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
