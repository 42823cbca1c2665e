import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'balances_chain',
  doc: 'On every account, each balance is the one before it plus or minus the amount; declines and holds change nothing.',
  sql: ({ cents, rows }) => {
    // Sorting all legs is most of the work; it is a quarter less with narrow ids.
    const id = rows('transactions') < 2 ** 31 ? 'transaction_id::INTEGER' : 'transaction_id';
    return `
    WITH legs AS (
      SELECT ${id} AS transaction_id, origin_account AS account_id, ${cents('origin_balance_after')} AS balance,
        CASE WHEN status = 'approved' AND payment_type <> 'card_authorisation'
          THEN -${cents('amount')} ELSE 0 END AS movement
      FROM transactions WHERE origin_balance_after IS NOT NULL
      UNION ALL
      SELECT ${id}, destination_account, ${cents('destination_balance_after')},
        CASE WHEN status = 'approved' AND payment_type <> 'card_authorisation'
          THEN ${cents('coalesce(destination_amount, amount)')} ELSE 0 END
      FROM transactions WHERE destination_balance_after IS NOT NULL
    ),
    chained AS (
      SELECT *, lag(balance) OVER (PARTITION BY account_id ORDER BY transaction_id) AS previous FROM legs
    ),
    suspects AS (
      SELECT * FROM chained WHERE previous + movement IS DISTINCT FROM balance
    )
    SELECT transaction_id, account_id,
      coalesce(previous, ${cents('opening_balance')}) / 100 AS balance_before,
      movement / 100 AS movement,
      balance / 100 AS balance_after
    FROM suspects JOIN accounts USING (account_id)
    WHERE coalesce(previous, ${cents('opening_balance')}) + movement <> balance`;
  },
  breakIt: {
    tables: `UPDATE transactions SET origin_balance_after = origin_balance_after + 0.01 WHERE transaction_id =
      (SELECT max(transaction_id) FROM transactions WHERE origin_balance_after IS NOT NULL)`,
  },
});
