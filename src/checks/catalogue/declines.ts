import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'declines',
  doc: 'A declined row has a reason and brings nobody loss or money; an approved row has no reason.',
  sql: () => `
    SELECT transaction_id, status, decline_reason, NULL AS loss, NULL AS recovered, NULL AS tainted
    FROM transactions
    WHERE (status = 'declined') <> (decline_reason IS NOT NULL)
    UNION ALL
    SELECT transaction_id, status, decline_reason, loss, recovered, NULL
    FROM scheme_transactions JOIN transactions USING (transaction_id)
    WHERE status = 'declined' AND (loss <> 0 OR recovered <> 0)
    UNION ALL
    SELECT m.transaction_id, t.status, t.decline_reason, NULL, NULL, m.amount
    FROM money_trail m JOIN transactions t ON t.transaction_id IN (m.transaction_id, m.source_transaction_id)
    WHERE t.status = 'declined'`,
  breakIt: {
    tables: `UPDATE transactions SET decline_reason = NULL
      WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE status = 'declined')`,
  },
});
