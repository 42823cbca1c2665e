import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Table } from '../schema/column.ts';
import { stressTables } from '../schema/stress.ts';
import { tables } from '../schema/tables.ts';
import { DatasetError } from './dataset-error.ts';
import type { DatasetManifest } from './manifest.ts';

/** Formats that DuckDB reads here, the preferred first, and the extensions of their files. */
export const readableFormats = ['parquet', 'csv', 'ndjson'] as const;
export type ReadableFormat = (typeof readableFormats)[number];

/** A file that holds rows of a table. */
export interface TableFile {
  /** Relative to the dataset, with `/`. */
  readonly path: string;
  readonly absolutePath: string;
  readonly bytes: number;
  /** `2026-01` where the table is partitioned by month, else null. */
  readonly month: string | null;
}

/** The files of a dataset in the format that is read. */
export interface DatasetFiles {
  /** Absolute path of the dataset, links resolved. */
  readonly root: string;
  readonly format: ReadableFormat;
  /** By table name, in the order of their rows; a table without rows may have no file. */
  readonly byTable: ReadonlyMap<string, readonly TableFile[]>;
  /** Every file below the directory, relative with `/`, sorted. */
  readonly all: readonly string[];
}

/**
 * Finds the files of every table. Throws a DatasetError when a file of the manifest is missing, or a Parquet file is
 * truncated, so that no query silently answers from a part of the rows.
 */
export function findDatasetFiles(directory: string, manifest: DatasetManifest): DatasetFiles {
  const root = realpathSync(directory);
  const all = walk(root);
  const format = readableFormats.find((each) => all.some((path) => path.endsWith(`.${each}`)));
  if (format === undefined) {
    throw new DatasetError(
      directory,
      `has no ${readableFormats.join(', ')} files`,
      `only these formats can be queried: add one to \`outputs.formats\``,
    );
  }
  const present = new Set(all);
  const missing = manifest.files.filter(({ path }) => path.endsWith(`.${format}`) && !present.has(path));
  if (missing[0] !== undefined) {
    throw new DatasetError(join(directory, missing[0].path), `is missing${andMore(missing.length)}`);
  }
  const byTable = new Map(tables.map((table) => [table.name, filesOf(table, root, all, format)]));
  // Only a stress test has these.
  for (const table of stressTables) {
    const found = filesOf(table, root, all, format);
    if (found.length > 0) byTable.set(table.name, found);
  }
  if (format === 'parquet') {
    for (const files of byTable.values()) for (const file of files) refuseTruncated(directory, file);
  }
  return { root, format, byTable, all };
}

function andMore(count: number): string {
  return count > 1 ? ` (and ${count - 1} more)` : '';
}

function walk(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}

function filesOf(table: Table, root: string, all: readonly string[], format: ReadableFormat): TableFile[] {
  const prefix = `${table.path}/month=`;
  const isOfTable =
    table.partition === 'month'
      ? (path: string) => path.startsWith(prefix) && path.endsWith(`.${format}`)
      : (path: string) => path === `${table.path}.${format}`;
  return all.filter(isOfTable).map((path) => {
    const absolutePath = join(root, path);
    const month = table.partition === 'month' ? (path.slice(prefix.length).split('/')[0] ?? null) : null;
    return { path, absolutePath, bytes: statSync(absolutePath).size, month };
  });
}

// A Parquet file begins and ends with a magic word; before the last one stands the length of the footer.
function refuseTruncated(directory: string, file: TableFile): void {
  const [start, end] = readEnds(directory, file);
  const isWhole =
    start.toString('latin1', 0, 4) === 'PAR1' &&
    end.toString('latin1', 4, 8) === 'PAR1' &&
    end.readUInt32LE(0) <= file.bytes - 12;
  if (!isWhole) throw new DatasetError(join(directory, file.path), 'is truncated or not a Parquet file');
}

function readEnds(directory: string, file: TableFile): [Buffer, Buffer] {
  const start = Buffer.alloc(4);
  const end = Buffer.alloc(8);
  try {
    const descriptor = openSync(file.absolutePath, 'r');
    try {
      readSync(descriptor, start, 0, 4, 0);
      readSync(descriptor, end, 0, 8, Math.max(0, file.bytes - 8));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DatasetError(join(directory, file.path), `cannot be read (${code})`, 'check its permissions', {
      cause: error,
    });
  }
  return [start, end];
}
