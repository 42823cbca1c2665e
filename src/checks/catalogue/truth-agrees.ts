import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'truth_agrees',
  doc: 'Rows are fraud in the log exactly when the truth says so, in the role fraud; covers, recoveries and look-alikes are not.',
  sql: () => `
    WITH marked AS (SELECT transaction_id FROM transactions WHERE is_fraud)
    SELECT 'fraud in the log only' AS problem, transaction_id
    FROM marked WHERE transaction_id NOT IN (SELECT transaction_id FROM scheme_transactions WHERE is_fraud)
    UNION ALL
    SELECT 'fraud in the truth only', transaction_id
    FROM scheme_transactions WHERE is_fraud AND transaction_id NOT IN (FROM marked)
    UNION ALL
    SELECT 'role ' || role || ' disagrees with is_fraud', transaction_id
    FROM scheme_transactions WHERE is_fraud <> (role = 'fraud')
    UNION ALL
    SELECT 'fraud as a look-alike', transaction_id
    FROM look_alikes WHERE transaction_id IN (FROM marked)`,
  breakIt: {
    tables: `UPDATE transactions SET is_fraud = true
      WHERE transaction_id = (SELECT min(transaction_id) FROM transactions WHERE NOT is_fraud)`,
  },
});
