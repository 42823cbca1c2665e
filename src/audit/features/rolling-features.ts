/** Days between a payment and the moment when its label may be used. */
export const LABEL_DELAY_DAYS = 7;

/** Days that the rolling windows reach back. */
export const windowsDays = [1, 7, 30] as const;

/** Whom the windows follow. */
export const followed = ['customer', 'card', 'merchant', 'device'] as const;

/**
 * What a bank can know of a payment from the payments before it: a view `rolling_features` over `payments` (see
 * `paymentsView`), one row per payment by `row_id`. Copy it, run it in DuckDB.
 *
 * Every window ends a microsecond before the payment, and labels count only once they are 7 days old, so that the
 * features of a row do not change when later rows are deleted. Features of a missing card, merchant or device are null.
 *
 * | column | what |
 * |---|---|
 * | `<who>_count_<n>d`, `<who>_sum_<n>d` | payments and their value in the last 1, 7, 30 days, by customer, card, merchant, device |
 * | `<who>_amount_ratio` | amount over the mean amount of the last 30 days |
 * | `<who>_seconds_since` | since the payment before |
 * | `is_new_counterparty`, `is_new_device`, `is_new_merchant` | 1 when the customer meets it for the first time in the log |
 * | `km_from_home`, `km_from_last` | from home, and from the place before |
 * | `merchant_fraud_rate`, `device_fraud_rate` | share of fraud among the payments that are 7 to 37 days old |
 */
export const rollingFeatures = `
CREATE OR REPLACE VIEW rolling_features AS
WITH located AS (
  SELECT *,
    last_value(latitude IGNORE NULLS) OVER before AS last_latitude,
    last_value(longitude IGNORE NULLS) OVER before AS last_longitude
  FROM payments
  WINDOW before AS (PARTITION BY customer ORDER BY event_time, row_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT
  row_id,
${followed.map(windowFeatures).join('\n')}
  ${isFirst('counterparty')} AS is_new_counterparty,
  ${isFirst('device')} AS is_new_device,
  ${isFirst('merchant')} AS is_new_merchant,
  ${kilometres('home_latitude', 'home_longitude')} AS km_from_home,
  ${kilometres('last_latitude', 'last_longitude')} AS km_from_last,
  ${delayedFraudRate('merchant')} AS merchant_fraud_rate,
  ${delayedFraudRate('device')} AS device_fraud_rate
FROM located
WINDOW
${followed.map(windows).join(',\n')}`;

function windows(who: string): string {
  const range = (name: string, from: number, to: string) =>
    `  ${who}_${name} AS (${partition(who)} ORDER BY event_time RANGE BETWEEN INTERVAL ${from} DAYS PRECEDING AND INTERVAL ${to} PRECEDING)`;
  const recent = windowsDays.map((days) => range(`${days}d`, days, '1 MICROSECOND'));
  const labelled = range('labelled', LABEL_DELAY_DAYS + 30, `${LABEL_DELAY_DAYS} DAYS`);
  const ordered = `  ${who}_order AS (${partition(who)} ORDER BY event_time, row_id)`;
  const hasRate = who === 'merchant' || who === 'device';
  return [...recent, ...(hasRate ? [labelled] : []), ordered].join(',\n');
}

// Rows without a card share no history; in one partition, they would also take minutes.
function partition(who: string): string {
  return `PARTITION BY ${who}, CASE WHEN ${who} IS NULL THEN row_id END`;
}

function windowFeatures(who: string): string {
  const features = windowsDays.flatMap((days) => [
    `  ${known(who, `count(*) OVER ${who}_${days}d`)} AS ${who}_count_${days}d,`,
    `  ${known(who, `coalesce(sum(amount) OVER ${who}_${days}d, 0)`)} AS ${who}_sum_${days}d,`,
  ]);
  return [
    ...features,
    // The alias stands for a window that is computed already.
    `  (amount * ${who}_count_30d / nullif(${who}_sum_30d, 0))::FLOAT AS ${who}_amount_ratio,`,
    `  ${known(who, `epoch(event_time - lag(event_time) OVER ${who}_order)`)} AS ${who}_seconds_since,`,
  ].join('\n');
}

function known(who: string, feature: string): string {
  return `CASE WHEN ${who} IS NOT NULL THEN (${feature})::FLOAT END`;
}

function isFirst(what: string): string {
  const first = `row_number() OVER (PARTITION BY customer, ${what} ORDER BY event_time, row_id) = 1`;
  return `CASE WHEN customer IS NOT NULL AND ${what} IS NOT NULL THEN (${first})::INTEGER::FLOAT END`;
}

// On a sphere; a fictional country needs no ellipsoid.
function kilometres(fromLatitude: string, fromLongitude: string): string {
  const haversine =
    `sin(radians(latitude - ${fromLatitude}) / 2) ** 2 + ` +
    `cos(radians(latitude)) * cos(radians(${fromLatitude})) * sin(radians(longitude - ${fromLongitude}) / 2) ** 2`;
  return `CASE WHEN latitude IS NOT NULL AND ${fromLatitude} IS NOT NULL THEN (12742 * asin(sqrt(least(1, ${haversine}))))::FLOAT END`;
}

function delayedFraudRate(who: string): string {
  return known(who, `avg(is_fraud::INTEGER) OVER ${who}_labelled`);
}
