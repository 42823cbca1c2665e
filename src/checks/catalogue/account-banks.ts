import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'account_banks',
  doc: 'The banks of a row are the banks of its accounts.',
  // One bank per account, if all is right: grouping first leaves little to join.
  sql: () => `
    WITH named AS (
      SELECT DISTINCT 'origin' AS side, origin_account AS account_id, origin_bank AS bank FROM transactions
      UNION ALL
      SELECT DISTINCT 'destination', destination_account, destination_bank FROM transactions
    )
    SELECT side, account_id, accounts.bank AS bank_of_account, named.bank AS bank_of_transaction
    FROM named JOIN accounts USING (account_id)
    WHERE named.bank <> accounts.bank`,
  breakIt: {
    tables: `UPDATE transactions SET origin_bank = (SELECT min(bank) FROM banks WHERE bank <> origin_bank)
      WHERE transaction_id = 1`,
  },
});
