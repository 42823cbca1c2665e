import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'receipts_precede_hops',
  doc: 'No hop before its receipt: money is passed on after it came in, by the account it came to, and no more of it.',
  sql: ({ cents }) => `
    WITH trail AS (
      SELECT m.transaction_id, m.source_transaction_id, ${cents('m.amount')} AS share
      FROM money_trail m
    ),
    moved AS (
      SELECT transaction_id, origin_account, destination_account, event_time,
        ${cents('amount')} AS paid, ${cents('coalesce(destination_amount, amount)')} AS received
      FROM transactions
      WHERE transaction_id IN (SELECT transaction_id FROM trail UNION ALL SELECT source_transaction_id FROM trail)
    )
    SELECT 'caused by a later row' AS problem, transaction_id, caused_by AS source_transaction_id, NULL AS amount
    FROM scheme_transactions WHERE caused_by >= transaction_id
    UNION ALL
    SELECT 'passed on before it came in', transaction_id, source_transaction_id, share / 100
    FROM trail WHERE source_transaction_id >= transaction_id OR NOT share > 0
    UNION ALL
    SELECT 'passed on by another account or earlier', t.transaction_id, t.source_transaction_id, t.share / 100
    FROM trail t
    JOIN moved hop ON hop.transaction_id = t.transaction_id
    JOIN moved receipt ON receipt.transaction_id = t.source_transaction_id
    WHERE hop.origin_account <> receipt.destination_account OR hop.event_time < receipt.event_time
    UNION ALL
    SELECT 'more tainted money than the row moves', t.transaction_id, NULL, sum(t.share) / 100
    FROM trail t JOIN moved m USING (transaction_id)
    GROUP BY t.transaction_id, m.paid HAVING sum(t.share) > m.paid
    UNION ALL
    SELECT 'more passed on than came in', NULL, t.source_transaction_id, sum(t.share) / 100
    FROM trail t JOIN moved m ON m.transaction_id = t.source_transaction_id
    GROUP BY t.source_transaction_id, m.received HAVING sum(t.share) > m.received`,
  breakIt: {
    tables: `UPDATE money_trail SET source_transaction_id = transaction_id, transaction_id = source_transaction_id
      WHERE transaction_id = (SELECT min(transaction_id) FROM money_trail)`,
  },
});
