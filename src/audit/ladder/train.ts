import { boost, predict } from '../boosting/boost.ts';
import { addScores, type Tree } from '../boosting/tree.ts';
import { unweighted } from '../bootstrap.ts';
import { averagePrecision, rank } from '../ranking.ts';
import type { AuditSubject } from '../subject.ts';
import type { Feature } from './features.ts';
import type { Split } from './split.ts';

const settings = { trees: 135, leaves: 15, learningRate: 0.1, l2: 5 };
/** Trees between two looks at the validation part, and looks without progress after which training ends. */
const TREES_PER_LOOK = 15;
const PATIENCE = 3;

export interface Detector {
  /** Log-odds of the rows of the test part. */
  readonly scores: Float64Array;
  readonly trees: number;
  /** The columns that trees ask about most, and their share of the questions. */
  readonly asked: readonly { readonly column: string; readonly share: number }[];
}

/** Trains boosted trees, as many as do best on the validation part, and scores the test part. */
export function trainDetector({ isFraud }: AuditSubject, split: Split, features: readonly Feature[]): Detector {
  const columns = features.map(({ train }) => train);
  const validation = features.map(({ validation: bins }) => bins);
  const scores = new Float64Array(split.validation.length);
  const isFraudAt = split.validation.map((row) => isFraud[row]!);
  let [best, bestTrees] = [-1, 0];
  const look = (tree: Tree, index: number): boolean => {
    addScores(tree, validation, scores);
    if ((index + 1) % TREES_PER_LOOK !== 0) return true;
    const ranking = rank(
      scores.filter((_, at) => isFraudAt[at] === 1),
      scores.filter((_, at) => isFraudAt[at] === 0),
    );
    const reached = averagePrecision(ranking, unweighted(ranking.scores.length));
    if (reached > best) [best, bestTrees] = [reached, index + 1];
    return index + 1 < bestTrees + PATIENCE * TREES_PER_LOOK;
  };
  const labels = Uint8Array.from(split.train, (row) => isFraud[row]!);
  const grown = boost({ columns, counts: features.map(({ count }) => count), labels }, settings, look);
  const model = { ...grown, trees: grown.trees.slice(0, bestTrees) };
  return {
    scores: predict(
      model,
      features.map(({ test }) => test),
    ),
    trees: bestTrees,
    asked: countQuestions(model.trees, features),
  };
}

function countQuestions(trees: readonly Tree[], features: readonly Feature[]): Detector['asked'] {
  const counts = features.map(({ name }, index) => ({
    column: name,
    count: trees.reduce((sum, { column }) => sum + column.filter((asked) => asked === index).length, 0),
  }));
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return counts
    .sort((left, right) => right.count - left.count)
    .slice(0, 8)
    .map(({ column, count }) => ({ column, share: count / Math.max(1, all) }));
}
