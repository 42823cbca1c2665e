import { defineCheck } from '../check.ts';

/** Tables whose first column is their row number, and where it starts. */
const numbered = [
  ['customers', 'customer_id', 0],
  ['accounts', 'account_id', 0],
  ['cards', 'card_id', 0],
  ['merchants', 'merchant_id', 0],
  ['terminals', 'terminal_id', 0],
  ['devices', 'device_id', 0],
  ['alerts', 'alert_id', 1],
  ['cases', 'case_id', 1],
  ['campaigns', 'campaign_id', 1],
  ['anomalies', 'anomaly_id', 1],
] as const;

const unique = [
  ['ips', 'ip'],
  ['banks', 'bank'],
  ['scheme_transactions', 'transaction_id'],
] as const;

export default defineCheck({
  name: 'ids_unique',
  doc: 'Ids are unique; those of entities, alerts, cases and campaigns count up without gaps.',
  sql: () =>
    [
      ...numbered.map(
        ([table, id, first]) => `
        SELECT '${table}' AS table_name, '${id}' AS id, count(*) AS rows, count(DISTINCT ${id}) AS ids,
          min(${id})::VARCHAR AS first, max(${id})::VARCHAR AS last
        FROM ${table}
        HAVING count(*) <> count(DISTINCT ${id}) OR min(${id}) <> ${first} OR max(${id}) <> ${first} + count(*) - 1`,
      ),
      ...unique.map(
        ([table, id]) => `
        SELECT '${table}', '${id}', count(*), count(DISTINCT ${id}), min(${id})::VARCHAR, max(${id})::VARCHAR
        FROM ${table} HAVING count(*) <> count(DISTINCT ${id})`,
      ),
    ].join(' UNION ALL '),
  breakIt: { tables: 'UPDATE cards SET card_id = card_id + 1000000 WHERE card_id = (SELECT max(card_id) FROM cards)' },
});
