/** Rounds of the bootstrap that gives intervals. */
export const BOOTSTRAP_ROUNDS = 400;

/** A view of the scorecard: every number that it shows is a cell of one of these. */
export interface StressView {
  readonly name: string;
  readonly doc: string;
  readonly sql: string;
}

/** Statements that create the views, in order. */
export function createStressViews(): string[] {
  return stressViews.map(({ name, sql }) => `CREATE VIEW ${name} AS ${sql}`);
}

/**
 * The scorecard as views over the tables of a stress test (`decisions`, `reactions`, `stress_run`,
 * `stress_cost_parameters`) and those of its dataset. Money is in currency units. A campaign counts as *detected* when a
 * payment of it was refused or a suspicion of it confirmed.
 */
export const stressViews: readonly StressView[] = [
  {
    name: 'stress_decisions',
    doc: 'Every decision, with whether the payment went through and what its analyst found.',
    // Without a duel there are no analysts: every alert counts as looked at, at once and by somebody who is never wrong.
    // A released hold is made again as a row of its own; its first attempt stands for it.
    sql: `
      SELECT
        d.*,
        d.outcome IN ('approved', 'step_up_passed', 'held_released') AS went_through,
        date_trunc('day', d.event_time) AS day,
        CASE WHEN r.mode = 'duel' THEN c.closed ELSE d.alert_time END AS looked_at,
        CASE WHEN r.mode = 'duel' THEN coalesce(c.disposition IN ('fraud', 'mule'), false)
          ELSE d.alert_time IS NOT NULL AND d.is_fraud END AS is_confirmed,
        t.payment_type, s.family, s.stage
      FROM decisions d
      CROSS JOIN stress_run r
      LEFT JOIN (SELECT transaction_id, payment_type FROM transactions) t USING (transaction_id)
      LEFT JOIN (
        SELECT a.transaction_id, min(k.closed) AS closed, max(k.disposition) AS disposition
        FROM alerts a JOIN cases k USING (case_id)
        WHERE a.rule LIKE 'detector\\_%' ESCAPE '\\' AND a.transaction_id IS NOT NULL
        GROUP BY a.transaction_id
      ) c USING (transaction_id)
      LEFT JOIN scheme_transactions s USING (transaction_id)`,
  },
  {
    name: 'stress_campaigns',
    doc: 'Every campaign that the detector was asked about: what it tried, what it got, when it was first hindered.',
    sql: `
      WITH hindered AS (
        SELECT campaign_id,
          min(CASE WHEN NOT went_through THEN event_time WHEN is_confirmed THEN looked_at END) AS detected_at
        FROM stress_decisions WHERE is_fraud GROUP BY campaign_id
      )
      SELECT
        d.campaign_id,
        any_value(d.typology) AS typology,
        any_value(d.family) AS family,
        count(*) AS attempts,
        count(*) FILTER (NOT went_through) AS refused,
        sum(amount) AS attempted_value,
        coalesce(sum(amount) FILTER (NOT went_through), 0) AS refused_value,
        coalesce(sum(loss) FILTER (went_through), 0) AS lost,
        coalesce(sum(loss) FILTER (went_through AND (detected_at IS NULL OR event_time < detected_at)), 0)
          AS lost_before_detection,
        min(event_time) AS started,
        any_value(detected_at) AS detected_at,
        any_value(detected_at) IS NOT NULL AS is_detected,
        epoch(any_value(detected_at) - min(event_time)) / 3600 AS hours_to_detection,
        CASE WHEN any_value(detected_at) IS NOT NULL
          THEN count(*) FILTER (went_through AND event_time < detected_at) END AS payments_to_detection
      FROM stress_decisions d JOIN hindered USING (campaign_id)
      WHERE is_fraud
      GROUP BY d.campaign_id`,
  },
  {
    name: 'stress_typologies',
    doc: 'Recall by typology: of campaigns, of payments and of money; and the time that detection takes.',
    sql: `
      SELECT
        CASE WHEN grouping(typology) = 1 THEN 'all' ELSE typology END AS typology,
        count(*) AS campaigns,
        count(*) FILTER (is_detected) AS detected,
        count(*) FILTER (is_detected) / nullif(count(*), 0) AS recall,
        sum(refused) / sum(attempts) AS payment_recall,
        sum(refused_value) / sum(attempted_value) AS value_recall,
        sum(attempted_value) AS attempted_value,
        sum(lost) AS lost,
        sum(lost_before_detection) AS lost_before_detection,
        median(hours_to_detection) AS median_hours,
        quantile_cont(hours_to_detection, 0.9) AS p90_hours,
        median(payments_to_detection) AS median_payments
      FROM stress_campaigns
      GROUP BY GROUPING SETS ((), (typology))
      ORDER BY grouping(typology) DESC, typology`,
  },
  {
    name: 'stress_values',
    doc: 'Recall by the value of the payment.',
    sql: `
      SELECT band, count(*) AS payments, count(*) FILTER (NOT went_through) AS refused,
        count(*) FILTER (NOT went_through) / count(*) AS recall,
        sum(amount) AS attempted_value, coalesce(sum(loss) FILTER (went_through), 0) AS lost
      FROM (
        SELECT *,
          CASE WHEN amount < 50 THEN 1 WHEN amount < 250 THEN 2 WHEN amount < 1000 THEN 3 WHEN amount < 5000 THEN 4 ELSE 5
          END AS position,
          ['below 50', '50 to 250', '250 to 1,000', '1,000 to 5,000', '5,000 and more'][position] AS band
        FROM stress_decisions WHERE is_fraud
      )
      GROUP BY position, band ORDER BY position`,
  },
  {
    name: 'stress_days',
    doc: 'How precise the scores are at the budget: hits among the k highest of a day, and the most there could be.',
    sql: `
      WITH ranked AS (
        SELECT day, is_fraud, row_number() OVER (PARTITION BY day ORDER BY score DESC, transaction_id) AS position
        FROM stress_decisions WHERE score IS NOT NULL
      ), budget AS (SELECT greatest(1, round(alerts_per_day))::BIGINT AS k FROM stress_run)
      SELECT day, any_value(k) AS k, count(*) AS scored, count(*) FILTER (is_fraud) AS frauds,
        count(*) FILTER (is_fraud AND position <= k) AS hits,
        count(*) FILTER (is_fraud AND position <= k) / any_value(k) AS precision_at_k,
        least(any_value(k), count(*) FILTER (is_fraud)) / any_value(k) AS ceiling
      FROM ranked, budget GROUP BY day ORDER BY day`,
  },
  {
    name: 'stress_alerts',
    doc: 'Alerts: raised, looked at, right; and precision at the daily budget with its ceiling.',
    sql: `
      SELECT
        (SELECT alerts_per_day FROM stress_run) AS budget_per_day,
        count(*) FILTER (alert_time IS NOT NULL) AS raised,
        count(*) FILTER (looked_at IS NOT NULL) AS looked_at,
        count(*) FILTER (alert_time IS NOT NULL AND is_fraud) / nullif(count(*) FILTER (alert_time IS NOT NULL), 0)
          AS precision,
        count(*) FILTER (looked_at IS NOT NULL AND is_fraud) / nullif(count(*) FILTER (looked_at IS NOT NULL), 0)
          AS precision_looked_at,
        (SELECT avg(precision_at_k) FROM stress_days) AS precision_at_k,
        (SELECT avg(ceiling) FROM stress_days) AS ceiling,
        (SELECT avg(precision_at_k) / nullif(avg(ceiling), 0) FROM stress_days) AS share_of_ceiling
      FROM stress_decisions`,
  },
  {
    name: 'stress_costs',
    doc: 'What fraud and the detector cost together, line by line.',
    sql: `
      WITH lines(line, parameter, quantity) AS (
        SELECT 'lost to fraud', 'lost', coalesce(sum(loss) FILTER (is_fraud AND went_through), 0) FROM stress_decisions
        UNION ALL
        SELECT 'recalled', 'lost', -coalesce(sum(t.amount), 0)
        FROM scheme_transactions s
        JOIN transactions t USING (transaction_id)
        JOIN stress_decisions d ON d.transaction_id = s.caused_by AND d.went_through
        WHERE s.role = 'recovery' AND t.payment_type = 'payment_recall'
        UNION ALL
        SELECT 'laundered', 'laundered',
          coalesce(sum(amount) FILTER (is_fraud AND went_through AND family = 'laundering' AND stage = 'cash_out'), 0)
        FROM stress_decisions
        UNION ALL
        SELECT 'honest payments refused', 'refused', count(*) FROM stress_decisions
        WHERE NOT is_fraud AND outcome NOT IN ('approved', 'step_up_passed')
        UNION ALL
        SELECT 'income of card payments refused', 'refused_share', coalesce(sum(amount), 0) FROM stress_decisions
        WHERE NOT is_fraud AND NOT went_through AND payment_type = 'card_purchase'
        UNION ALL
        SELECT 'step-ups', 'step_up', count(*) FROM stress_decisions WHERE action = 'step_up'
        UNION ALL
        SELECT 'calls', 'called', count(*) FROM reactions WHERE reaction = 'called'
        UNION ALL
        SELECT 'complaints', 'complained', count(*) FROM reactions WHERE reaction = 'complained'
        UNION ALL
        SELECT 'alerts looked at', 'looked_at', count(*) FROM stress_decisions WHERE looked_at IS NOT NULL
        UNION ALL
        SELECT 'customers lost', 'customer_left', count(*) FROM reactions WHERE reaction = 'left'
      )
      SELECT line, quantity, value AS each, quantity * value AS cost
      FROM lines JOIN stress_cost_parameters p ON p.name = lines.parameter`,
  },
  {
    name: 'stress_groups',
    doc: 'What honest customers bear, by age, income and region: payments refused, questions asked, customers lost.',
    sql: `
      WITH people AS (
        SELECT customer_id,
          unnest([
            {'dimension': 'age', 'name': CASE
              WHEN birth_date IS NULL THEN 'business'
              WHEN age < 25 THEN '18 to 24' WHEN age < 45 THEN '25 to 44' WHEN age < 65 THEN '45 to 64'
              ELSE '65 and older' END},
            {'dimension': 'income', 'name': CASE
              WHEN birth_date IS NULL THEN 'business'
              WHEN income_monthly < 1500 THEN '0 to 1,500' WHEN income_monthly < 3000 THEN '1,500 to 3,000'
              WHEN income_monthly < 5000 THEN '3,000 to 5,000' ELSE '5,000 and more' END},
            {'dimension': 'region', 'name': region}
          ]) AS part
        FROM (
          SELECT *, date_diff('year', birth_date, (SELECT min(event_time) FROM decisions)::DATE) AS age FROM customers
        )
      )
      SELECT part.dimension AS dimension, part.name AS name,
        count(DISTINCT customer_id) AS customers,
        count(*) AS payments,
        count(*) FILTER (NOT went_through) AS refused,
        count(*) FILTER (NOT went_through) / count(*) AS refused_share,
        coalesce(sum(amount) FILTER (NOT went_through), 0) AS refused_value,
        count(*) FILTER (action = 'step_up') / count(*) AS step_up_share,
        count(*) FILTER (alert_time IS NOT NULL) / count(*) AS alert_share,
        count(*) FILTER (r.transaction_id IS NOT NULL) AS customers_lost
      FROM stress_decisions d
      JOIN people USING (customer_id)
      LEFT JOIN (SELECT transaction_id FROM reactions WHERE reaction = 'left') r USING (transaction_id)
      WHERE NOT is_fraud
      GROUP BY ALL ORDER BY dimension, name`,
  },
  {
    name: 'stress_criminals',
    doc: 'What crime was worth: proceeds and cost of the campaigns that the detector was asked about.',
    sql: `
      SELECT c.typology, count(*) AS campaigns, sum(proceeds) AS proceeds, sum(cost) AS cost,
        (sum(proceeds) - sum(cost)) / nullif(sum(cost), 0) AS return_on_cost
      FROM campaigns c JOIN stress_campaigns s USING (campaign_id)
      GROUP BY c.typology ORDER BY c.typology`,
  },
  {
    name: 'stress_bootstrap',
    doc: `The headline numbers in ${BOOTSTRAP_ROUNDS} worlds that are resampled campaign by campaign (Poisson weights, seeded).`,
    sql: `
      WITH weighted AS (
        SELECT round, c.*,
          (hash(c.campaign_id, round, r.seed) >> 11) / 9007199254740992.0 AS u,
          -- How often a campaign is drawn: quantiles of the Poisson distribution with mean 1.
          CASE WHEN u < 0.36787944 THEN 0 WHEN u < 0.73575888 THEN 1 WHEN u < 0.91969860 THEN 2
            WHEN u < 0.98101184 THEN 3 WHEN u < 0.99634015 THEN 4 WHEN u < 0.99940582 THEN 5 ELSE 6 END AS weight
        FROM stress_campaigns c, range(${BOOTSTRAP_ROUNDS}) rounds(round), stress_run r
      )
      SELECT round,
        sum(weight * is_detected::INT) / nullif(sum(weight), 0) AS recall,
        sum(weight * refused_value) / nullif(sum(weight * attempted_value), 0) AS value_recall,
        sum(weight * lost) AS lost
      FROM weighted GROUP BY round ORDER BY round`,
  },
  {
    name: 'stress_intervals',
    doc: '95 % intervals of the headline numbers, by bootstrap over campaigns.',
    sql: `
      SELECT metric, quantile_cont(value, 0.025) AS low, quantile_cont(value, 0.975) AS high
      FROM (UNPIVOT stress_bootstrap ON recall, value_recall, lost INTO NAME metric VALUE value)
      GROUP BY metric ORDER BY metric`,
  },
  {
    name: 'stress_summary',
    doc: 'The headline numbers in one row.',
    sql: `
      SELECT r.mode, r.detector,
        (SELECT count(*) FROM decisions) AS decisions,
        (SELECT count(*) FROM decisions WHERE is_fallback) AS fallbacks,
        t.campaigns, t.detected, t.recall, t.payment_recall, t.value_recall,
        t.lost, t.lost_before_detection, t.median_hours,
        (SELECT count(*) FROM stress_decisions WHERE NOT is_fraud AND NOT went_through) AS honest_refused,
        (SELECT coalesce(sum(amount), 0) FROM stress_decisions WHERE NOT is_fraud AND NOT went_through)
          AS honest_refused_value,
        (SELECT count(*) FILTER (NOT went_through) / nullif(count(*), 0) FROM stress_decisions WHERE NOT is_fraud)
          AS honest_refused_share,
        (SELECT count(*) FROM stress_decisions WHERE action = 'step_up') AS step_ups,
        (SELECT count(*) FROM reactions WHERE reaction = 'left') AS customers_lost,
        a.raised AS alerts, a.precision AS alert_precision, a.precision_at_k, a.ceiling,
        (SELECT sum(cost) FROM stress_costs) AS cost,
        (SELECT coalesce(sum(loss), 0) FROM stress_decisions WHERE is_fraud AND NOT went_through) AS refused_loss
      FROM stress_run r
      LEFT JOIN (SELECT * FROM stress_typologies WHERE typology = 'all') t ON true
      CROSS JOIN stress_alerts a`,
  },
];
