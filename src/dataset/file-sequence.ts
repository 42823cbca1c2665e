import type { Table } from '../schema/column.ts';

/** A file of a table: which month, which part of it, and the how manieth of the table. */
export interface FilePlace {
  /** Months since January 1970 (UTC); -1 for tables that are not partitioned. */
  readonly month: number;
  readonly part: number;
  /** Ordinal among the files of the table, from 0. */
  readonly ordinal: number;
}

/**
 * Deals batches of one table to files: a new one when the month changes or the file would grow past `rowsPerFile`.
 * The rule looks at nothing but the batches, so that the files do not depend on how they are encoded.
 */
export class FileSequence {
  readonly #partitioned: boolean;
  readonly #rowsPerFile: number;
  readonly #partsOfMonth = new Map<number, number>();
  #current: FilePlace | undefined;
  #rows = 0;
  #files = 0;

  constructor(table: Table, rowsPerFile: number) {
    this.#partitioned = table.partition === 'month';
    this.#rowsPerFile = rowsPerFile;
  }

  /** The file that the next `rows` rows of a month go to. */
  place(month: number, rows: number): FilePlace {
    if (this.#current !== undefined && (!this.#partitioned || this.#fits(month, rows))) {
      this.#rows += rows;
      return this.#current;
    }
    const key = this.#partitioned ? month : -1;
    const part = this.#partsOfMonth.get(key) ?? 0;
    this.#partsOfMonth.set(key, part + 1);
    this.#current = { month: key, part, ordinal: this.#files++ };
    this.#rows = rows;
    return this.#current;
  }

  #fits(month: number, rows: number): boolean {
    return this.#current?.month === month && this.#rows + rows <= this.#rowsPerFile;
  }
}

/** Path of a file inside a dataset: `transactions/month=2025-01/part-0000.parquet` or `customers.parquet`. */
export function filePath(table: Table, month: number, part: number, extension: string): string {
  if (table.partition === 'none') return `${table.path}.${extension}`;
  return `${table.path}/month=${monthName(month)}/part-${String(part).padStart(4, '0')}.${extension}`;
}

/** `2025-01` for 660 months since January 1970. */
export function monthName(month: number): string {
  const year = 1970 + Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Months since January 1970 (UTC) of a time in milliseconds. */
export function monthOf(timeMs: number): number {
  const date = new Date(timeMs);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
