import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Dataset, openDataset } from '../analysis/duckdb.ts';
import { identifier, literal } from '../analysis/sql.ts';
import { createStressViews } from '../analysis/stress-views.ts';
import { actions } from '../detectors/detector.ts';
import { DetectorError } from '../detectors/errors.ts';
import { type CostParameter, costParameters } from './costs.ts';
import { readScorecard, type Scorecard } from './scorecard.ts';

export interface ScoreOptions {
  /** A dataset. */
  readonly directory: string;
  /**
   * CSV or Parquet with `transaction_id` (or `event_id`), `score`, and perhaps `decision` (or `action`), one of the
   * actions of a detector, `latency_ms` and `is_fallback`: the `decisions` of a replay, for example.
   */
  readonly scores: string;
  /** Score from which on a payment is refused. Without it, and without decisions, scores only rank alerts. */
  readonly threshold?: number;
  /** Alerts that analysts can look at a day. */
  readonly alertsPerDay: number;
  /** What the scorecard calls it. Default: the mode `score`, and the file. */
  readonly mode?: 'score' | 'replay';
  readonly detector?: string;
  readonly costs?: readonly CostParameter[];
}

/**
 * Measures scores that somebody else has computed. Nothing reacts to them: of a campaign that is refused a payment, the
 * later ones still count as tried, step-ups as passed, and alerts as looked at at once by somebody who is never wrong.
 *
 * @throws DetectorError when the file is no table of scores of this dataset.
 */
export async function score(options: ScoreOptions): Promise<Scorecard> {
  const { directory, scores, costs = costParameters } = options;
  const file = resolve(scores);
  if (!existsSync(file)) throw new DetectorError('unusable', scores, 'there is no such file');
  const dataset = await openDataset(directory, { beside: [file] });
  try {
    // The dataset of a duel has these already.
    const views = await dataset.rows(`SELECT view_name FROM duckdb_views() WHERE NOT internal`);
    const names = views.map(({ view_name }) => String(view_name));
    const taken = names.filter((name) => /^(stress_\w+|decisions|reactions)$/.test(name));
    for (const name of taken) await dataset.rows(`DROP VIEW ${identifier(name)}`);
    await joinScores(dataset, file, options);
    await dataset.rows(`CREATE TABLE stress_cost_parameters AS ${valuesOf(costs)}`);
    await dataset.rows(`
      CREATE TABLE reactions AS
      SELECT NULL::BIGINT AS transaction_id, NULL::INTEGER AS customer_id, NULL::VARCHAR AS reaction WHERE false`);
    for (const sql of createStressViews()) await dataset.rows(sql);
    return await readScorecard(dataset);
  } finally {
    dataset.close();
  }
}

