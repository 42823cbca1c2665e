import type { Dataset } from './duckdb.ts';

/** How the banks learn of the fraud of one family. */
export interface LabelDelay {
  readonly family: string;
  readonly fraudRows: number;
  /** Rows that a bank calls fraud sooner or later, labels that were on their way at the end included. */
  readonly knownRows: number;
  /** Days from the row to its first label `fraud`, rising; one value a known row. */
  readonly days: readonly number[];
}

/**
 * Measures the time from each row of fraud to the moment at which its bank first calls it fraud.
 *
 * Labels that come after the end of the log are counted, so that the last weeks are not cut short.
 */
export async function labelDelays(dataset: Dataset): Promise<readonly LabelDelay[]> {
  const rows = await dataset.rows(`
    WITH known AS (
      SELECT transaction_id, min(label_time) AS label_time
      FROM (FROM labels UNION ALL FROM pending_labels)
      WHERE label = 'fraud' AND transaction_id IS NOT NULL
      GROUP BY transaction_id
    )
    SELECT
      s.family,
      count(*) AS fraud_rows,
      count(k.label_time) AS known_rows,
      list(greatest(0, epoch(k.label_time - t.event_time) / 86400) ORDER BY k.label_time - t.event_time)
        FILTER (k.label_time IS NOT NULL) AS days
    FROM scheme_transactions s
    JOIN transactions t USING (transaction_id)
    LEFT JOIN known k USING (transaction_id)
    WHERE s.is_fraud
    GROUP BY s.family
    ORDER BY s.family`);
  return rows.map(({ family, fraud_rows, known_rows, days }) => ({
    family: String(family),
    fraudRows: Number(fraud_rows),
    knownRows: Number(known_rows),
    days: (days ?? []) as readonly number[],
  }));
}
