/**
 * A dataset of fraudworld in the shape that `rollingFeatures` reads. Run it in `fraudworld query`, on an opened dataset,
 * or on any DuckDB with views of the same names.
 *
 * | column | type | what |
 * |---|---|---|
 * | `row_id` | BIGINT | order of the rows, ascending with `event_time` |
 * | `event_time` | TIMESTAMPTZ | when the payment was asked for |
 * | `customer` | BIGINT | who pays; of a refund or chargeback, who is paid |
 * | `counterparty` | BIGINT | the account on the other side |
 * | `card`, `merchant`, `device` | BIGINT | null where there is none |
 * | `amount` | DOUBLE | currency units |
 * | `latitude`, `longitude` | DOUBLE | where the payment happens, null where nowhere |
 * | `home_latitude`, `home_longitude` | DOUBLE | where the customer lives |
 * | `is_fraud` | BOOLEAN | the label; read only when it is older than the delay |
 */
export const paymentsView = `
CREATE OR REPLACE VIEW payments AS
SELECT
  t.transaction_id AS row_id,
  t.event_time,
  coalesce(o.customer_id, d.customer_id) AS customer,
  CASE WHEN o.customer_id IS NULL THEN t.origin_account ELSE t.destination_account END AS counterparty,
  t.card_id AS card,
  t.merchant_id AS merchant,
  t.device_id AS device,
  t.amount,
  t.latitude::DOUBLE AS latitude,
  t.longitude::DOUBLE AS longitude,
  c.latitude::DOUBLE AS home_latitude,
  c.longitude::DOUBLE AS home_longitude,
  t.is_fraud
FROM transactions t
LEFT JOIN accounts o ON o.account_id = t.origin_account
LEFT JOIN accounts d ON d.account_id = t.destination_account
LEFT JOIN customers c ON c.customer_id = coalesce(o.customer_id, d.customer_id)`;
