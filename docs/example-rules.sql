-- Rules in SQL: fraudworld stress tiny --detector docs/example-rules.sql -o data/my-rules
--
-- They run at every full hour over what the banks knew then: `payments` (all of `transactions` but its truth), `labels`,
-- and `clock`, whose one row is that hour. Rows of the last 60 days are there, none of the hour that begins.
--
-- A row with an account_id holds for all payments from or to that account until the next hour; one with a transaction_id
-- raises an alert on a payment that has settled (`review`), or freezes its account (`freeze`).

WITH recent AS (
  SELECT p.*, c.now FROM payments p, clock c WHERE p.status = 'approved'
),
-- A device that showed many cards in a day: its last payments are looked at.
card_testing AS (
  SELECT device_id FROM recent
  WHERE channel = 'ecommerce' AND card_id IS NOT NULL AND device_id IS NOT NULL AND event_time >= now - INTERVAL 1 DAY
  GROUP BY device_id HAVING count(DISTINCT card_id) >= 4
),
-- Money that came in and left again within a day.
passed_through AS (
  SELECT o.origin_account AS account_id, max(o.transaction_id) AS transaction_id, sum(o.amount) AS amount
  FROM recent o
  JOIN recent i ON i.destination_account = o.origin_account
    AND o.event_time BETWEEN i.event_time AND i.event_time + INTERVAL 1 DAY
    AND o.amount BETWEEN 0.8 * i.amount AND i.amount
  WHERE o.event_time >= o.now - INTERVAL 1 HOUR AND i.amount >= 600
    AND o.channel IN ('mobile', 'web') AND i.channel IN ('mobile', 'web')
  GROUP BY o.origin_account
)
SELECT NULL::INTEGER AS account_id, transaction_id, 'review' AS action, 0.6 AS score, 'money passes through' AS reason
FROM passed_through
UNION ALL
SELECT NULL, max(r.transaction_id), 'review', 0.7, 'many cards on one device'
FROM recent r JOIN card_testing USING (device_id)
WHERE r.event_time >= r.now - INTERVAL 1 HOUR
GROUP BY device_id
UNION ALL
-- Accounts that somebody has labelled a mule's are not paid any more.
SELECT DISTINCT account_id, NULL::BIGINT, 'decline', 0.9, 'known mule'
FROM labels WHERE label = 'mule' AND account_id IS NOT NULL
