import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'required_values',
  doc: 'Columns that are not declared nullable have a value in every row.',
  sql: ({ tables }) =>
    tables
      .map(({ name, columns }) => {
        const required = Object.entries(columns).filter(([, column]) => column.nullable !== true);
        const missing = required.map(([column]) => `count(*) - count(${column}) AS ${column}`);
        return `
          SELECT '${name}' AS table_name, column_name, rows_without_value
          FROM (SELECT ${missing.join(', ')} FROM ${name})
          UNPIVOT (rows_without_value FOR column_name IN (${required.map(([column]) => column).join(', ')}))
          WHERE rows_without_value > 0`;
      })
      .join(' UNION ALL '),
  breakIt: { tables: 'UPDATE accounts SET bank = NULL WHERE account_id = 0' },
});
