import { type CheckSubject, defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'time_order',
  doc: 'Transactions and events stand in time order, and their ids count up from 1 without gaps.',
  sql: (subject) =>
    `${outOfOrder(subject, 'transactions', 'transaction_id')} UNION ALL ${outOfOrder(subject, 'events', 'event_id')}`,
  breakIt: {
    tables: `UPDATE transactions SET event_time = (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM transactions)
      WHERE transaction_id = (SELECT max(transaction_id) - 1 FROM transactions)`,
  },
});

// A window without an order goes through the rows as they stand in the files: one pass, no sort.
function outOfOrder({ scan }: CheckSubject, table: string, id: string): string {
  return `
    SELECT '${table}' AS table_name, id, event_time, previous_id, previous_time
    FROM (
      SELECT ${id} AS id, event_time, lag(${id}, 1, 0) OVER () AS previous_id, lag(event_time) OVER () AS previous_time
      FROM ${scan(table)}
    )
    WHERE id IS DISTINCT FROM previous_id + 1 OR event_time < previous_time`;
}
