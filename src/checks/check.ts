import type { DatasetManifest } from '../analysis/manifest.ts';
import type { Table } from '../schema/column.ts';

/**
 * Something that must hold in every dataset, as SQL whose rows are the violations.
 *
 * @example
 * export default defineCheck({
 *   name: 'amounts',
 *   doc: 'Amounts are positive and exact cents.',
 *   sql: () => 'SELECT transaction_id, amount FROM transactions WHERE NOT amount > 0',
 *   breakIt: { tables: 'UPDATE transactions SET amount = -1 WHERE transaction_id = 1' },
 * });
 */
export interface Check {
  /** snake_case; the name of its file in kebab-case. */
  readonly name: string;
  /** What holds, in a sentence. */
  readonly doc: string;
  /**
   * A SELECT over the tables of the dataset and those of the schema `facts` (see `facts.ts`). No rows: all is well.
   * Columns say where the violation is, what was found and what was expected. Amounts are compared as `cents`.
   */
  sql(subject: CheckSubject): string;
  /** How the tests break a good dataset so that this check must fail. */
  readonly breakIt: Breakage;
}

/** Statements run on the tables of a good dataset before it is written, or a change to the files once it is. */
export type Breakage = { readonly tables: string } | { readonly files: (directory: string) => void };

/** What a check is told about the dataset, and the words in which its SQL is written. */
export interface CheckSubject {
  readonly manifest: DatasetManifest;
  readonly tables: readonly Table[];
  /** First moment of the log, and the moment after its last, as SQL of TIMESTAMPTZ literals. */
  readonly period: { readonly start: string; readonly end: string };
  /** Rows of a table. A constant in a WHERE lets DuckDB skip whole row groups by their statistics; a subquery does not. */
  rows(table: string): number;
  /** Values of the closed vocabularies, by name. */
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  /**
   * SQL for a money expression as a whole number of cents, on which sums and comparisons are exact: DOUBLEs up to
   * 2^53 are, and are faster than integers, whose sums are 128 bits wide.
   */
  cents(expression: string): string;
  /** SQL for a string literal. */
  literal(text: string): string;
  /** What FROM reads for a table, in file order; with `filename`, each row knows the path of its file. */
  scan(table: string, options?: { readonly filename?: boolean }): string;
}

/** Declares a check of the catalogue. */
export function defineCheck(check: Check): Check {
  return check;
}
