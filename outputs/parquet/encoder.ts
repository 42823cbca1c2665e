import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type DuckDBConnection, DuckDBInstance, DuckDBTableFunction } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { describeFile } from '../../src/dataset/describe-file.ts';
import { filePath } from '../../src/dataset/file-sequence.ts';
import type { WrittenFile } from '../../src/dataset/output.ts';
import { batchLayout } from '../../src/kernel/batch.ts';
import type { Table } from '../../src/schema/column.ts';
import type { Vocabularies } from '../../src/schema/vocabularies.ts';
import { duckdbType } from './column-types.ts';
import { copyStatement, type ParquetSettings } from './copy-statement.ts';
import { CHUNK_ROWS, fillChunk } from './fill-chunk.ts';
import { type FilledSlot, type Ring, RingConsumer } from './ring.ts';

/** What an encoder thread is started with. */
export interface EncoderTask {
  readonly table: Table;
  readonly vocabularies: Vocabularies;
  readonly settings: ParquetSettings;
  readonly directory: string;
  readonly ring: Ring;
  readonly capacity: number;
  readonly encoder: number;
}

/** What an encoder thread tells: that it is ready, then each file, then that it is done. */
export type EncoderMessage = 'ready' | 'done' | WrittenFile;

/** A thread that turns the batches of a ring into Parquet files: one `COPY` from a table function per file. */
async function encode(task: EncoderTask): Promise<void> {
  const consumer = new RingConsumer(task.ring, task.encoder);
  // Should the thread die in another way than below, the simulation must not wait for it.
  const onExit = () => consumer.fail('the encoder thread ended early');
  process.once('exit', onExit);
  try {
    const source = new BatchSource(task, consumer);
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    connection.registerTableFunction(source.tableFunction());
    post('ready');
    for (let first = consumer.peek(); first !== undefined; first = consumer.peek()) {
      post(await writeFile(task, connection, source, first));
    }
    connection.closeSync();
    instance.closeSync();
    process.off('exit', onExit);
    post('done');
  } catch (error) {
    consumer.fail(error instanceof Error ? error.message : String(error));
  }
}

async function writeFile(
  { table, directory, settings }: EncoderTask,
  connection: DuckDBConnection,
  source: BatchSource,
  first: FilledSlot,
): Promise<WrittenFile> {
  const path = filePath(table, first.month, first.part, 'parquet');
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  source.startFile(first.ordinal);
  await connection.run(copyStatement(table, 'batches()', file, settings));
  return { path, table: table.name, rows: source.rows, ...describeFile(file) };
}

/** The rows of one file as a table function of DuckDB, which pulls them on this thread in chunks. */
class BatchSource {
  /** Rows of the current file so far. */
  rows = 0;
  readonly #task: EncoderTask;
  readonly #consumer: RingConsumer;
  /** DuckDB does not read shared memory: batches are copied out of it, which also frees their slots early. */
  readonly #staging: ArrayBuffer;
  #ordinal = -1;
  #batchRows = 0;
  #offset = 0;

  constructor(task: EncoderTask, consumer: RingConsumer) {
    this.#task = task;
    this.#consumer = consumer;
    this.#staging = new ArrayBuffer(task.ring.slotBytes);
  }

  startFile(ordinal: number): void {
    this.#ordinal = ordinal;
    this.rows = 0;
  }

  tableFunction(): DuckDBTableFunction {
    const { table, vocabularies, capacity } = this.#task;
    const layout = batchLayout(table, capacity);
    const columns = layout.columns.map((_, index) => index);
    const scan = new DuckDBTableFunction();
    scan.setName('batches');
    scan.setBindFunction((bind) => {
      for (const [name, column] of Object.entries(table.columns)) {
        bind.addResultColumn(name, duckdbType(column, vocabularies));
      }
    });
    scan.setInitFunction((init) => init.setMaxThreads(1));
    // The wrappers of @duckdb/node-api are objects per chunk; the bindings take the handles as they are.
    duckdb.table_function_set_function(scan.table_function, (info, chunk) => {
      try {
        const rows = this.#nextRows();
        duckdb.data_chunk_set_size(chunk, rows);
        if (rows === 0) return;
        fillChunk(chunk, layout, columns, this.#staging, this.#offset, rows);
        this.#offset += rows;
        this.rows += rows;
      } catch (error) {
        duckdb.function_set_error(info, error instanceof Error ? error.message : String(error));
      }
    });
    return scan;
  }

  #nextRows(): number {
    if (this.#offset === this.#batchRows) {
      const filled = this.#consumer.peek();
      if (filled === undefined || filled.ordinal !== this.#ordinal) return 0;
      const { data, slotBytes } = this.#task.ring;
      new Uint8Array(this.#staging).set(new Uint8Array(data, filled.slot * slotBytes, slotBytes));
      this.#consumer.release(filled);
      this.#batchRows = filled.rows;
      this.#offset = 0;
    }
    return Math.min(CHUNK_ROWS, this.#batchRows - this.#offset);
  }
}

function post(message: EncoderMessage): void {
  parentPort!.postMessage(message);
}

await encode(workerData as EncoderTask);
