import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'declines',
  doc: 'A declined row has a reason and brings nobody loss or money; an approved row has no reason.',
  sql: () => `
    WITH declined AS (
      SELECT transaction_id, status, decline_reason FROM transactions WHERE status = 'declined'
    )
    SELECT transaction_id, status, decline_reason, NULL AS loss, NULL AS recovered, NULL AS passed_on
    FROM transactions
    WHERE (status = 'declined') <> (decline_reason IS NOT NULL)
    UNION ALL
    SELECT transaction_id, status, decline_reason, loss, recovered, NULL
    FROM declined JOIN scheme_transactions USING (transaction_id)
    WHERE loss <> 0 OR recovered <> 0
    UNION ALL
    SELECT transaction_id, status, decline_reason, NULL, NULL, amount
    FROM declined JOIN money_trail USING (transaction_id)
    UNION ALL
    SELECT declined.transaction_id, status, decline_reason, NULL, NULL, amount
    FROM declined JOIN money_trail ON source_transaction_id = declined.transaction_id`,
  breakIt: {
    tables: `UPDATE transactions SET decline_reason = NULL
      WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE status = 'declined')`,
  },
});
