import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { assert } from 'chai';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import parquet from '../../outputs/parquet.ts';
import { WriteError } from '../../src/dataset/errors.ts';
import { monthOf } from '../../src/dataset/file-sequence.ts';
import type { OutputOptions, WrittenFile } from '../../src/dataset/output.ts';
import { customers } from '../../src/schema/entities.ts';
import { transactions } from '../../src/schema/transactions.ts';
import {
  CUSTOMERS,
  contextFor,
  expectedTransaction,
  FIRST_TIME,
  temporaryDirectory,
  writeTransactions,
} from './sample-data.ts';

describe('parquet', () => {
  let directory: { path: string; remove: () => void };
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => directory.remove());

  async function writeRows(
    rows: number,
    options: Partial<OutputOptions>,
    name = 'dataset',
  ): Promise<readonly WrittenFile[]> {
    const path = join(directory.path, name);
    mkdirSync(path);
    const sink = await parquet.open(contextFor(path, options, [transactions]));
    writeTransactions(sink, rows);
    return sink.close();
  }

  it('writes the same bytes whatever the ring and however many encoders', async () => {
    const rowsPerFile = 20_000;
    const digests = (files: readonly WrittenFile[]) => files.map(({ path, rows, sha256 }) => ({ path, rows, sha256 }));
    const one = await writeRows(70_000, { rowsPerFile, ringSlots: 4, encoders: 1 }, 'one');
    const three = await writeRows(70_000, { rowsPerFile, ringSlots: 9, encoders: 3 }, 'three');
    assert.isAbove(one.filter(({ table }) => table === 'transactions').length, 3);
    assert.deepEqual(digests(three), digests(one));
  });

  describe('read by an independent reader', () => {
    const shared = temporaryDirectory();
    let file: string;
    before(async () => {
      const sink = await parquet.open(contextFor(shared.path, { encoders: 1 }, [transactions]));
      writeTransactions(sink, 2_000);
      const [only] = await sink.close();
      file = join(shared.path, only!.path);
    });
    after(() => shared.remove());

    it('has the same values', async () => {
      const source = await asyncBufferFromFile(file);
      const rows = await parquetReadObjects({ file: source, compressors });
      assert.lengthOf(rows, 2_000);
      for (const [index, row] of rows.entries()) {
        const expected = expectedTransaction(index);
        const actual = Object.fromEntries(
          Object.keys(expected).map((name) => {
            const value = row[name];
            if (value instanceof Date) return [name, value.getTime()];
            return [name, typeof value === 'bigint' ? Number(value) : (value ?? null)];
          }),
        );
        assert.deepEqual(actual, expected, `row ${index}`);
      }
    });

    it('has doubles, strings and UTC timestamps, and neither decimals nor byte streams', async () => {
      const metadata = await parquetMetadataAsync(await asyncBufferFromFile(file));
      const [, ...columns] = metadata.schema;
      const typeOf = (name: string) => columns.find((column) => column.name === name);
      assert.deepEqual(
        columns.map(({ name }) => name),
        Object.keys(transactions.columns),
      );
      assert.equal(typeOf('amount')?.type, 'DOUBLE');
      assert.isUndefined(typeOf('amount')?.logical_type);
      assert.deepInclude(typeOf('payment_type'), { type: 'BYTE_ARRAY', converted_type: 'UTF8' });
      assert.deepInclude(typeOf('event_time')?.logical_type, {
        type: 'TIMESTAMP',
        isAdjustedToUTC: true,
        unit: 'MICROS',
      });
      const encodings = metadata.row_groups.flatMap((group) =>
        group.columns.flatMap((each) => each.meta_data!.encodings),
      );
      assert.notInclude(encodings, 'BYTE_STREAM_SPLIT');
      assert.isTrue(
        metadata.row_groups.every((group) => group.columns.every((each) => each.meta_data!.codec === 'ZSTD')),
      );
    });

    it('has statistics and the key-value metadata', async () => {
      const metadata = await parquetMetadataAsync(await asyncBufferFromFile(file));
      const id = metadata.row_groups[0]!.columns[0]!.meta_data!.statistics;
      assert.deepInclude(id, { min_value: 1n, max_value: 9_007_199_254_740_991n, null_count: 0n });
      const pairs = Object.fromEntries(metadata.key_value_metadata!.map(({ key, value }) => [key, value]));
      assert.deepInclude(pairs, contextFor('').metadata);
    });
  });

  it('writes money as exact decimals where asked', async () => {
    const sink = await parquet.open(contextFor(directory.path, { money: 'decimal', encoders: 1 }, [transactions]));
    writeTransactions(sink, 1_000);
    await sink.close();
    const path = `'${directory.path.replaceAll("'", "''")}/transactions/*/*.parquet'`;
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const types = await connection.runAndReadAll(
      `SELECT DISTINCT typeof(amount), typeof(origin_balance_after) FROM read_parquet(${path})`,
    );
    assert.deepEqual(types.getRows(), [['DECIMAL(18,2)', 'DECIMAL(18,2)']]);
    const result = await connection.runAndReadAll(
      `SELECT CAST(amount * 100 AS BIGINT) FROM read_parquet(${path}) ORDER BY destination_account`,
    );
    const cents = result.getRows().map(([value]) => Number(value));
    assert.deepEqual(
      cents,
      Array.from({ length: 1_000 }, (_, index) => Math.round(index * 1_234.567)),
    );
    connection.closeSync();
    instance.closeSync();
  });

  it('packs integers before compression where asked', async () => {
    const [file] = await writeRows(2_000, { encoding: 'compact', encoders: 1 });
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(join(directory.path, 'dataset', file!.path)));
    const id = metadata.row_groups[0]!.columns[0]!.meta_data!;
    assert.include(id.encodings, 'DELTA_BINARY_PACKED');
  });

  it('passes over batches without rows', async () => {
    const sink = await parquet.open(contextFor(directory.path, { encoders: 1 }, [transactions]));
    for (let round = 0; round < 20; round++) {
      const empty = sink.allocate(transactions);
      empty.seal();
      sink.write(empty);
      writeTransactions(sink, 10, round * 10);
    }
    const files = await sink.close();
    assert.equal(
      files.filter(({ table }) => table === 'transactions').reduce((sum, { rows }) => sum + rows, 0),
      200,
    );
  });

  it('says so when the caller keeps more batches than there are', async () => {
    const sink = await parquet.open(contextFor(directory.path, { ringSlots: 4, encoders: 1 }, [transactions]));
    for (let held = 0; held < 4; held++) sink.allocate(transactions);
    assert.throws(() => sink.allocate(transactions), 'all 4 batches of a ring are held by the caller');
    await sink.abort();
  });

  // A directory where a file should be created stands for every error of the file system; root may write anywhere.
  for (const encoders of [1, 2]) {
    it(`fails with the path while the simulation waits for ${encoders} encoders, and does not hang`, async () => {
      const sink = await parquet.open(contextFor(directory.path, { encoders, ringSlots: 4 }, [transactions]));
      mkdirSync(join(directory.path, 'transactions/month=2025-01/part-0000.parquet'), { recursive: true });
      const failure = catchError(() => {
        for (let batch = 0; batch < 500; batch++) {
          const full = sink.allocate(transactions);
          full.length = full.layout.capacity;
          full.month = monthOf(FIRST_TIME);
          full.seal();
          sink.write(full);
        }
      });
      assert.instanceOf(failure, WriteError);
      assert.include((failure as Error).message, directory.path);
      assert.equal((failure as WriteError).code, 'write_failed');
      await sink.abort();
    });
  }

  it('fails at the end when a smaller table cannot be written', async () => {
    const sink = await parquet.open(contextFor(directory.path, {}, [customers]));
    mkdirSync(join(directory.path, 'customers.parquet'));
    sink.writeTable(customers, CUSTOMERS, CUSTOMERS.name.length);
    const failure = await sink.close().then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.instanceOf(failure, WriteError);
  });

  it('writes a small table as soon as it is complete, after the last batch', async () => {
    const sink = await parquet.open(contextFor(directory.path, { encoders: 1 }, [transactions, customers]));
    writeTransactions(sink, 100);
    sink.writeTable(customers, CUSTOMERS, CUSTOMERS.name.length);
    while (!existsSync(join(directory.path, 'customers.parquet'))) await setTimeout(5);
    assert.throws(() => sink.allocate(transactions), 'transactions: a batch after the last');
    const files = await sink.close();
    assert.deepEqual(
      files.map(({ table, rows }) => [table, rows]),
      [
        ['transactions', 100],
        ['customers', CUSTOMERS.name.length],
      ],
    );
  });

  it('takes no rows of a small table that is complete', async () => {
    const sink = await parquet.open(contextFor(directory.path, {}, [customers]));
    const failure = await (async () => {
      for (let time = 0; time < 2; time++) sink.writeTable(customers, CUSTOMERS, CUSTOMERS.name.length);
      await sink.close();
    })().catch((error: unknown) => error);
    assert.include((failure as Error).message, 'customers: rows of a table that is written already');
    await sink.abort();
  });

  it('tells a full disk by its code', async function () {
    // What is written to this device meets a full disk.
    if (!existsSync('/dev/full')) this.skip();
    const sink = await parquet.open(contextFor(directory.path, { encoders: 1 }, [transactions]));
    const month = join(directory.path, 'transactions/month=2025-01');
    mkdirSync(month, { recursive: true });
    symlinkSync('/dev/full', join(month, 'part-0000.parquet'));
    writeTransactions(sink, 1_000);
    const failure = await sink.close().then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.instanceOf(failure, WriteError);
    assert.equal((failure as WriteError).code, 'no_space');
  });

  it('stops its threads when it is aborted, and leaves nothing that reads as complete', async () => {
    const sink = await parquet.open(contextFor(directory.path, { encoders: 2 }, [transactions]));
    writeTransactions(sink, 30_000);
    await sink.abort();
    const file = join(directory.path, 'transactions/month=2025-02/part-0000.parquet');
    assert.throws(() => {
      if (!readFileSync(file).subarray(-4).equals(Buffer.from('PAR1'))) throw new Error('incomplete');
    });
  });
});

function catchError(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
