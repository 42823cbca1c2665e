import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'amounts',
  doc: 'Amounts are positive and exact cents, and pass between two different accounts.',
  // The nearest double of a whole number of cents, divided by 100, is the only double that prints as that amount.
  sql: ({ cents }) => `
    SELECT transaction_id, origin_account, destination_account, amount, destination_amount,
      origin_balance_after, destination_balance_after
    FROM transactions
    WHERE NOT amount > 0 OR NOT isfinite(amount::DOUBLE)
      OR origin_account = destination_account
      OR destination_amount <= 0
      OR (destination_amount IS NULL) <> (destination_currency IS NULL)
      OR amount::DOUBLE <> ${cents('amount')} / 100
      OR destination_amount::DOUBLE <> ${cents('destination_amount')} / 100
      OR origin_balance_after::DOUBLE <> ${cents('origin_balance_after')} / 100
      OR destination_balance_after::DOUBLE <> ${cents('destination_balance_after')} / 100`,
  breakIt: { tables: 'UPDATE transactions SET amount = amount + 0.001 WHERE transaction_id = 1' },
});