async function joinScores(dataset: Dataset, file: string, options: ScoreOptions): Promise<void> {
  const { scores: spec, alertsPerDay, threshold, mode = 'score', detector = spec } = options;
  const source = file.endsWith('.parquet')
    ? `read_parquet(${literal(file)})`
    : `read_csv(${literal(file)}, header = true)`;
  const columns = await columnsOf(dataset, source, spec);
  const id = columns.find((name) => name === 'transaction_id' || name === 'event_id');
  const decision = columns.find((name) => name === 'decision' || name === 'action');
  const has = (name: string): boolean => columns.includes(name);
  if (id === undefined || !(has('score') || decision !== undefined)) {
    const found = columns.join(', ');
    throw new DetectorError(
      'unusable',
      spec,
      `has the columns ${found}; it needs transaction_id and score or decision`,
    );
  }
  const read = `
    CREATE TABLE scores AS
    SELECT ${identifier(id)}::BIGINT AS transaction_id, ${has('score') ? 'score::DOUBLE' : 'NULL::DOUBLE'} AS score,
      ${decision === undefined ? 'NULL::VARCHAR' : `${identifier(decision)}::VARCHAR`} AS decision,
      ${has('latency_ms') ? 'latency_ms::DOUBLE' : 'NULL::DOUBLE'} AS latency_ms,
      ${has('is_fallback') ? 'is_fallback::BOOLEAN' : 'false'} AS is_fallback
    FROM ${source}`;
  await dataset.rows(read).catch((error: Error) => {
    const [problem] = error.message.split('\n');
    throw new DetectorError('unusable', spec, `holds what is no id or number: ${problem}`, { cause: error });
  });
  await refuseNonsense(dataset, spec);
  await dataset.rows(`
    CREATE TABLE stress_run AS
    SELECT ${literal(mode)} AS mode, ${literal(detector)} AS detector, ${alertsPerDay}::DOUBLE AS alerts_per_day, 0 AS seed`);
  await dataset.rows(`
    CREATE TABLE decisions AS
    WITH ranked AS (
      SELECT t.*, s.score, s.decision, s.latency_ms, s.is_fallback,
        row_number() OVER (PARTITION BY date_trunc('day', t.event_time) ORDER BY s.score DESC, t.transaction_id) AS position
      FROM transactions t JOIN scores s USING (transaction_id)
      -- What the bank refuses by itself is no business of the detector.
      WHERE t.status = 'approved'
    ), decided AS (
      SELECT *, coalesce(decision, ${defaultAction(threshold, alertsPerDay)}) AS action FROM ranked
    )
    SELECT
      d.transaction_id, d.event_time, coalesce(o.customer_id, p.customer_id) AS customer_id, d.amount, d.score, d.action,
      NULL::VARCHAR AS reasons, d.latency_ms, d.is_fallback,
      CASE WHEN d.action IN ('review', 'hold', 'freeze') THEN d.event_time END AS alert_time,
      CASE d.action WHEN 'decline' THEN 'declined' WHEN 'freeze' THEN 'declined' WHEN 'hold' THEN 'held'
        WHEN 'step_up' THEN 'step_up_passed' ELSE 'approved' END AS outcome,
      d.is_fraud, s.typology, s.campaign_id, coalesce(s.loss, 0) AS loss
    FROM decided d
    LEFT JOIN accounts o ON o.account_id = d.origin_account
    LEFT JOIN accounts p ON p.account_id = d.destination_account
    LEFT JOIN scheme_transactions s ON s.transaction_id = d.transaction_id`);
}

/** What a score means where the file does not say it. */
function defaultAction(threshold: number | undefined, alertsPerDay: number): string {
  return threshold === undefined
    ? `CASE WHEN position <= ${Math.round(alertsPerDay)} THEN 'review' ELSE 'approve' END`
    : `CASE WHEN score >= ${threshold} THEN 'decline' ELSE 'approve' END`;
}

async function columnsOf(dataset: Dataset, source: string, spec: string): Promise<string[]> {
  try {
    return (await dataset.rows(`DESCRIBE FROM ${source}`)).map(({ column_name }) => String(column_name));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new DetectorError('unusable', spec, `cannot be read: ${problem}`, { cause: error });
  }
}

/** Ids twice, ids of another dataset, actions that nobody knows, scores that are no numbers: an answer would mislead. */
async function refuseNonsense(dataset: Dataset, spec: string): Promise<void> {
  const known = actions.map(literal).join(', ');
  const [row] = await dataset.rows(`
    SELECT count(*) AS scores, count(DISTINCT transaction_id) AS ids,
      count(*) FILTER (transaction_id NOT IN (SELECT transaction_id FROM transactions)) AS strangers,
      count(*) FILTER (NOT isfinite(score)) AS endless,
      min(decision) FILTER (decision NOT IN (${known})) AS unknown
    FROM scores`);
  const { scores, ids, strangers, endless, unknown } = row!;
  const wrong = (problem: string): DetectorError => new DetectorError('unusable', spec, problem);
  if (scores === 0) throw wrong('has no rows');
  if (scores !== ids) throw wrong(`${Number(scores) - Number(ids)} rows repeat a transaction_id; it may occur once`);
  if (Number(strangers) > 0) throw wrong(`${strangers} of ${scores} transaction ids are none of ${dataset.directory}`);
  if (Number(endless) > 0) throw wrong(`${endless} scores are no finite numbers`);
  if (unknown !== null) throw wrong(`the decision ${JSON.stringify(unknown)} is none of ${actions.join(', ')}`);
}

function valuesOf(costs: readonly CostParameter[]): string {
  const rows = costs.map(
    ({ name, value, unit, doc, source }) =>
      `(${literal(name)}, ${value}::DOUBLE, ${literal(unit)}, ${literal(doc)}, ${literal(source)})`,
  );
  return `SELECT * FROM (VALUES ${rows.join(', ')}) p(name, value, unit, doc, source)`;
}
