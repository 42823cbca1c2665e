import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'campaigns_agree',
  doc: 'Campaigns count their fraud rows right, keep one typology and family, and number their steps in order.',
  sql: () => `
    SELECT 'fraud_rows' AS problem, c.campaign_id, c.fraud_rows AS expected, count(s.transaction_id) AS found
    FROM campaigns c
    LEFT JOIN scheme_transactions s ON s.campaign_id = c.campaign_id AND s.is_fraud
    GROUP BY c.campaign_id, c.fraud_rows
    HAVING c.fraud_rows <> count(s.transaction_id)
    UNION ALL
    SELECT 'typology or family of a row', c.campaign_id, NULL, s.transaction_id
    FROM scheme_transactions s JOIN campaigns c USING (campaign_id)
    WHERE s.typology <> c.typology OR s.family <> c.family
    UNION ALL
    SELECT 'step', campaign_id, previous_step + 1, step
    FROM (
      SELECT campaign_id, step, lag(step) OVER (PARTITION BY campaign_id ORDER BY transaction_id) AS previous_step
      FROM scheme_transactions
    )
    WHERE step <= previous_step OR step < 1`,
  breakIt: {
    tables:
      'UPDATE campaigns SET fraud_rows = fraud_rows + 1 WHERE campaign_id = (SELECT min(campaign_id) FROM campaigns)',
  },
});
