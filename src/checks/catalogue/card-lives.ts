import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'card_lives',
  doc: 'No payment is approved on a card that is not yet issued, expired or blocked.',
  // Refunds and chargebacks name the card of the purchase, whatever became of it since.
  sql: ({ manifest, literal }) => `
    WITH lives AS (
      SELECT card_id, blocked_time,
        timezone('Europe/Berlin', issued::TIMESTAMP) AS issues,
        timezone('Europe/Berlin', (expires + 1)::TIMESTAMP) AS expires
      FROM cards
      WHERE blocked_time IS NOT NULL
        OR issued > DATE ${literal(manifest.scenario.start)} - 2
        OR expires < DATE ${literal(manifest.scenario.start)} + ${manifest.scenario.days + 2}
    )
    SELECT transaction_id, event_time, card_id, issues, expires, blocked_time
    FROM transactions JOIN lives USING (card_id)
    WHERE status = 'approved' AND payment_type IN ('card_purchase', 'card_authorisation', 'cash_withdrawal')
      AND (event_time < issues OR event_time >= expires OR event_time > blocked_time)`,
  breakIt: {
    tables: `UPDATE cards SET blocked_time = TIMESTAMPTZ '2000-01-01 00:00:00+00' WHERE card_id =
      (SELECT max(card_id) FROM transactions WHERE status = 'approved' AND payment_type = 'card_purchase')`,
  },
});
