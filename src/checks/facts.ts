import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { TableFile } from '../analysis/dataset-files.ts';
import type { Dataset } from '../analysis/duckdb.ts';
import { duckdbType, literal } from '../analysis/sql.ts';
import { scan } from '../analysis/views.ts';
import { tables } from '../schema/tables.ts';

/**
 * Creates the schema `facts`: what is known about the files rather than written in them, as tables, so that every
 * check is SQL.
 *
 * | table | a row is |
 * |---|---|
 * | `facts.found_files` (path, table_name, month, rows, bytes, sha256) | a file of a table, as found |
 * | `facts.listed_files` (path, table_name, rows, bytes, sha256) | a file of the manifest |
 * | `facts.found_columns` (path, table_name, position, name, type) | a column of a file, with its DuckDB type |
 * | `facts.declared_columns` (table_name, position, name, type, nullable) | a column of the schema |
 * | `facts.mix` (typology, weight, active) | a typology of the scenario; not active when left out of the run |
 */
export async function createFacts(dataset: Dataset): Promise<void> {
  await dataset.rows('CREATE SCHEMA facts');
  await dataset.rows(`CREATE TABLE facts.found_files
    (path VARCHAR, table_name VARCHAR, month VARCHAR, rows BIGINT, bytes BIGINT, sha256 VARCHAR)`);
  await dataset.rows(`CREATE TABLE facts.listed_files
    (path VARCHAR, table_name VARCHAR, rows BIGINT, bytes BIGINT, sha256 VARCHAR)`);
  await dataset.rows(`CREATE TABLE facts.found_columns
    (path VARCHAR, table_name VARCHAR, position INTEGER, name VARCHAR, type VARCHAR)`);
  await dataset.rows(`CREATE TABLE facts.declared_columns
    (table_name VARCHAR, position INTEGER, name VARCHAR, type VARCHAR, nullable BOOLEAN)`);
  await dataset.rows(`CREATE TABLE facts.mix (typology VARCHAR, weight DOUBLE, active BOOLEAN)`);
  await insert(dataset, 'facts.listed_files', listedFiles(dataset));
  await insert(dataset, 'facts.declared_columns', declaredColumns(dataset));
  await insert(dataset, 'facts.mix', mix(dataset));
  await insert(dataset, 'facts.found_files', await foundFiles(dataset));
  await insertFoundColumns(dataset);
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
  return tables.flatMap((table) =>
    Object.entries(table.columns).map(([name, column], position) => [
      table.name,
      position,
      name,
      duckdbType(column, money),
      column.nullable === true,
    ]),
  );
}

function mix({ manifest }: Dataset): SqlValue[][] {
  const { mix: typologies, without } = manifest.scenario.fraud;
  return Object.entries(typologies).map(([name, { weight }]) => [name, weight, !without.includes(name)]);
}

async function foundFiles(dataset: Dataset): Promise<SqlValue[][]> {
  const rowsOf = await countRows(dataset);
  const facts: SqlValue[][] = [];
  for (const [table, files] of dataset.files.byTable) {
    for (const file of files) {
      facts.push([file.path, table, file.month, rowsOf.get(file.absolutePath) ?? 0, file.bytes, await sha256(file)]);
    }
  }
  const known = new Set(facts.map(([path]) => path));
  const suffix = `.${dataset.files.format}`;
  for (const path of dataset.files.all) {
    if (path.endsWith(suffix) && !known.has(path)) facts.push([path, null, null, null, null, null]);
  }
  return facts;
}

async function countRows(dataset: Dataset): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    if ((dataset.files.byTable.get(table.name) ?? []).length === 0) continue;
    const sql =
      dataset.files.format === 'parquet'
        ? `SELECT file_name AS filename, num_rows AS rows FROM parquet_file_metadata(${pathList(dataset, table.name)})`
        : `SELECT filename, count(*) AS rows FROM ${scan(table, dataset.files, { filename: true })} GROUP BY filename`;
    for (const { filename, rows } of await dataset.rows(sql)) counts.set(String(filename), Number(rows));
  }
  return counts;
}

function pathList(dataset: Dataset, table: string): string {
  return `[${(dataset.files.byTable.get(table) ?? []).map(({ absolutePath }) => literal(absolutePath)).join(', ')}]`;
}

async function sha256(file: TableFile): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file.absolutePath, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

// Text formats carry no types: their columns are read with the declared ones, so there is nothing to compare.
async function insertFoundColumns(dataset: Dataset): Promise<void> {
  if (dataset.files.format !== 'parquet') {
    await dataset.rows(`INSERT INTO facts.found_columns
      SELECT f.path, f.table_name, d.position, d.name, d.type
      FROM facts.found_files f JOIN facts.declared_columns d USING (table_name)`);
    return;
  }
  for (const [table, files] of dataset.files.byTable) {
    for (const file of files) {
      await dataset.rows(`INSERT INTO facts.found_columns
        SELECT ${literal(file.path)}, ${literal(table)}, column_id - 1, name, duckdb_type
        FROM parquet_schema(${literal(file.absolutePath)}) WHERE column_id > 0`);
    }
  }
}
