import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'balances_reported',
  doc: 'A balance is null exactly where the bank does not report: by bank, never by row.',
  sql: () => `
    SELECT transaction_id, origin_bank, origin_balance_after, destination_bank, destination_balance_after
    FROM transactions
    WHERE (origin_balance_after IS NULL) = (origin_bank IN (SELECT bank FROM banks WHERE reporting))
      OR (destination_balance_after IS NULL) = (destination_bank IN (SELECT bank FROM banks WHERE reporting))`,
  breakIt: {
    tables: `UPDATE transactions SET origin_balance_after = NULL WHERE transaction_id =
      (SELECT max(transaction_id) FROM transactions WHERE origin_balance_after IS NOT NULL)`,
  },
});
