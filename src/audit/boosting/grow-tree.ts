import type { BoostingOptions } from './boost.ts';
import { bestSplit, emptyHistogram, fillHistogram, type Histogram, type Split, subtract } from './histogram.ts';
import type { Tree } from './tree.ts';

/** A leaf that may yet be split. */
interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly histogram: Histogram;
  readonly split: Split | null;
}

export interface Gradients {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

/** A tree, and the rows that lie in its leaves. */
export interface GrownTree {
  readonly tree: Tree;
  readonly leaves: readonly { readonly node: number; readonly rows: Int32Array }[];
}

/** Grows a tree leaf by leaf, the most promising first. `counts` are the bins of each column. */
export function growTree(
  columns: readonly Uint8Array[],
  counts: readonly number[],
  { gradients, hessians }: Gradients,
  options: BoostingOptions,
): GrownTree {
  const nodes = 2 * options.leaves - 1;
  const tree: Tree = {
    column: new Int32Array(nodes).fill(-1),
    threshold: new Uint8Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    value: new Float64Array(nodes),
  };
  const leafOf = (node: number, rows: Int32Array, histogram: Histogram): Leaf => {
    return { node, rows, histogram, split: bestSplit(histogram, counts, options) };
  };
  const all = new Int32Array(gradients.length).map((_, row) => row);
  const histogram = emptyHistogram(columns.length);
  fillHistogram(histogram, columns, all, gradients, hessians);
  const leaves = [leafOf(0, all, histogram)];
  for (let used = 1; leaves.length < options.leaves; used += 2) {
    const chosen = mostPromising(leaves);
    if (chosen === -1) break;
    const [leaf] = leaves.splice(chosen, 1) as [Leaf & { split: Split }];
    const [left, right] = divide(columns, leaf.rows, leaf.split);
    tree.column[leaf.node] = leaf.split.column;
    tree.threshold[leaf.node] = leaf.split.threshold;
    tree.missingLeft[leaf.node] = leaf.split.missingLeft ? 1 : 0;
    tree.left[leaf.node] = used;
    // Only the smaller child is counted; the larger one is the rest.
    const [smaller, larger] = left.length <= right.length ? [left, right] : [right, left];
    const counted = emptyHistogram(columns.length);
    fillHistogram(counted, columns, smaller, gradients, hessians);
    const rest = subtract(leaf.histogram, counted);
    leaves.push(leafOf(used, left, smaller === left ? counted : rest));
    leaves.push(leafOf(used + 1, right, larger === right ? rest : counted));
  }
  for (const { node, rows } of leaves) tree.value[node] = leafValue(rows, gradients, hessians, options);
  return { tree, leaves };
}

function mostPromising(leaves: readonly Leaf[]): number {
  let chosen = -1;
  let most = 0;
  for (const [index, { split }] of leaves.entries()) {
    if (split !== null && split.gain > most) [chosen, most] = [index, split.gain];
  }
  return chosen;
}

function divide(
  columns: readonly Uint8Array[],
  rows: Int32Array,
  { column, threshold, missingLeft }: Split,
): [Int32Array, Int32Array] {
  const bins = columns[column]!;
  const [left, right] = [new Int32Array(rows.length), new Int32Array(rows.length)];
  let [onLeft, onRight] = [0, 0];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const bin = bins[row]!;
    if (bin === 0 ? missingLeft : bin <= threshold) left[onLeft++] = row;
    else right[onRight++] = row;
  }
  return [left.slice(0, onLeft), right.slice(0, onRight)];
}

function leafValue(
  rows: Int32Array,
  gradients: Float64Array,
  hessians: Float64Array,
  { l2, learningRate }: BoostingOptions,
): number {
  let [gradient, hessian] = [0, 0];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    gradient += gradients[row]!;
    hessian += hessians[row]!;
  }
  return (-learningRate * gradient) / (hessian + l2 + 1e-15);
}
