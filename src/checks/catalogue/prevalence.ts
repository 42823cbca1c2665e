import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'prevalence',
  // Typologies round to whole campaigns independently of each other, so their halves add up as variances do.
  doc: 'The share of fraud rows is that of the scenario, within 2 % or half the largest campaigns of its typologies, unless a detector stood in their way.',
  sql: ({ manifest, rows }) => `
    WITH target AS (
      SELECT coalesce(sum(share), 0) AS active_share FROM facts.mix
    ),
    reached AS (
      SELECT count(*) AS rows, count(*) FILTER (is_fraud) AS fraud_rows FROM transactions
    ),
    largest AS (
      SELECT coalesce(sqrt(sum(rows * rows)), 0) AS rows
      FROM (SELECT max(greatest(planned_rows, fraud_rows)) AS rows FROM campaigns GROUP BY typology)
    ),
    compared AS (
      SELECT reached.rows, fraud_rows,
        ${manifest.scenario.fraud.prevalence} * active_share * reached.rows AS expected,
        greatest(0.02 * ${manifest.scenario.fraud.prevalence} * reached.rows, largest.rows / 2, 1) AS tolerance
      FROM reached, largest, target
    )
    SELECT rows, fraud_rows, round(expected, 1) AS expected_fraud_rows, round(tolerance, 1) AS tolerance
    FROM compared WHERE ${rows('stress_run') === 0} AND abs(fraud_rows - expected) > tolerance`,
  breakIt: { tables: 'UPDATE transactions SET is_fraud = transaction_id % 2 = 0' },
});
