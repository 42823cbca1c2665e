import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'account_lives',
  doc: 'Nothing happens on an account before it is opened, and nothing is booked on it after it is closed.',
  // Days of opening and closing are local; the country keeps Central European Time. Most accounts were open before the
  // log starts and stay so: only the others are looked at.
  sql: ({ manifest, literal }) => `
    WITH lives AS (
      SELECT account_id,
        timezone('Europe/Berlin', opened::TIMESTAMP) AS opens,
        timezone('Europe/Berlin', (closed + 1)::TIMESTAMP) AS closes
      FROM accounts
      WHERE opened > DATE ${literal(manifest.scenario.start)} - 2 OR closed IS NOT NULL
    )
    SELECT 'transactions' AS table_name, transaction_id AS id, event_time, account_id, opens, closes
    FROM transactions JOIN lives ON account_id = origin_account
    WHERE event_time < opens OR (event_time >= closes AND status = 'approved')
    UNION ALL
    SELECT 'transactions', transaction_id, event_time, account_id, opens, closes
    FROM transactions JOIN lives ON account_id = destination_account
    WHERE event_time < opens OR (event_time >= closes AND status = 'approved')
    UNION ALL
    SELECT 'events', event_id, event_time, account_id, opens, closes
    FROM events JOIN lives USING (account_id)
    WHERE event_time < opens`,
  breakIt: {
    tables: `UPDATE accounts SET closed = opened + 1 WHERE account_id =
      (SELECT max(origin_account) FROM transactions WHERE status = 'approved')`,
  },
});
