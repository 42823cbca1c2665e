import { aliasColumns } from './alias-table.ts';

/** Values to draw among, in proportion to their weights. */
export interface WeightedValues {
  readonly values: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

const TWO_POW_MINUS_32 = 1 / 4294967296;
const TWO_POW_31 = 2147483648;
const CELL = 3;

/**
 * Many alias tables in one typed array, for draws that go to another table each time: a draw reads a cell of 12 bytes.
 *
 * ```ts
 * const rails = new AliasPool([{ values: [10, 20, 30], weights: [70, 25, 5] }]);
 * rails.at(0, rng.uint32(), rng.uint32()); // 10 in 70 % of draws
 * ```
 */
export class AliasPool {
  /** First cell and number of cells of a row's table. */
  private readonly firsts: Int32Array;
  private readonly lengths: Int32Array;
  /** Per column: where its own share ends, of 2^31; the value up to there; the value beyond. */
  private readonly cells: Int32Array;

  /** Rows that share an object share a table. Values are integers of 32 bits. */
  constructor(rows: readonly (WeightedValues | undefined)[]) {
    this.firsts = new Int32Array(rows.length);
    this.lengths = Int32Array.from(rows, (row) => row?.values.length ?? 0);
    const firstOf = new Map<WeightedValues, number>();
    let columns = 0;
    for (const row of rows) {
      if (row === undefined || firstOf.has(row)) continue;
      firstOf.set(row, columns);
      columns += row.values.length;
    }
    this.cells = new Int32Array(columns * CELL);
    for (const [row, first] of firstOf) this.fill(row, first * CELL);
    rows.forEach((row, index) => {
      if (row !== undefined) this.firsts[index] = firstOf.get(row)!;
    });
  }

  /** A value of a row, or -1 where there is none; `u` and `v` are uniform 32-bit integers. */
  at(row: number, u: number, v: number): number {
    const length = this.lengths[row]!;
    if (length === 0) return -1;
    const cell = (this.firsts[row]! + Math.floor((u >>> 0) * TWO_POW_MINUS_32 * length)) * CELL;
    // The sign of the difference instead of a comparison: processors would guess wrong every other time.
    const isOwn = ((v >>> 1) - this.cells[cell]!) >>> 31;
    return this.cells[cell + 2 - isOwn]!;
  }

  private fill({ values, weights }: WeightedValues, first: number): void {
    const { keep, alias } = aliasColumns(weights);
    for (let column = 0; column < keep.length; column++) {
      const cell = first + column * CELL;
      this.cells[cell] = Math.min(TWO_POW_31 - 1, Math.round(keep[column]! * TWO_POW_31));
      this.cells[cell + 1] = values[column]!;
      this.cells[cell + 2] = values[keep[column]! < 1 ? alias[column]! : column]!;
    }
  }
}
