import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Dataset, openDataset } from '../../src/analysis/duckdb.ts';
import { generate } from '../../src/generate.ts';
import { type ScoreOptions, score } from '../../src/stress/score.ts';
import { expectRejection } from '../detectors/rejections.ts';
import { smallScenario } from '../determinism/recorded-run.ts';

describe('scores of a file', function () {
  this.timeout(120_000);
  let root: string;
  let directory: string;
  let dataset: Dataset;
  let files = 0;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld-score-'));
    directory = join(root, 'data');
    await generate({ scenario: smallScenario(), directory });
    dataset = await openDataset(directory);
  });
  after(() => {
    dataset.close();
    rmSync(root, { recursive: true });
  });

  /** Writes the rows of a query as CSV. */
  async function file(sql: string): Promise<string> {
    const rows = await dataset.rows(sql);
    const path = join(root, `scores-${++files}.csv`);
    const lines = rows.map((row) => Object.values(row).join(','));
    writeFileSync(path, `${[Object.keys(rows[0]!).join(','), ...lines].join('\n')}\n`);
    return path;
  }
  const measure = (scores: string, options: Partial<ScoreOptions> = {}) =>
    score({ directory, scores, alertsPerDay: 5, ...options });

  it('that know the truth catch all fraud and refuse nobody else', async () => {
    const path = await file('SELECT transaction_id, is_fraud::INT AS score FROM transactions');
    const { summary, costs } = await measure(path, { threshold: 0.5 });
    const [expected] = await dataset.rows(`SELECT count(*) AS decisions FROM transactions WHERE status = 'approved'`);
    expect(summary).to.include({
      decisions: expected!.decisions,
      recall: 1,
      value_recall: 1,
      lost: 0,
      honest_refused: 0,
    });
    expect(costs.find(({ line }) => line === 'lost to fraud')!.cost).to.equal(0);
    expect(summary.precision_at_k).to.equal(summary.ceiling);
  });

  it('that know nothing lose what victims lost, as a recount from the truth says', async () => {
    const path = await file('SELECT transaction_id, 0 AS score FROM transactions');
    const { summary } = await measure(path, { threshold: 0.5 });
    const [expected] = await dataset.rows('SELECT sum(loss) AS lost FROM scheme_transactions');
    expect(Number(summary.lost)).to.be.closeTo(Number(expected!.lost), 0.001).and.above(1_000);
    expect(summary).to.include({ recall: 0, value_recall: 0, honest_refused: 0 });
  });

  it('without a threshold raise the alerts that analysts can look at, and refuse nothing', async () => {
    const path = await file('SELECT transaction_id, amount AS score FROM transactions');
    const { summary, alerts } = await measure(path, { alertsPerDay: 3 });
    expect(summary.honest_refused).to.equal(0);
    expect(Number(summary.recall)).to.be.within(0.05, 0.95);
    expect(Number(alerts.raised)).to.be.within(3 * 19, 3 * 22);
  });

  it('may come with decisions', async () => {
    const path = await file(`
      SELECT transaction_id AS event_id, 0.5 AS score, CASE WHEN amount > 3000 THEN 'decline' ELSE 'approve' END AS decision
      FROM transactions`);
    const { summary } = await measure(path);
    const [expected] = await dataset.rows(
      `SELECT count(*) AS refused FROM transactions WHERE amount > 3000 AND NOT is_fraud AND status = 'approved'`,
    );
    expect(summary.honest_refused).to.equal(expected!.refused);
  });

  const wrong: Readonly<Record<string, [sql: string, words: string]>> = {
    'repeat a payment': [
      'SELECT 1 AS transaction_id, 0 AS score UNION ALL SELECT 1, 1',
      '1 rows repeat a transaction_id',
    ],
    'are of another dataset': ['SELECT 99999999 AS transaction_id, 0 AS score', '1 of 1 transaction ids are none of'],
    'have no score': ['SELECT 1 AS transaction_id, 2 AS points', 'has the columns transaction_id, points; it needs'],
    'have decisions that nobody knows': [
      `SELECT 1 AS transaction_id, 'explode' AS decision`,
      'the decision "explode" is none of',
    ],
    'are words': [`SELECT 1 AS transaction_id, 'high' AS score`, 'holds what is no id or number'],
  };
  for (const [what, [sql, words]] of Object.entries(wrong)) {
    it(`that ${what} are refused`, async () => expectRejection(measure(await file(sql)), 'unusable', words));
  }

  it('that are not there are refused', () =>
    expectRejection(measure(join(root, 'nowhere.csv')), 'unusable', 'there is no such file'));
});
