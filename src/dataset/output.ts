import type { Batch } from '../kernel/batch.ts';
import type { Table } from '../schema/column.ts';
import type { Vocabularies } from '../schema/vocabularies.ts';

/** Settings of an output; every one has a default in `defaultOutputOptions`. */
export interface OutputOptions {
  /** Type of money columns in Parquet and Arrow: DOUBLE that is exact cents, or DECIMAL(18,2). */
  readonly money: 'double' | 'decimal';
  /**
   * Encodings of Parquet files: `compatible` is read by everything, `compact` is smaller and quicker to write but uses
   * BYTE_STREAM_SPLIT for doubles, which Spark 4.0 refuses ("Unsupported encoding").
   */
  readonly encoding: 'compatible' | 'compact';
  /** Rows of a table that is partitioned by month in one file, at most; at least 64. */
  readonly rowsPerFile: number;
  /** Batches in flight between the simulation and the encoders of a table. It never changes the files. */
  readonly ringSlots: number;
  /** Threads that encode `transactions`. It never changes the files. */
  readonly encoders: number;
  /** Write `transactions` to standard output, and nothing else anywhere (CSV and NDJSON only). */
  readonly standardOutput: boolean;
}

export const defaultOutputOptions: OutputOptions = {
  money: 'double',
  encoding: 'compatible',
  rowsPerFile: 491_520,
  ringSlots: 16,
  encoders: 2,
  standardOutput: false,
};

/** Everything that a format needs to know before the first row. */
export interface OutputContext {
  /** Existing directory that the files go to. */
  readonly directory: string;
  /** Vocabularies of the `code` columns, by name. */
  readonly vocabularies: Vocabularies;
  /** Every table that the dataset has; those that stay empty get an empty file. */
  readonly tables: readonly Table[];
  /** Key-value metadata of every file, where the format has any: scenario hash, seed, version. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly options: OutputOptions;
}

/** A file that an output wrote. */
export interface WrittenFile {
  /** Path inside the dataset, with `/`. */
  readonly path: string;
  /** Name of the table. */
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/**
 * A column handed over as a whole: one value a row, or a function of the row for columns that are too large to build.
 * Values are numbers, strings, booleans or null; money in currency units, timestamps in milliseconds, dates in days
 * since 1970, codes as a member of the vocabulary or its index.
 */
export type ColumnValues = ArrayLike<unknown> | ((row: number) => unknown);

/** A dataset being written in one format. Everything but its end is synchronous, as the simulation is. */
export interface OutputSink {
  /**
   * An empty batch of a table without text columns. Blocks while the encoders have all batches.
   * @throws WriteError when a writer failed (no space, no permission).
   */
  allocate<T extends Table>(table: T): Batch<T>;
  /**
   * Takes over a batch from `allocate` that was sealed and, where the table is partitioned, has its month set. The
   * caller must not touch it again. Batches of one table are written in the order of these calls.
   * @throws WriteError when a writer failed.
   */
  write(batch: Batch): void;
  /**
   * Writes the rows of a table, text allowed, from columns by name. No batch may follow, and no more rows of a table
   * that is not partitioned.
   */
  writeTable(table: Table, columns: Readonly<Record<string, ColumnValues>>, rowCount: number): void;
  /** Ends all files. Resolves with the files written, in the order of the tables. */
  close(): Promise<readonly WrittenFile[]>;
  /** Stops the writers at once; whatever is on disk is rubbish. */
  abort(): Promise<void>;
}

/** A file format of datasets. */
export interface Output {
  /** Name on the command line. */
  readonly name: string;
  /** One sentence for `fraudworld list outputs`. */
  readonly doc: string;
  /** Extension of the files, without a dot. */
  readonly extension: string;
  open(context: OutputContext): Promise<OutputSink>;
}

/** Declares an output. */
export const defineOutput = (output: Output): Output => output;
