import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'closing_balances',
  doc: 'On every account, also those of banks that do not report, opening balance plus flows is the closing balance.',
  sql: ({ cents }) => `
    WITH flows AS (
      SELECT account_id, sum(movement) AS movement
      FROM (
        SELECT origin_account AS account_id, -sum(${cents('amount')}) AS movement
        FROM transactions WHERE status = 'approved' AND payment_type <> 'card_authorisation'
        GROUP BY origin_account
        UNION ALL
        SELECT destination_account, sum(${cents('coalesce(destination_amount, amount)')})
        FROM transactions WHERE status = 'approved' AND payment_type <> 'card_authorisation'
        GROUP BY destination_account
      )
      GROUP BY account_id
    )
    SELECT account_id, account_type, bank, opening_balance, coalesce(movement, 0) / 100 AS flows, closing_balance
    FROM accounts LEFT JOIN flows USING (account_id)
    WHERE ${cents('opening_balance')} + coalesce(movement, 0) <> ${cents('closing_balance')}`,
  breakIt: {
    tables: `UPDATE accounts SET closing_balance = closing_balance - 0.01
      WHERE account_id = (SELECT max(account_id) FROM accounts)`,
  },
});
