/** Days between a payment and the moment when its label may be used. */
export const LABEL_DELAY_DAYS = 7;

/** Days that the rolling windows reach back. */
export const windowsDays = [1, 7, 30] as const;

/** Whom the windows follow. */
export const followed = ['customer', 'card', 'merchant', 'device'] as const;

/** Whom and what a customer meets. */
const met = ['counterparty', 'device', 'merchant'] as const;

const MICROSECONDS_A_DAY = 86_400_000_000;

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
WITH
${followed.map(windowsOf).join(',\n')},
located AS (
  SELECT row_id, lag(latitude) OVER before AS last_latitude, lag(longitude) OVER before AS last_longitude
  FROM payments WHERE customer IS NOT NULL AND latitude IS NOT NULL
  WINDOW before AS (PARTITION BY customer ORDER BY row_id)
),
${met.map(firstMeetings).join(',\n')}
SELECT
  row_id,
${followed.map(windowFeatures).join('\n')}
${met.map(isNew).join('\n')}
  ${kilometres('home_latitude', 'home_longitude')} AS km_from_home,
  ${kilometres('last_latitude', 'last_longitude')} AS km_from_last,
  by_merchant.fraud_rate AS merchant_fraud_rate,
  by_device.fraud_rate AS device_fraud_rate
FROM payments
${[...followed.map((who) => `by_${who}`), 'located', ...met.map((what) => `first_${what}`)].map(beside).join('\n')}`;

/**
 * The windows over one of those followed. They are taken of a few columns, sorted by themselves, and of microseconds
 * as integers: windows over whole payments drag every column through every sort, and calendar intervals are slow.
 */
function windowsOf(who: string): string {
  const range = (name: string, from: number, to: string) =>
    `    last_${name} AS (PARTITION BY who ORDER BY moment RANGE BETWEEN ${from * MICROSECONDS_A_DAY} PRECEDING AND ${to} PRECEDING)`;
  const windows = windowsDays.map((days) => range(`${days}d`, days, '1'));
  const features = windowsDays.flatMap((days) => [
    `    count(*) OVER last_${days}d AS count_${days}d,`,
    `    coalesce(sum(amount) OVER last_${days}d, 0) AS sum_${days}d,`,
  ]);
  if (hasRate(who)) {
    windows.push(range('labelled', LABEL_DELAY_DAYS + 30, String(LABEL_DELAY_DAYS * MICROSECONDS_A_DAY)));
    features.push('    (avg(is_fraud::INTEGER) OVER last_labelled)::FLOAT AS fraud_rate,');
  }
  return `by_${who} AS (
  SELECT
    row_id,
${features.join('\n')}
    ((moment - lag(moment) OVER (PARTITION BY who ORDER BY moment, row_id)) / 1e6)::FLOAT AS seconds_since
  FROM (
    SELECT row_id, ${who} AS who, epoch_us(event_time) AS moment, amount${hasRate(who) ? ', is_fraud' : ''}
    FROM payments WHERE ${who} IS NOT NULL
  )
  WINDOW
${windows.join(',\n')}
)`;
}

function hasRate(who: string): boolean {
  return who === 'merchant' || who === 'device';
}

function windowFeatures(who: string): string {
  const windows = windowsDays.flatMap((days) => [
    `  by_${who}.count_${days}d::FLOAT AS ${who}_count_${days}d,`,
    `  by_${who}.sum_${days}d::FLOAT AS ${who}_sum_${days}d,`,
  ]);
  return [
    ...windows,
    `  (amount * by_${who}.count_30d / nullif(by_${who}.sum_30d, 0))::FLOAT AS ${who}_amount_ratio,`,
    `  by_${who}.seconds_since AS ${who}_seconds_since,`,
  ].join('\n');
}

function firstMeetings(what: string): string {
  return `first_${what} AS (
  SELECT min(row_id) AS row_id, true AS is_first FROM payments
  WHERE customer IS NOT NULL AND ${what} IS NOT NULL GROUP BY customer, ${what}
)`;
}

function isNew(what: string): string {
  const isFirst = `coalesce(first_${what}.is_first, false)::INTEGER::FLOAT`;
  return `  CASE WHEN customer IS NOT NULL AND ${what} IS NOT NULL THEN ${isFirst} END AS is_new_${what},`;
}

function beside(table: string): string {
  return `LEFT JOIN ${table} USING (row_id)`;
}

// On a sphere; a fictional country needs no ellipsoid.
function kilometres(fromLatitude: string, fromLongitude: string): string {
  const haversine =
    `sin(radians(latitude - ${fromLatitude}) / 2) ** 2 + ` +
    `cos(radians(latitude)) * cos(radians(${fromLatitude})) * sin(radians(longitude - ${fromLongitude}) / 2) ** 2`;
  return `CASE WHEN latitude IS NOT NULL AND ${fromLatitude} IS NOT NULL THEN (12742 * asin(sqrt(least(1, ${haversine}))))::FLOAT END`;
}
