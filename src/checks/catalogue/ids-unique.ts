import { defineCheck } from '../../define.ts';

/** Tables whose first column is their row number from 0. */
const numbered = ['customers', 'accounts', 'merchants', 'terminals'] as const;

/** Tables whose first column names the row. Numbers may have gaps: some belong to the time before the log. */
const unique = [
  'cards',
  'devices',
  'ips',
  'banks',
  'alerts',
  'cases',
  'campaigns',
  'anomalies',
  'scheme_transactions',
] as const;

export default defineCheck({
  name: 'ids_unique',
  doc: 'Ids are unique; customers, accounts, merchants and terminals are numbered from 0 without gaps.',
  sql: ({ tables }) =>
    [...numbered, ...unique]
      .map((name) => {
        const id = Object.keys(tables.find((table) => table.name === name)?.columns ?? {})[0];
        const hasGaps = `min(${id}) <> 0 OR max(${id}) <> count(*) - 1`;
        return `
          SELECT '${name}' AS table_name, '${id}' AS id, count(*) AS rows, count(DISTINCT ${id}) AS ids,
            min(${id})::VARCHAR AS first, max(${id})::VARCHAR AS last
          FROM ${name}
          HAVING count(*) <> count(DISTINCT ${id}) ${numbered.some((each) => each === name) ? `OR ${hasGaps}` : ''}`;
      })
      .join(' UNION ALL '),
  breakIt: { tables: 'UPDATE cards SET card_id = (SELECT min(card_id) FROM cards)' },
});
