import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdbType, identifier, literal } from '../../src/analysis/sql.ts';
import { describeFile } from '../../src/dataset/describe-file.ts';
import type { Table } from '../../src/schema/column.ts';
import { tables } from '../../src/schema/tables.ts';

/** A value of a row as tests write it: times and dates as ISO text. */
export type TestValue = string | number | boolean | null;
export type TestRow = Readonly<Record<string, TestValue>>;

type Format = 'parquet' | 'csv' | 'ndjson';

interface ListedFile {
  readonly path: string;
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The tables of a dataset in memory, to be filled, changed by SQL, and written as the files of a dataset. */
export class TableStore {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  private written: { directory: string; files: ReadonlyMap<string, readonly ListedFile[]> } | undefined;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  /** Every table of the schema, empty. */
  static async create(): Promise<TableStore> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '8GB' });
    const store = new TableStore(instance, await instance.connect());
    await store.run(`SET TimeZone = 'UTC'`);
    for (const table of tables) {
      const columns = Object.entries(table.columns).map(
        ([name, column]) => `${identifier(name)} ${duckdbType(column)}`,
      );
      await store.run(`CREATE TABLE ${table.name} (${columns.join(', ')})`);
    }
    return store;
  }

  /** The tables of a dataset that was written as Parquet. */
  static async load(directory: string): Promise<TableStore> {
    const store = await TableStore.create();
    for (const table of tables) {
      const pattern = join(directory, table.path) + (table.partition === 'month' ? '/month=*/*.parquet' : '.parquet');
      const files = await store.rows(`SELECT file FROM glob(${literal(pattern)})`);
      if (files.length === 0) continue;
      await store.run(`INSERT INTO ${table.name} FROM read_parquet(${literal(pattern)}, hive_partitioning = false)`);
    }
    return store;
  }

  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  async rows(sql: string): Promise<unknown[][]> {
    return (await this.connection.runAndReadAll(sql)).getRowsJson();
  }

  /** Columns that a row leaves out are null. */
  async insert(table: Table, rows: readonly TestRow[]): Promise<void> {
    if (rows.length === 0) return;
    const names = Object.keys(table.columns);
    const values = rows.map((row) => `(${names.map((name) => toSql(row[name] ?? null)).join(', ')})`);
    await this.run(`INSERT INTO ${table.name} (${names.join(', ')}) VALUES ${values.join(', ')}`);
  }

  /** Writes files and manifest. Extra columns that SQL has added are written too. */
  async write(directory: string, scenario: unknown, format: Format = 'parquet'): Promise<void> {
    const files = new Map<string, readonly ListedFile[]>();
    for (const table of tables) files.set(table.name, await this.writeTable(table, directory, format));
    writeManifest(directory, scenario, [...files.values()].flat());
    if (format === 'parquet') this.written = { directory, files };
  }

  /** Writes what the tables would be after `sql`, and leaves them as they are. Files of other tables are copied. */
  async writeChanged(sql: string, directory: string, scenario: unknown): Promise<string> {
    if (this.written === undefined) throw new Error('write the good dataset first');
    const listed: ListedFile[] = [];
    await this.run('BEGIN');
    try {
      await this.run(sql);
      for (const table of tables) {
        const unchanged = sql.includes(table.name) ? undefined : this.written.files.get(table.name);
        for (const { path } of unchanged ?? []) copy(join(this.written.directory, path), join(directory, path));
        listed.push(...(unchanged ?? (await this.writeTable(table, directory, 'parquet'))));
      }
    } finally {
      await this.run('ROLLBACK');
    }
    writeManifest(directory, scenario, listed);
    return directory;
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private async writeTable(table: Table, directory: string, format: Format): Promise<ListedFile[]> {
    const files: ListedFile[] = [];
    for (const { path, where } of await this.parts(table, format)) {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      const order = table.name === 'transactions' ? 'ORDER BY transaction_id' : '';
      const select = `FROM ${table.name} ${where} ${order}`;
      const [[rows] = []] = await this.rows(`COPY (${select}) TO ${literal(file)} (${copyOptions[format]})`);
      files.push({ path, table: table.name, rows: Number(rows), ...describeFile(file) });
    }
    return files;
  }

  private async parts(table: Table, format: Format): Promise<{ path: string; where: string }[]> {
    if (table.partition === 'none') return [{ path: `${table.path}.${format}`, where: '' }];
    const time = Object.entries(table.columns).find(([, { type }]) => type === 'timestamp')?.[0];
    const months = await this.rows(`SELECT DISTINCT strftime(${time}, '%Y-%m') FROM ${table.name} ORDER BY 1`);
    return months.map(([month]) => ({
      path: `${table.path}/month=${month}/part-0000.${format}`,
      where: `WHERE strftime(${time}, '%Y-%m') = '${month}'`,
    }));
  }
}

function writeManifest(directory: string, scenario: unknown, files: readonly ListedFile[]): void {
  const manifest = { version: '0.1.0', seed: 1, scenario, files };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest, null, 2));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

const copyOptions: Readonly<Record<Format, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE 122880',
  csv: 'FORMAT csv, HEADER true',
  ndjson: 'FORMAT json',
};

function toSql(value: TestValue): string {
  return typeof value === 'string' ? literal(value) : String(value);
}
