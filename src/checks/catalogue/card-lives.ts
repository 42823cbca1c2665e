import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'card_lives',
  doc: 'No payment is approved on a card that is not yet issued, expired or blocked.',
  // Refunds and chargebacks name the card of the purchase, whatever became of it since; and a bank honours what it has
  // authorised, so that a completion is judged by its authorisation.
  sql: ({ manifest, literal }) => `
    WITH lives AS (
      SELECT card_id, blocked_time,
        timezone('Europe/Berlin', issued::TIMESTAMP) AS issues,
        timezone('Europe/Berlin', (expires + 1)::TIMESTAMP) AS expires
      FROM cards
      WHERE blocked_time IS NOT NULL
        OR issued > DATE ${literal(manifest.scenario.start)} - 2
        OR expires < DATE ${literal(manifest.scenario.start)} + ${manifest.scenario.days + 2}
    ),
    suspects AS (
      SELECT transaction_id, event_time, card_id, issues, expires, blocked_time, parent_transaction_id
      FROM transactions JOIN lives USING (card_id)
      WHERE status = 'approved' AND payment_type IN ('card_purchase', 'card_authorisation', 'cash_withdrawal')
        AND (event_time < issues OR event_time >= expires OR event_time > blocked_time)
    ),
    completions AS (
      SELECT suspects.transaction_id
      FROM suspects JOIN transactions parent ON parent.transaction_id = suspects.parent_transaction_id
      WHERE parent.payment_type = 'card_authorisation' AND parent.status = 'approved'
    )
    SELECT * EXCLUDE (parent_transaction_id) FROM suspects
    WHERE transaction_id NOT IN (FROM completions)`,
  breakIt: {
    tables: `UPDATE cards SET blocked_time = TIMESTAMPTZ '2000-01-01 00:00:00+00' WHERE card_id =
      (SELECT max(card_id) FROM transactions WHERE status = 'approved' AND payment_type = 'card_purchase')`,
  },
});
