import { defineCheck } from '../../define.ts';

// What banks get wrong is noise, not the rule: at most a fifth of the rows that they call fraud, and a few rows in tiny
// logs, may be honest.
const share = 0.2;
const rows = 2;

export default defineCheck({
  name: 'label_noise',
  doc: 'Banks may call an honest row fraud, but at most a fifth of the rows that they call fraud are honest.',
  sql: () => `
    SELECT count(*) AS called_fraud, count(*) FILTER (NOT t.is_fraud) AS honest
    FROM (SELECT DISTINCT transaction_id FROM labels WHERE label = 'fraud' AND transaction_id IS NOT NULL)
    JOIN (SELECT transaction_id, is_fraud FROM transactions) t USING (transaction_id)
    HAVING honest > greatest(${share} * called_fraud, ${rows})`,
  breakIt: {
    tables: `INSERT INTO labels
      SELECT transaction_id, NULL, NULL, 'fraud', event_time, 'alert' FROM transactions WHERE NOT is_fraud`,
  },
});
