import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatasetFiles } from '../analysis/dataset-files.ts';
import type { Dataset } from '../analysis/duckdb.ts';
import { duckdbType, literal, literalList } from '../analysis/sql.ts';
import { targetMix } from '../analysis/target-mix.ts';
import { scan } from '../analysis/views.ts';
import { describeFile } from '../dataset/describe-file.ts';
import { stressTables } from '../schema/stress.ts';
import { tables } from '../schema/tables.ts';

/**
 * Creates the schema `facts`: what is known about the files rather than written in them, as tables, so that every
 * check is SQL.
 *
 * | table | a row is |
 * |---|---|
 * | `facts.found_files` (path, absolute_path, table_name, rows, bytes, sha256) | a file of a table or of the manifest, as found |
 * | `facts.listed_files` (path, table_name, rows, bytes, sha256) | a file of the manifest |
 * | `facts.found_columns` (path, table_name, position, name, type) | a column of a file, with its DuckDB type |
 * | `facts.declared_columns` (table_name, position, name, type, nullable) | a column of the schema |
 * | `facts.mix` (typology, share) | a typology of the scenario, and its share of the fraud rows: by weight, for the days on which it is active; 0 when left out of the run |
 */
export async function createFacts(dataset: Dataset): Promise<void> {
  await dataset.rows('CREATE SCHEMA facts');
  await dataset.rows(`CREATE TABLE facts.found_files
    (path VARCHAR, absolute_path VARCHAR, table_name VARCHAR, rows BIGINT, bytes BIGINT, sha256 VARCHAR)`);
  await dataset.rows(`CREATE TABLE facts.listed_files
    (path VARCHAR, table_name VARCHAR, rows BIGINT, bytes BIGINT, sha256 VARCHAR)`);
  await dataset.rows(`CREATE TABLE facts.found_columns
    (path VARCHAR, table_name VARCHAR, position INTEGER, name VARCHAR, type VARCHAR)`);
  await dataset.rows(`CREATE TABLE facts.declared_columns
    (table_name VARCHAR, position INTEGER, name VARCHAR, type VARCHAR, nullable BOOLEAN)`);
  await dataset.rows(`CREATE TABLE facts.mix (typology VARCHAR, share DOUBLE)`);
  await insert(dataset, 'facts.listed_files', listedFiles(dataset));
  await insert(dataset, 'facts.declared_columns', declaredColumns(dataset));
  await insert(dataset, 'facts.mix', [...targetMix(dataset.manifest)]);
  await insert(dataset, 'facts.found_files', await foundFiles(dataset));
  await dataset.rows(`INSERT INTO facts.found_columns ${foundColumns(dataset)}`);
}

type SqlValue = string | number | boolean | null;

async function insert(dataset: Dataset, table: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${row.map(toSql).join(', ')})`);
  await dataset.rows(`INSERT INTO ${table} VALUES ${values.join(', ')}`);
}

function toSql(value: SqlValue): string {
  return typeof value === 'string' ? literal(value) : String(value);
}

function listedFiles({ manifest }: Dataset): SqlValue[][] {
  return manifest.files.map(({ path, table, rows, bytes, sha256 }) => [
    path,
    table ?? null,
    rows ?? null,
    bytes,
    sha256,
  ]);
}

function declaredColumns({ manifest }: Dataset): SqlValue[][] {
  const { money } = (manifest.scenario.outputs ?? {}) as { money?: 'double' | 'decimal' };
  return [...tables, ...stressTables].flatMap((table) =>
    Object.entries(table.columns).map(([name, column], position) => [
      table.name,
      position,
      name,
      duckdbType(column, money),
      column.nullable === true,
    ]),
  );
}

// Files of tables, and others that the manifest lists or that look like data.
async function foundFiles(dataset: Dataset): Promise<SqlValue[][]> {
  const { files, manifest } = dataset;
  const rowsOf = await countRows(dataset);
  const tableOf = new Map([...files.byTable].flatMap(([table, entries]) => entries.map(({ path }) => [path, table])));
  const listed = new Set(manifest.files.map(({ path }) => path));
  const facts: SqlValue[][] = [];
  for (const path of files.all) {
    const table = tableOf.get(path) ?? null;
    if (table === null && !listed.has(path) && !path.endsWith(`.${files.format}`)) continue;
    const absolutePath = join(files.root, path);
    const { bytes, sha256 } = describeFile(absolutePath);
    facts.push([path, absolutePath, table, table === null ? null : (rowsOf.get(absolutePath) ?? 0), bytes, sha256]);
    // Hashing is synchronous; in between, signals are heard.
    await nextTurn();
  }
  return facts;
}

async function countRows(dataset: Dataset): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const sql of countQueries(dataset)) {
    for (const { filename, rows } of await dataset.rows(sql)) counts.set(String(filename), Number(rows));
  }
  return counts;
}

function countQueries({ files }: Dataset): string[] {
  const present = [...tables, ...stressTables].filter(({ name }) => (files.byTable.get(name) ?? []).length > 0);
  if (files.format === 'parquet') {
    return [`SELECT file_name AS filename, num_rows AS rows FROM parquet_file_metadata(${allPaths(files)})`];
  }
  return present.map(
    (table) => `SELECT filename, count(*) AS rows FROM ${scan(table, files, { filename: true })} GROUP BY filename`,
  );
}

function allPaths(files: DatasetFiles): string {
  return literalList([...files.byTable.values()].flat().map(({ absolutePath }) => absolutePath));
}

// Text formats carry no types: their columns are read with the declared ones, so there is nothing to compare.
function foundColumns({ files }: Dataset): string {
  if (files.format !== 'parquet') {
    return `
      SELECT f.path, f.table_name, d.position, d.name, d.type
      FROM facts.found_files f JOIN facts.declared_columns d USING (table_name)`;
  }
  return `
    SELECT f.path, f.table_name, s.column_id - 1, s.name, s.duckdb_type
    FROM parquet_schema(${allPaths(files)}) s JOIN facts.found_files f ON f.absolute_path = s.file_name
    WHERE s.column_id > 0`;
}
