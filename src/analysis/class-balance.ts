import type { Dataset } from './duckdb.ts';

/** Fraud and honest rows of one group of transactions. Rows count declined attempts; values are approved rows only. */
export interface ClassBalance {
  /** What the group has in common, such as a month or a payment type. */
  readonly group: string;
  readonly rows: number;
  readonly fraudRows: number;
  /** Share of fraud rows in all rows. */
  readonly prevalence: number;
  /** Approved value in currency units. */
  readonly value: number;
  readonly fraudValue: number;
  /** Share of approved fraud value in approved value. */
  readonly valuePrevalence: number;
}

/** Rows of one typology, with its share of all rows of fraud. */
export interface TypologyBalance {
  readonly typology: string;
  readonly family: string;
  readonly campaigns: number;
  readonly fraudRows: number;
  readonly declinedRows: number;
  /** Share of the fraud rows of all typologies. */
  readonly share: number;
  /** Approved fraud value in currency units. */
  readonly fraudValue: number;
}

/** How the classes are balanced: in the whole log, by month (UTC), by payment type, and among the typologies. */
export interface ClassBalances {
  readonly total: ClassBalance;
  readonly byMonth: readonly ClassBalance[];
  readonly byPaymentType: readonly ClassBalance[];
  readonly byTypology: readonly TypologyBalance[];
}

/**
 * Counts fraud and honest rows.
 *
 * @example
 * const { total } = await classBalance(await openDataset('data/card-realistic'));
 * console.log(`${(total.prevalence * 100).toFixed(2)} % of the rows are fraud`);
 */
export async function classBalance(dataset: Dataset): Promise<ClassBalances> {
  // One pass over the transactions, by day: days are integers, and a month of a time with a zone is slow to find.
  const cube = await dataset.rows(`
    SELECT
      CASE WHEN grouping(month) = 0 THEN 'month' WHEN grouping(payment_type) = 0 THEN 'payment_type' ELSE 'total' END
        AS dimension,
      coalesce(month, payment_type, 'total') AS name,
      sum(rows) AS rows,
      sum(fraud_rows) AS fraud_rows,
      sum(value) / 100 AS value,
      sum(fraud_value) / 100 AS fraud_value
    FROM (
      SELECT strftime(make_timestamp(day * 86400000000), '%Y-%m') AS month, payment_type, rows, fraud_rows, value, fraud_value
      FROM (
        SELECT epoch_us(event_time) // 86400000000 AS day, payment_type,
          count(*) AS rows,
          count(*) FILTER (is_fraud) AS fraud_rows,
          coalesce(sum(cents) FILTER (is_approved), 0) AS value,
          coalesce(sum(cents) FILTER (is_approved AND is_fraud), 0) AS fraud_value
        FROM (
          SELECT event_time, payment_type, is_fraud, round(amount * 100) AS cents,
            status = 'approved' AND payment_type <> 'card_authorisation' AS is_approved
          FROM transactions
        )
        GROUP BY day, payment_type
      )
    )
    GROUP BY GROUPING SETS ((), (month), (payment_type))
    ORDER BY dimension, name`);
  const groups = (dimension: string) =>
    cube.filter((row) => row.dimension === dimension).map((row) => toClassBalance(row as unknown as CubeRow));
  return {
    total: groups('total')[0] ?? toClassBalance({ name: 'total', rows: 0, fraud_rows: 0, value: 0, fraud_value: 0 }),
    byMonth: groups('month'),
    byPaymentType: groups('payment_type'),
    byTypology: await typologyBalance(dataset),
  };
}

interface CubeRow {
  readonly name: string;
  readonly rows: number;
  readonly fraud_rows: number;
  readonly value: number;
  readonly fraud_value: number;
}

function toClassBalance(row: CubeRow): ClassBalance {
  return {
    group: row.name,
    rows: row.rows,
    fraudRows: row.fraud_rows,
    prevalence: row.rows === 0 ? 0 : row.fraud_rows / row.rows,
    value: row.value,
    fraudValue: row.fraud_value,
    valuePrevalence: row.value === 0 ? 0 : row.fraud_value / row.value,
  };
}

async function typologyBalance(dataset: Dataset): Promise<TypologyBalance[]> {
  const rows = await dataset.rows(`
    SELECT
      s.typology, s.family,
      count(DISTINCT s.campaign_id) AS campaigns,
      count(*) AS fraud_rows,
      count(*) FILTER (t.status = 'declined') AS declined_rows,
      count(*) / sum(count(*)) OVER () AS share,
      coalesce(sum(round(t.amount * 100)) FILTER (t.status = 'approved' AND t.payment_type <> 'card_authorisation'), 0)
        / 100 AS fraud_value
    FROM scheme_transactions s JOIN transactions t USING (transaction_id)
    WHERE s.is_fraud
    GROUP BY s.typology, s.family
    ORDER BY fraud_rows DESC, s.typology`);
  return rows.map((row) => ({
    typology: String(row.typology),
    family: String(row.family),
    campaigns: Number(row.campaigns),
    fraudRows: Number(row.fraud_rows),
    declinedRows: Number(row.declined_rows),
    share: Number(row.share),
    fraudValue: Number(row.fraud_value),
  }));
}
