import type { OutputOptions } from '../../src/dataset/output.ts';
import type { Table } from '../../src/schema/column.ts';

/** What the Parquet files of a dataset have in common. */
export interface ParquetSettings {
  readonly money: OutputOptions['money'];
  readonly encoding: OutputOptions['encoding'];
  /** Key-value metadata of every file. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Rows of a row group: a multiple of the 2,048 rows that DuckDB works on, and large enough for dictionaries to pay. */
const ROW_GROUP_ROWS = 122_880;

// Version 2 packs integers before zstd sees them; without, a lower level of zstd is as quick.
const ENCODINGS: Readonly<Record<OutputOptions['encoding'], readonly string[]>> = {
  compatible: ['PARQUET_VERSION v1', 'COMPRESSION_LEVEL 1'],
  compact: ['PARQUET_VERSION v2'],
};

/** `COPY` of rows of a table, given as the body of a FROM clause, into one Parquet file. */
export function copyStatement(table: Table, from: string, file: string, settings: ParquetSettings): string {
  const options = [
    'FORMAT parquet',
    'COMPRESSION zstd',
    ...ENCODINGS[settings.encoding],
    `ROW_GROUP_SIZE ${ROW_GROUP_ROWS}`,
    // The whole dataset is moved into place when it is complete.
    'USE_TMP_FILE false',
    ...metadataOption(settings.metadata),
  ];
  return `COPY (SELECT ${columnList(table, settings)} FROM ${from}) TO ${literal(file)} (${options.join(', ')})`;
}

function columnList(table: Table, { money }: ParquetSettings): string {
  return Object.entries(table.columns)
    .map(([name, { type }]) => {
      const column = identifier(name);
      return type === 'money' && money === 'decimal' ? `CAST(${column} AS DECIMAL(18,2)) AS ${column}` : column;
    })
    .join(', ');
}

function metadataOption(metadata: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(metadata).map(([key, value]) => `${literal(key)}: ${literal(value)}`);
  return entries.length === 0 ? [] : [`KV_METADATA {${entries.join(', ')}}`];
}

/** A string in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name in SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
