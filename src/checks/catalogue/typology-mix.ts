import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'typology_mix',
  doc: 'Each typology has its share of the fraud rows, within 10 % or one campaign, unless a detector stood in their way; typologies left out have none.',
  sql: ({ manifest, rows }) => `
    WITH reached AS (
      SELECT typology, count(*) AS rows FROM scheme_transactions WHERE is_fraud GROUP BY typology
    ),
    largest AS (
      SELECT typology, max(greatest(planned_rows, fraud_rows)) AS rows FROM campaigns GROUP BY typology
    ),
    target AS (
      SELECT typology, share, ${manifest.scenario.fraud.prevalence} * (SELECT count(*) FROM transactions) * share AS rows
      FROM facts.mix
    ),
    compared AS (
      SELECT
        typology,
        coalesce(reached.rows, 0) AS fraud_rows,
        target.rows AS expected,
        CASE WHEN share > 0 THEN greatest(0.1 * target.rows, largest.rows, 1) ELSE 0 END AS tolerance
      FROM target
      FULL JOIN reached USING (typology)
      LEFT JOIN largest USING (typology)
    )
    SELECT typology, fraud_rows, round(expected, 1) AS expected_fraud_rows, round(tolerance, 1) AS tolerance
    FROM compared WHERE (${rows('stress_run') === 0} OR tolerance = 0) AND NOT coalesce(abs(fraud_rows - expected) <= tolerance, false)`,
  breakIt: {
    tables: `UPDATE scheme_transactions SET typology = (SELECT min(typology) FROM scheme_transactions WHERE is_fraud);
      UPDATE campaigns SET planned_rows = 1, fraud_rows = 1`,
  },
});
