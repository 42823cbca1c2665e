import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { assert } from 'chai';
import arrow from '../../outputs/arrow.ts';
import csv from '../../outputs/csv.ts';
import ndjson from '../../outputs/ndjson.ts';
import parquet from '../../outputs/parquet.ts';
import type { Output, WrittenFile } from '../../src/dataset/output.ts';
import { tables } from '../../src/schema/tables.ts';
import {
  ACCOUNT_COUNT,
  CUSTOMERS,
  contextFor,
  expectedTransaction,
  temporaryDirectory,
  writeSample,
} from './sample-data.ts';

const ROWS = 9_000;
const ROWS_PER_FILE = 4_000;

type Row = Record<string, unknown>;

/** Rows of files in the order given, as plain values: times in ms, integers as numbers. */
type ReadRows = (files: readonly string[]) => Promise<Row[]>;

const outputs: readonly { output: Output; read: ReadRows }[] = [
  { output: parquet, read: (files) => queryFiles('read_parquet', files) },
  { output: csv, read: (files) => queryFiles('read_csv', files, ', allow_quoted_nulls=false') },
  { output: ndjson, read: (files) => queryFiles('read_json', files, ", format='newline_delimited'") },
  { output: arrow, read: readArrow },
];

for (const { output, read } of outputs) {
  describe(`output ${output.name}`, () => {
    const directory = temporaryDirectory();
    let files: readonly WrittenFile[];

    before(async () => {
      const sink = await output.open(contextFor(directory.path, { rowsPerFile: ROWS_PER_FILE, encoders: 2 }));
      writeSample(sink, ROWS);
      files = await sink.close();
    });
    after(() => directory.remove());

    const pathsOf = (table: string) =>
      files.filter((file) => file.table === table).map((file) => join(directory.path, file.path));

    it('gives back every transaction in order, with its cents, codes, times and nulls', async () => {
      const rows = await read(pathsOf('transactions'));
      assert.lengthOf(rows, ROWS);
      for (const [index, row] of rows.entries()) {
        const expected = expectedTransaction(index);
        const actual = Object.fromEntries(Object.keys(expected).map((name) => [name, row[name]]));
        assert.deepEqual(withFloat32(actual), expected, `row ${index}`);
      }
    });

    it('gives back text with quotes, line breaks, nulls and empty strings', async () => {
      const rows = await read(pathsOf('customers'));
      assert.deepEqual(
        rows.map(({ name }) => name),
        [...CUSTOMERS.name],
      );
      assert.deepEqual(
        rows.map(({ city }) => city),
        [...CUSTOMERS.city],
      );
      assert.deepEqual(
        rows.map(({ income_monthly }) => income_monthly),
        [...CUSTOMERS.income_monthly],
      );
      const days = rows.map(({ birth_date }) => birth_date);
      assert.deepEqual(days, ['1969-12-31', null, '2003-10-20']);
    });

    it('writes whole tables longer than a block from functions of the row', async () => {
      const rows = await read(pathsOf('accounts'));
      assert.lengthOf(rows, ACCOUNT_COUNT);
      assert.deepEqual(
        rows.map(({ account_id }) => account_id),
        [...Array(ACCOUNT_COUNT).keys()],
      );
      assert.deepInclude(rows[4_999], { customer_id: null, opening_balance: 49.99, bank: 'ALFA' });
    });

    it('starts a file for each month and before one grows past the bound', () => {
      const parts = files.filter(({ table }) => table === 'transactions').map(({ path, rows }) => ({ path, rows }));
      const { extension } = output;
      assert.deepEqual(
        parts.map(({ path }) => path),
        [
          `transactions/month=2025-01/part-0000.${extension}`,
          `transactions/month=2025-02/part-0000.${extension}`,
          `transactions/month=2025-02/part-0001.${extension}`,
        ],
      );
      assert.isTrue(parts.every(({ rows }) => rows <= ROWS_PER_FILE));
      assert.equal(
        parts.reduce((sum, { rows }) => sum + rows, 0),
        ROWS,
      );
    });

    it('writes every table, empty ones included, and names size and hash of every file', () => {
      assert.deepEqual(new Set(files.map(({ table }) => table)), new Set(tables.map(({ name }) => name)));
      const onDisk = readdirSync(directory.path, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      assert.lengthOf(onDisk, files.length);
      for (const { path, bytes, sha256 } of files) {
        const content = readFileSync(join(directory.path, path));
        assert.equal(content.byteLength, bytes, path);
        assert.equal(createHash('sha256').update(content).digest('hex'), sha256, path);
      }
    });

    it('puts a table that stayed empty into a file without rows', async () => {
      assert.deepEqual(await read(pathsOf('merchants')), []);
      const cash = files.filter(({ table }) => table === 'cash_payments');
      assert.deepEqual(
        cash.map(({ path, rows }) => ({ path, rows })),
        [{ path: `truth/cash_payments/month=2025-01/part-0000.${output.extension}`, rows: 0 }],
      );
    });

    it('puts labels into the month in which they were learned', async () => {
      const [label, ...others] = files.filter(({ table }) => table === 'labels');
      assert.isEmpty(others);
      assert.equal(label?.path, `labels/month=2025-03/part-0000.${output.extension}`);
      const [row] = await read(pathsOf('labels'));
      assert.deepInclude(row, { transaction_id: 12, account_id: null, label: 'fraud', label_source: 'chargeback' });
      assert.equal(row?.label_time, Date.UTC(2025, 2, 1));
    });
  });
}

/** 32-bit numbers come back as doubles from text formats. */
function withFloat32(row: Row): Row {
  return { ...row, latitude: typeof row.latitude === 'number' ? Math.fround(row.latitude) : row.latitude };
}

async function withDuckDb<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function queryFiles(reader: string, files: readonly string[], options = ''): Promise<Row[]> {
  return withDuckDb(async (connection) => {
    const rows: Row[] = [];
    for (const file of files) {
      const path = `'${file.replaceAll("'", "''")}'`;
      const result = await connection.runAndReadAll(`SELECT * FROM ${reader}(${path}${options})`);
      rows.push(...result.getRowObjectsJS().map(plainRow));
    }
    return rows;
  });
}

function plainRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(name, value)]));
}

function plainValue(name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return name === 'birth_date' ? value.toISOString().slice(0, 10) : value.getTime();
  return value;
}

async function readArrow(files: readonly string[]): Promise<Row[]> {
  return files.flatMap((file) => {
    const table = tableFromIPC(readFileSync(file));
    const names = table.schema.fields.map(({ name }) => name);
    return table.toArray().map((row: Row) => {
      const entries = names.map((name) => {
        const value = row[name];
        if (name === 'birth_date')
          return [name, value === null ? null : new Date(Number(value)).toISOString().slice(0, 10)];
        return [name, typeof value === 'bigint' ? Number(value) : value];
      });
      return Object.fromEntries(entries);
    });
  });
}
