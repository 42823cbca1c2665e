// Which of the shortcuts that give the fraud of other generators away work here?
//
//     npm run build && node bench/shortcuts.mjs [dataset=data/card-realistic] | tee bench/logs/shortcuts.log
//
// Each line asks the dataset what was asked of the peer's own data (bench/peers.md).
import { openDataset } from '../dist/src/index.js';

const directory = process.argv[2]?.replace('dataset=', '') ?? 'data/card-realistic';

/** A rule as a detector: its precision, and the share of fraud rows that it finds. */
const rule = (condition) => `
  SELECT count(*) FILTER (WHERE hit) AS flagged,
    round(count(*) FILTER (WHERE hit AND is_fraud) / nullif(count(*) FILTER (WHERE hit), 0), 4) AS precision,
    round(count(*) FILTER (WHERE hit AND is_fraud) / count(*) FILTER (WHERE is_fraud), 4) AS recall
  FROM (SELECT is_fraud, coalesce(${condition}, false) AS hit FROM transactions)`;

/** Members of laundering schemes; payments that they start by themselves and that are no part of it. */
const launderers = `
  SELECT DISTINCT m.customer_id FROM campaign_members m JOIN campaigns c USING (campaign_id)
  WHERE c.family = 'laundering' AND m.customer_id IS NOT NULL`;
const payments = `
  SELECT a.customer_id, t.event_time::DATE AS day, t.is_fraud, s.victim
  FROM transactions t JOIN accounts a ON a.account_id = t.origin_account
  LEFT JOIN scheme_transactions s USING (transaction_id)
  WHERE a.customer_id IS NOT NULL`;

const questions = {
  'AMLworld: rows from an account to itself': `
    SELECT count(*) AS rows, count(*) FILTER (WHERE origin_account = destination_account) AS to_itself FROM transactions`,
  'PaySim: the payment empties the account': rule(`status = 'approved' AND origin_balance_after = 0`),
  'Handbook: card payments above 220': rule(`card_id IS NOT NULL AND amount > 220`),
  'AMLSim: launderers who never make a payment of their own': `
    WITH launderers AS (${launderers}), payers AS (SELECT DISTINCT customer_id FROM (${payments}) WHERE NOT is_fraud)
    SELECT count(*) AS launderers, round(avg((p.customer_id IS NULL)::INTEGER), 4) AS share_without
    FROM launderers LEFT JOIN payers p USING (customer_id)`,
  'Sparkov: victims who also pay for something themselves on the day they are hit': `
    WITH payments AS (${payments}),
      days AS (SELECT DISTINCT victim AS customer_id, day FROM payments WHERE is_fraud AND victim IS NOT NULL),
      own AS (SELECT DISTINCT customer_id, day FROM payments WHERE NOT is_fraud)
    SELECT count(*) AS victim_days, round(avg((o.day IS NOT NULL)::INTEGER), 4) AS share_with
    FROM days LEFT JOIN own o USING (customer_id, day)`,
  'Sparkov: customers who are ever a victim': `
    SELECT (SELECT count(DISTINCT victim) FROM scheme_transactions WHERE is_fraud) AS victims,
      round((SELECT count(DISTINCT victim) FROM scheme_transactions WHERE is_fraud) / count(*), 4) AS share
    FROM customers WHERE customer_type = 'person'`,
};

const dataset = await openDataset(directory);
const { seed, scenario } = dataset.manifest;
console.log(`${scenario.name}, seed ${seed}, ${scenario.days} days, scenario ${dataset.manifest.scenario_sha256}`);
for (const [question, sql] of Object.entries(questions)) {
  const [row] = await dataset.rows(sql);
  console.log(
    `${question}\n  ${Object.entries(row)
      .map(([name, value]) => `${name} ${value}`)
      .join('   ')}`,
  );
}
dataset.close();
