import type { Dataset } from '../analysis/duckdb.ts';
import type { Row } from '../analysis/plain-value.ts';

/** Rows of the views of `src/analysis/stress-views.ts`, under the names of their columns. Money is in EUR. */
export interface Scorecard {
  readonly summary: Row;
  readonly intervals: readonly Row[];
  readonly typologies: readonly Row[];
  readonly values: readonly Row[];
  readonly alerts: Row;
  readonly costs: readonly Row[];
  readonly groups: readonly Row[];
  readonly criminals: readonly Row[];
  readonly cost_parameters: readonly Row[];
  /** Percentiles of the time to an answer in milliseconds, for detectors outside of this process. */
  readonly latency?: Row;
}

/** Reads the scorecard of a dataset that holds decisions. */
export async function readScorecard(dataset: Dataset): Promise<Scorecard> {
  const all = (view: string): Promise<readonly Row[]> => dataset.rows(`FROM ${view}`);
  const latency = await dataset.rows(`
    SELECT count(latency_ms) AS answers, quantile_cont(latency_ms, 0.5) AS p50, quantile_cont(latency_ms, 0.9) AS p90,
      quantile_cont(latency_ms, 0.99) AS p99, quantile_cont(latency_ms, 0.999) AS p999, max(latency_ms) AS max
    FROM decisions HAVING count(latency_ms) > 0`);
  return {
    summary: only(await all('stress_summary')),
    intervals: await all('stress_intervals'),
    typologies: await all('stress_typologies'),
    values: await all('stress_values'),
    alerts: only(await all('stress_alerts')),
    costs: await all('stress_costs'),
    groups: await all('stress_groups'),
    criminals: await all('stress_criminals'),
    cost_parameters: await all('stress_cost_parameters'),
    ...(latency[0] && { latency: latency[0] }),
  };
}

function only(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('a view of one row has none');
  return row;
}
