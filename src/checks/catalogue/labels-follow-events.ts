import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'labels_follow_events',
  doc: 'A label comes after what it speaks of; labels of the log come before its end, pending ones after it.',
  sql: ({ period }) => `
    WITH every_label AS (
      SELECT 'labels' AS table_name, transaction_id, account_id, customer_id, label, label_time FROM labels
      UNION ALL
      SELECT 'pending_labels', transaction_id, account_id, customer_id, label, label_time FROM pending_labels
    )
    SELECT 'before the transaction' AS problem, l.*, t.event_time
    FROM every_label l JOIN transactions t USING (transaction_id)
    WHERE l.label_time < t.event_time
    UNION ALL
    SELECT 'on the wrong side of the end of the log', l.*, NULL
    FROM every_label l
    WHERE (l.table_name = 'labels') <> (l.label_time < ${period.end})
    UNION ALL
    SELECT 'speaks of nothing', l.*, NULL
    FROM every_label l
    WHERE coalesce(transaction_id, account_id, customer_id) IS NULL`,
  breakIt: {
    tables: `UPDATE labels SET label_time = (SELECT min(event_time) - INTERVAL 1 MINUTE FROM transactions)
      WHERE transaction_id = (SELECT min(transaction_id) FROM labels)`,
  },
});
