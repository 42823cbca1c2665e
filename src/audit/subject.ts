import type { Database } from '../analysis/duckdb.ts';

/** How a column is looked at: by its size, by its values, or by its shape alone. */
export type ColumnKind = 'number' | 'category' | 'identifier';

/** A column that a detector may see when it decides. */
export interface VisibleColumn {
  readonly name: string;
  /** SQL over the relation `source` of the subject. */
  readonly expression: string;
  readonly kind: ColumnKind;
  /** DuckDB's name of its type. */
  readonly type: string;
}

/** Parts that columns play; those that the data do not have are null in the table `payments`. */
export type Role = 'customer' | 'counterparty' | 'card' | 'merchant' | 'device' | 'amount' | 'rail' | 'channel';

/**
 * Labelled rows under audit, in time order.
 *
 * The table `payments` has the columns of `paymentsView` and besides `rail`, `channel` and `victim`; `row_id` is the
 * position of the row, from 0. The relation `source` has the columns of the data in the same order.
 */
export interface AuditSubject {
  readonly name: string;
  /** `fraudworld`, or the format that was recognised, or `unknown format`. */
  readonly format: string;
  /** Name of the scenario of a dataset of fraudworld, which may be a preset; else null. */
  readonly preset: string | null;
  readonly database: Database;
  readonly source: string;
  readonly columns: readonly VisibleColumn[];
  /** SQL over `source`: the place of a row in the data as they came. */
  readonly position: string;
  readonly roles: ReadonlySet<Role>;
  readonly rows: number;
  /** By row, 1 where it is fraud. */
  readonly isFraud: Uint8Array;
  /** Rows of fraud, ascending. */
  readonly fraudRows: Int32Array;
  /** By place in `fraudRows`: which campaign, from 0. Foreign data name none; there, a victim's rows are one. */
  readonly campaigns: Int32Array;
  readonly campaignCount: number;
  /** By place in `fraudRows`; empty strings where the data do not say. */
  readonly typologies: readonly string[];
  /** By row: days since 1970 UTC. */
  readonly days: Int32Array;
  /** Whether balances can be recomputed from the flows. */
  readonly hasLedger: boolean;
}

/** Share of fraud rows in all rows. */
export function prevalence({ fraudRows, rows }: AuditSubject): number {
  return fraudRows.length / rows;
}
