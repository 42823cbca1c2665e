import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, StatementType } from '@duckdb/node-api';
import { blame, explain, firstLine } from './damage.ts';
import { DatasetError, QueryError } from './dataset-error.ts';
import { type DatasetFiles, findDatasetFiles } from './dataset-files.ts';
import { type DatasetManifest, readManifest } from './manifest.ts';
import { readNumbers } from './numbers.ts';
import { type Row, toPlainValue } from './plain-value.ts';
import { literal, literalList } from './sql.ts';
import { createStressViews } from './stress-views.ts';
import { derivedViews, tableViews } from './views.ts';

/**
 * A dataset opened for reading: a view for every table, `training`, `labels_as_of(t)` and `ip_text(ip)`.
 *
 * ```ts
 * const dataset = await openDataset('data/card-realistic');
 * console.log(await dataset.rows('SELECT count(*) AS payments FROM transactions WHERE is_fraud'));
 * dataset.close();
 * ```
 */
export interface Dataset extends Database {
  /** As it was named by the caller. */
  readonly directory: string;
  readonly manifest: DatasetManifest;
  readonly files: DatasetFiles;
  /** Runs SQL of a user, which may read the dataset and nothing else; rows arrive as they are computed. */
  query(sql: string): Promise<QueryResult>;
}

/** An in-memory DuckDB that reads some files and nothing else. */
export interface Database {
  /** Runs a statement of ours and returns all its rows. `values` binds `$name` parameters. */
  rows(sql: string, values?: Readonly<Record<string, string | number | boolean | null>>): Promise<readonly Row[]>;
  /** Runs a SELECT of ours and returns its columns as doubles; null is NaN, true is 1. */
  numbers(sql: string): Promise<ReadonlyMap<string, Float64Array>>;
  /** Stops the statement that is running; it fails with a QueryError. */
  interrupt(): void;
  close(): void;
}

/** Columns of a result at once, its rows in batches. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly batches: AsyncIterable<readonly Row[]>;
}

export interface OpenOptions {
  /** `training` and the macros beside the views of the tables; on unless said otherwise. */
  readonly derivedViews?: boolean;
  /** Absolute paths of further files that statements may read. */
  readonly beside?: readonly string[];
}

/**
 * Opens a dataset in an in-memory DuckDB that sees the files of the dataset and nothing else, in UTC.
 *
 * Throws a DatasetError when the directory is no dataset, or files are missing, truncated or of another version.
 */
export async function openDataset(directory: string, options: OpenOptions = {}): Promise<Dataset> {
  const manifest = readManifest(directory);
  const files = findDatasetFiles(directory, manifest);
  const paths = [...files.byTable.values()].flat().map(({ absolutePath }) => absolutePath);
  const { connection, database } = await connect([...paths, ...(options.beside ?? [])], (error) =>
    explain(error, { directory, manifest, files }),
  );
  const dataset: Dataset = {
    ...database,
    directory,
    manifest,
    files,
    query: (sql) => runUserQuery(connection, sql, (error) => explain(error, dataset)),
  };
  try {
    for (const { table, sql } of tableViews(files)) await dataset.rows(sql).catch(blame(directory, files, table));
    if (options.derivedViews !== false) {
      for (const sql of derivedViews(manifest)) await dataset.rows(sql);
      if (files.byTable.has('decisions')) for (const sql of createStressViews()) await dataset.rows(sql);
    }
  } catch (error) {
    dataset.close();
    if (!(error instanceof QueryError)) throw error;
    throw new DatasetError(directory, `does not fit this version of fraudworld (${firstLine(error.message)})`);
  }
  return dataset;
}

/**
 * Opens a single file of whatever origin, as the view `file`. CSV may be compressed with gzip; what its columns hold is
 * found out from all its rows.
 *
 * Throws a DatasetError when the file is neither Parquet nor CSV, or is damaged.
 */
