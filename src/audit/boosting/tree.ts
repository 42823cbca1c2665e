/** A node of a tree: a leaf, or a question about the bin of a column. */
export interface Tree {
  /** By node: the column asked about, -1 at a leaf. */
  readonly column: Int32Array;
  /** Rows whose bin is not above go left. */
  readonly threshold: Uint8Array;
  /** Whether missing values (bin 0) go left. */
  readonly missingLeft: Uint8Array;
  /** The left child; the right one follows it. */
  readonly left: Int32Array;
  /** What a leaf adds to the log-odds. */
  readonly value: Float64Array;
}

/** Adds the values of a tree to the scores of rows, which are columns of bins. */
export function addScores(tree: Tree, columns: readonly Uint8Array[], scores: Float64Array): void {
  const { column, threshold, missingLeft, left, value } = tree;
  for (let row = 0; row < scores.length; row++) {
    let node = 0;
    for (let asked = column[0]!; asked >= 0; asked = column[node]!) {
      const bin = columns[asked]![row]!;
      const goesLeft = bin === 0 ? missingLeft[node] === 1 : bin <= threshold[node]!;
      node = left[node]! + (goesLeft ? 0 : 1);
    }
    scores[row]! += value[node]!;
  }
}
