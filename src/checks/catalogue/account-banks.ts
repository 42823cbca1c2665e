import { defineCheck } from '../check.ts';

export default defineCheck({
  name: 'account_banks',
  doc: 'The banks of a row are the banks of its accounts.',
  // Few banks per account, if only one is right: grouping first leaves little to join.
  sql: () => `
    WITH named AS (
      SELECT 'origin' AS side, origin_account AS account_id, min(origin_bank) AS first_bank,
        max(origin_bank) AS last_bank, min(transaction_id) AS transaction_id
      FROM transactions GROUP BY origin_account
      UNION ALL
      SELECT 'destination', destination_account, min(destination_bank), max(destination_bank), min(transaction_id)
      FROM transactions GROUP BY destination_account
    )
    SELECT side, account_id, bank, first_bank, last_bank, transaction_id AS first_transaction_id
    FROM named JOIN accounts USING (account_id)
    WHERE first_bank <> bank OR last_bank <> bank`,
  breakIt: {
    tables: `UPDATE transactions SET origin_bank = (SELECT min(bank) FROM banks WHERE bank <> origin_bank)
      WHERE transaction_id = 1`,
  },
});
