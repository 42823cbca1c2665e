import { defineCheck } from '../check.ts';

export default defineCheck({
  name: 'account_banks',
  doc: 'The banks of a row are the banks of its accounts.',
  sql: () => `
    SELECT t.transaction_id, 'origin' AS side, t.origin_account AS account_id, t.origin_bank AS bank, a.bank AS bank_of_account
    FROM transactions t JOIN accounts a ON a.account_id = t.origin_account
    WHERE t.origin_bank <> a.bank
    UNION ALL
    SELECT t.transaction_id, 'destination', t.destination_account, t.destination_bank, a.bank
    FROM transactions t JOIN accounts a ON a.account_id = t.destination_account
    WHERE t.destination_bank <> a.bank`,
  breakIt: {
    tables: `UPDATE transactions SET origin_bank = (SELECT min(bank) FROM banks WHERE bank <> origin_bank)
      WHERE transaction_id = 1`,
  },
});
