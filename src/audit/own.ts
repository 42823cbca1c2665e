import type { Dataset } from '../analysis/duckdb.ts';
import { duckdbType, identifier } from '../analysis/sql.ts';
import type { Column } from '../schema/column.ts';
import { transactions } from '../schema/transactions.ts';
import { paymentsView } from './features/payments.ts';
import type { SourceDescription } from './open-subject.ts';
import type { ColumnKind } from './subject.ts';

const numbers = new Set(['money', 'float32', 'float64']);

/** A dataset of fraudworld: visible is what was known at the request. */
export async function describeOwn(database: Dataset): Promise<SourceDescription> {
  await database.rows(paymentsView);
  await database.rows('ALTER VIEW payments RENAME TO dataset_payments');
  await database.rows(`
    CREATE TABLE payments AS
    SELECT
      p.* REPLACE (row_number() OVER (ORDER BY t.transaction_id) - 1 AS row_id),
      t.payment_type AS rail, t.channel, s.campaign_id AS campaign, s.typology,
      CASE WHEN t.is_fraud THEN s.victim END AS victim
    FROM transactions t
    JOIN dataset_payments p ON p.row_id = t.transaction_id
    LEFT JOIN scheme_transactions s ON s.transaction_id = t.transaction_id AND s.is_fraud
    ORDER BY t.transaction_id`);
  return {
    format: 'fraudworld',
    preset: String(database.manifest.scenario.name ?? ''),
    source: 'transactions',
    position: 'transaction_id',
    columns: Object.entries(transactions.columns as Readonly<Record<string, Column>>)
      .filter(([, column]) => column.knownAt === 'request')
      .filter(([, column]) => column.type !== 'timestamp')
      .map(([name, column]) => ({
        name,
        expression: identifier(name),
        kind: kindOf(column),
        type: duckdbType(column),
      })),
    roles: new Set(['customer', 'counterparty', 'card', 'merchant', 'device', 'amount', 'rail', 'channel']),
    hasLedger: true,
  };
}

function kindOf({ type }: Column): ColumnKind {
  if (numbers.has(type)) return 'number';
  // Merchant category codes are a vocabulary, too.
  return type === 'code' || type === 'uint16' || type === 'boolean' ? 'category' : 'identifier';
}
