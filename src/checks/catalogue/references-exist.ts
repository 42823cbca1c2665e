import { defineCheck, foreignKeys } from '../../define.ts';

/** Tables whose ids are numbers without gaps (`ids_unique`, `time_order`), and the first of them: a range says it all. */
const numberedFrom: Readonly<Record<string, number>> = {
  transactions: 1,
  customers: 0,
  accounts: 0,
  merchants: 0,
  terminals: 0,
};

export default defineCheck({
  name: 'references_exist',
  doc: 'Whatever a row names exists: accounts, banks, cards, merchants, devices, campaigns, transactions, parents.',
  sql: ({ rows }) =>
    [
      ...foreignKeys.map(([table, column, target, key]) => {
        const first = numberedFrom[target];
        return first === undefined
          ? unnamed(table, column, target, key)
          : outOfRange(table, column, first, first + rows(target) - 1);
      }),
      `SELECT 'transactions', 'parent_transaction_id', min(parent_transaction_id)::VARCHAR,
        max(parent_transaction_id)::VARCHAR, count(*), '1 to the transaction before'
      FROM transactions
      WHERE parent_transaction_id < 1 OR parent_transaction_id >= transaction_id
      HAVING count(*) > 0`,
    ].join(' UNION ALL '),
  breakIt: { tables: 'UPDATE transactions SET card_id = 1000000000 WHERE transaction_id = 1' },
});

function outOfRange(table: string, column: string, first: number, last: number): string {
  return `
    SELECT '${table}' AS table_name, '${column}' AS column_name, min(${column})::VARCHAR AS first_value,
      max(${column})::VARCHAR AS last_value, count(*) AS rows, '${first} to ${last}' AS existing
    FROM ${table}
    WHERE ${column} < ${first} OR ${column} > ${last}
    HAVING count(*) > 0`;
}

function unnamed(table: string, column: string, target: string, key: string): string {
  return `
    SELECT '${table}' AS table_name, '${column}' AS column_name, min(source.${column})::VARCHAR AS first_value,
      max(source.${column})::VARCHAR AS last_value, count(*) AS rows, '${key} of ${target}' AS existing
    FROM ${table} source ANTI JOIN ${target} target ON source.${column} = target.${key}
    WHERE source.${column} IS NOT NULL
    HAVING count(*) > 0`;
}
