/**
 * The vocabulary in which every table of a dataset is declared.
 *
 * A table is data: Arrow schema, DuckDB DDL, CSV header, batch layout, dataset card and documentation are all
 * derived from these declarations, so a column is documented in exactly one place.
 */

/**
 * Physical type of a column, with its storage in a batch and its type in files.
 *
 * | type | in a batch | in files |
 * |---|---|---|
 * | `int64` | two Int32 (low, high) | BIGINT |
 * | `timestamp` | two Int32 (low, high), microseconds since 1970 UTC | TIMESTAMP WITH TIME ZONE (UTC) |
 * | `int32` | Int32, null is -1 | INTEGER |
 * | `uint16` | Uint16, null is 65535 | USMALLINT |
 * | `ip` | Uint32, an IPv4 address, null is 0 | UINTEGER |
 * | `money` | Float64 in currency units, exact cents, null is NaN | DOUBLE, or DECIMAL(18,2) with `money: decimal` |
 * | `float32` | Float32, null is NaN | FLOAT |
 * | `float64` | Float64, null is NaN | DOUBLE |
 * | `boolean` | Uint8, 0 or 1 | BOOLEAN |
 * | `code` | Uint8 index into a vocabulary, null is 255 | a dictionary-encoded string |
 * | `text` | JavaScript string, `null` is null (entity and low-volume tables only) | VARCHAR |
 * | `date` | Int32, days since 1970-01-01, null is -1 | DATE |
 */
export type ColumnType =
  | 'int64'
  | 'timestamp'
  | 'int32'
  | 'uint16'
  | 'ip'
  | 'money'
  | 'float32'
  | 'float64'
  | 'boolean'
  | 'code'
  | 'text'
  | 'date';

/**
 * When a value became known. A detector sees the `request` columns of the row it decides on, and every column of
 * earlier rows except `truth`.
 */
export type KnownAt = 'request' | 'decision' | 'booking' | 'truth';

/** A column of a table. */
export interface Column {
  readonly type: ColumnType;
  readonly doc: string;
  readonly knownAt: KnownAt;
  readonly nullable?: boolean;
  /** For `code` columns: the name of the vocabulary that the codes index (see `vocabularies.ts`). */
  readonly vocabulary?: string;
}

/** A table of a dataset: an ordered record of columns under a path. */
export interface Table {
  /** snake_case; the name of the DuckDB view. */
  readonly name: string;
  /** Path inside the dataset: a directory when partitioned by month, else a file stem. */
  readonly path: string;
  /** `month`: `<path>/month=YYYY-MM/part-NNNN.<ext>` by the month (UTC) of the first timestamp column. */
  readonly partition: 'month' | 'none';
  /** What one row is. */
  readonly doc: string;
  readonly columns: Readonly<Record<string, Column>>;
}

/** The typed array in which a batch stores a column of type `T`. */
export type ColumnArray<T extends ColumnType> = T extends 'int64' | 'timestamp' | 'int32' | 'date'
  ? Int32Array
  : T extends 'uint16'
    ? Uint16Array
    : T extends 'ip'
      ? Uint32Array
      : T extends 'money' | 'float64'
        ? Float64Array
        : T extends 'float32'
          ? Float32Array
          : T extends 'boolean' | 'code'
            ? Uint8Array
            : never;

/** Declares a table; keeps the literal types of its columns. */
export function defineTable<const T extends Table>(table: T): T {
  return table;
}

/** The code that stands for null in a `code` column. */
export const NULL_CODE = 255;
/** The value that stands for null in an `int32` column. */
export const NULL_INT = -1;
