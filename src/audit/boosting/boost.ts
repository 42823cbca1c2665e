import { type Gradients, growTree } from './grow-tree.ts';
import { addScores, type Tree } from './tree.ts';

/** How trees are grown. */
export interface BoostingOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly learningRate: number;
  /** L2 penalty on the values of leaves. */
  readonly l2: number;
  /** Rows that a leaf must have, and the sum of their hessians. */
  readonly leastRows: number;
  readonly leastHessian: number;
}

/** The defaults of scikit-learn's HistGradientBoostingClassifier. */
export const defaultBoosting: BoostingOptions = {
  trees: 100,
  leaves: 31,
  learningRate: 0.1,
  l2: 0,
  leastRows: 20,
  leastHessian: 1e-3,
};

/** A sum of trees; its scores are log-odds. */
export interface BoostedTrees {
  /** Log-odds before any tree. */
  readonly start: number;
  readonly trees: readonly Tree[];
}

export interface BoostingData {
  /** By column, the bins of the rows: 0 is missing, others are in order. */
  readonly columns: readonly Uint8Array[];
  /** By column, how many bins there are, bin 0 included. */
  readonly counts: readonly number[];
  /** By row, 1 for the class to be found. */
  readonly labels: Uint8Array;
}

/**
 * Gradient boosting of trees on histograms with logistic loss. Grown leaf by leaf; the same data give the same trees.
 *
 * `onTree` hears of each tree and may end the training by returning false.
 */
export function boost(
  { columns, counts, labels }: BoostingData,
  options: Partial<BoostingOptions> = {},
  onTree: (tree: Tree, index: number) => boolean = () => true,
): BoostedTrees {
  const settings = { ...defaultBoosting, ...options };
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const start = Math.log(positives / (labels.length - positives));
  const scores = new Float64Array(labels.length).fill(start);
  const gradients: Gradients = {
    gradients: new Float64Array(labels.length),
    hessians: new Float64Array(labels.length),
  };
  const trees: Tree[] = [];
  for (let index = 0; index < settings.trees; index++) {
    differentiate(scores, labels, gradients);
    const { tree, leaves } = growTree(columns, counts, gradients, settings);
    trees.push(tree);
    if (!onTree(tree, index)) break;
    for (const { node, rows } of leaves)
      for (let at = 0; at < rows.length; at++) scores[rows[at]!]! += tree.value[node]!;
  }
  return { start, trees };
}

/** Log-odds of rows, by the same columns as in training. */
export function predict({ start, trees }: BoostedTrees, columns: readonly Uint8Array[]): Float64Array {
  const scores = new Float64Array(columns[0]?.length ?? 0).fill(start);
  for (const tree of trees) addScores(tree, columns, scores);
  return scores;
}

/** First and second derivatives of the logistic loss. */
function differentiate(scores: Float64Array, labels: Uint8Array, { gradients, hessians }: Gradients): void {
  for (let row = 0; row < scores.length; row++) {
    const probability = 1 / (1 + Math.exp(-scores[row]!));
    gradients[row] = probability - labels[row]!;
    hessians[row] = probability * (1 - probability);
  }
}