export async function openFile(file: string): Promise<Database> {
  const path = resolve(file);
  const problem = (error: unknown): Error => {
    const message = error instanceof Error ? error.message : String(error);
    return new QueryError(message.trim(), { cause: error });
  };
  const { database } = await connect([path], problem);
  try {
    const isParquet = /\.(parquet|pq)$/i.test(file);
    const read = isParquet ? 'read_parquet' : 'read_csv';
    const options = isParquet ? '' : ', sample_size = -1, null_padding = false';
    await database.rows(`CREATE VIEW file AS SELECT * FROM ${read}(${literal(path)}${options})`);
    return database;
  } catch (error) {
    database.close();
    const reason = firstLine(error instanceof Error ? error.message : String(error));
    throw new DatasetError(file, `cannot be read (${reason})`, 'name a whole Parquet or CSV file', { cause: error });
  }
}

/** Opens an empty database in memory that can reach no file. */
export async function openScratch(): Promise<Database> {
  const problem = (error: unknown): Error => {
    const message = error instanceof Error ? error.message : String(error);
    return new QueryError(message.trim(), { cause: error });
  };
  return (await connect([], problem)).database;
}

async function connect(
  paths: readonly string[],
  translateError: (error: unknown) => Error,
): Promise<{ readonly connection: DuckDBConnection; readonly database: Database }> {
  const temporaryDirectory = join(tmpdir(), `fraudworld-${randomUUID()}`);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryLimitMb()}MB`,
    temp_directory: temporaryDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw translateError(error);
    }
  };
  const database: Database = {
    rows: (sql, values) => run(async () => (await connection.run(sql, values)).convertRowObjects(toPlainValue)),
    numbers: (sql) => run(async () => readNumbers(await connection.stream(`SELECT COLUMNS(*)::DOUBLE FROM (${sql})`))),
    interrupt: () => connection.interrupt(),
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(temporaryDirectory, { recursive: true, force: true });
    },
  };
  for (const statement of confinement(paths)) await database.rows(statement);
  return { connection, database };
}

// Window functions over 10 M rows fit; larger ones go to temporary files.
function memoryLimitMb(): number {
  return Math.max(256, Math.min(2048, Math.floor(totalmem() / 2 ** 20 / 2)));
}

// From here on no other path can be opened, no extension loaded, and none of this undone.
function confinement(paths: readonly string[]): string[] {
  return [
    `SET TimeZone = 'UTC'`,
    `SET enable_progress_bar = false`,
    `SET parquet_metadata_cache = true`,
    `SET allowed_paths = ${literalList(paths)}`,
    `SET enable_external_access = false`,
    `SET lock_configuration = true`,
  ];
}

const readingStatements: ReadonlySet<StatementType> = new Set([
  StatementType.SELECT,
  StatementType.EXPLAIN,
  StatementType.CREATE,
]);

async function runUserQuery(
  connection: DuckDBConnection,
  sql: string,
  translateError: (error: unknown) => Error,
): Promise<QueryResult> {
  try {
    // DuckDB does not say what is wrong with a text that has none.
    if (/^(?:[\s;]|--[^\n]*(?:\n|$))*$/.test(sql)) throw new QueryError('there is no statement in the query');
    const statements = await connection.extractStatements(sql);
    let result: DuckDBResult | undefined;
    for (let index = 0; index < statements.count; index++) {
      const statement = await statements.prepare(index);
      refuseWriting(statement.statementType, sql);
      result = index < statements.count - 1 ? await statement.run() : await statement.stream();
    }
    return present(result as DuckDBResult, translateError);
  } catch (error) {
    throw translateError(error);
  }
}

// DuckDB may read the files of the dataset, so it could also overwrite them. EXPLAIN ANALYZE runs what it explains.
function refuseWriting(type: StatementType, sql: string): void {
  const isReading = readingStatements.has(type) && !(type === StatementType.EXPLAIN && /\b(copy|export)\b/i.test(sql));
  if (!isReading)
    throw new QueryError('a query may only read: use SELECT, EXPLAIN, or CREATE for views and tables in memory');
}

function present(result: DuckDBResult, translateError: (error: unknown) => Error): QueryResult {
  const names = result.deduplicatedColumnNames();
  const columns = names.map((name, index) => ({ name, type: result.columnType(index).toString() }));
  async function* batches(): AsyncGenerator<readonly Row[]> {
    try {
      yield* result.yieldConvertedRowObjects(toPlainValue);
    } catch (error) {
      throw translateError(error);
    }
  }
  return { columns, batches: batches() };
}
