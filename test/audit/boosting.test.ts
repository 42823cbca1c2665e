import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { binNumbers, quantileEdges } from '../../src/audit/binned-column.ts';
import { boost, predict } from '../../src/audit/boosting/boost.ts';
import { unweighted } from '../../src/audit/bootstrap.ts';
import { averagePrecision, rank, rocAuc } from '../../src/audit/ranking.ts';

/** What scikit-learn reached on the same data; `boosting/reference.py` says how. */
const reference = JSON.parse(readFileSync(new URL('boosting/reference.json', import.meta.url), 'utf8')) as {
  readonly positives: number;
  readonly few: Reached;
  readonly many: Reached;
};

interface Reached {
  readonly trees: number;
  readonly roc_auc: number;
  readonly average_precision: number;
  /** Log-odds of the first rows that were not trained on. */
  readonly first_scores: readonly number[];
}

const [ROWS, COLUMNS, TRAIN] = [12_000, 8, 8_000];

describe('gradient boosting', function () {
  this.timeout(60_000);
  const { columns, labels } = makeData();

  it('is trained on the data of the reference', () => {
    expect(labels.reduce((sum, label) => sum + label, 0)).to.equal(reference.positives);
  });

  it('grows the trees of HistGradientBoostingClassifier', () => {
    const { trees, roc_auc, average_precision, first_scores } = reference.few;
    const { auc, precision, scores } = evaluate(trees);
    expect(auc).to.be.closeTo(roc_auc, 1e-4);
    expect(precision).to.be.closeTo(average_precision, 1e-4);
    for (const [row, score] of first_scores.entries()) expect(scores[row]).to.be.closeTo(score, 1e-5);
  });

  it('ranks unseen rows as well as it after many trees, where its single precision tells', () => {
    const { trees, roc_auc, average_precision } = reference.many;
    const { auc, precision } = evaluate(trees);
    expect(auc).to.be.closeTo(roc_auc, 0.005);
    expect(precision).to.be.closeTo(average_precision, 0.01);
  });

  it('gives the same scores again, and better ones with more than a tree', () => {
    expect(evaluate(10).scores).to.deep.equal(evaluate(10).scores);
    expect(evaluate(30).auc).to.be.above(evaluate(1).auc + 0.02);
  });

  it('learns where missing values belong', () => {
    const missing = Uint8Array.from({ length: 400 }, (_, row) => (row % 2 === 0 ? 0 : 1 + (row % 5)));
    const model = boost(
      { columns: [missing], counts: [6], labels: Uint8Array.from(missing, (bin) => (bin === 0 ? 1 : 0)) },
      { trees: 20 },
    );
    const [whenMissing, otherwise] = predict(model, [Uint8Array.of(0, 3)]);
    expect(whenMissing).to.be.above(2);
    expect(otherwise).to.be.below(-2);
  });

  function evaluate(trees: number) {
    const binned = columns.map((values, index) => {
      return binNumbers(`x${index}`, values, quantileEdges(values.slice(0, TRAIN), 254));
    });
    const part = (from: number, to: number) => binned.map(({ bins }) => bins.slice(from, to));
    const counts = binned.map(({ count }) => count);
    const model = boost({ columns: part(0, TRAIN), counts, labels: labels.slice(0, TRAIN) }, { trees });
    const scores = predict(model, part(TRAIN, ROWS));
    const classOf = (label: number) => scores.filter((_, row) => labels[TRAIN + row] === label);
    const ranking = rank(classOf(1), classOf(0));
    const weights = unweighted(classOf(1).length);
    return { scores, auc: rocAuc(ranking, weights), precision: averagePrecision(ranking, weights) };
  }
});

/** The data of `boosting/reference.py`, number by number. */
function makeData(): { columns: Float64Array[]; labels: Uint8Array } {
  let state = 12_345;
  const draw = () => {
    // Exact: the product stays below 2^53.
    state = (1_664_525 * state + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const columns = Array.from({ length: COLUMNS }, () => new Float64Array(ROWS));
  const labels = new Uint8Array(ROWS);
  for (let row = 0; row < ROWS; row++) {
    for (const [index, column] of columns.entries()) {
      let value = draw();
      if (index < 2 && draw() < 1 / 12) value = Number.NaN;
      column[row] = index === COLUMNS - 1 ? Math.floor(value * 6) : Math.floor(value * 64) / 64;
    }
    const x = columns.map((column) => column[row]!);
    const [a, b] = [x[0]!, x[1]!].map((value) => (Number.isNaN(value) ? 0.3 : value)) as [number, number];
    const both = x[2]! > 0.7 && x[3]! < 0.4 ? 3 : 0;
    const z = -5.2 + 4 * a * b + both + 2 * Math.abs(x[4]! - 0.5) + 0.25 * x[7]!;
    labels[row] = draw() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
  }
  return { columns, labels };
}
