import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { describeFile } from '../../src/dataset/describe-file.ts';
import { FileSequence, filePath } from '../../src/dataset/file-sequence.ts';
import type { Table } from '../../src/schema/column.ts';
import { type CollectorMessage, type CollectorTask, DONE_MESSAGES, FAILED } from './collector-channel.ts';
import { copyStatement, identifier } from './copy-statement.ts';
import type { EncoderMessage } from './encoder.ts';
import { TableAppender } from './table-appender.ts';

/** A thread that keeps the rows of the smaller tables in DuckDB's memory until their tables are complete. */
async function collect(task: CollectorTask): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const appenders = new Map<string, TableAppender>();
  for (const table of task.tables) {
    appenders.set(table.name, await TableAppender.create(connection, table, task.vocabularies));
  }
  const control = new Int32Array(task.control);
  // One message after the other: while a file is written, more of them come in.
  let work = Promise.resolve();
  parentPort!.on('message', (message: CollectorMessage) => {
    work = work
      .then(() => handle(message))
      .catch((error) => {
        fail(task, error);
        parentPort!.close();
      });
  });
  post('ready');

  async function handle(message: CollectorMessage): Promise<void> {
    if ('finish' in message) {
      if (message.finish === 'table') await finish(tableNamed(message.table), -1);
      else {
        if (message.finish === 'close') {
          const rest = task.tables.filter(({ name }) => appenders.has(name) && !message.except.includes(name));
          for (const table of rest) await finish(table, message.emptyMonth);
          process.off('exit', onExit);
          post('done');
        }
        connection.closeSync();
        instance.closeSync();
        parentPort!.close();
        return;
      }
    } else appenderOf(message.table).append(message);
    Atomics.add(control, DONE_MESSAGES, 1);
    Atomics.notify(control, DONE_MESSAGES);
  }

  /** Writes a table and gives its memory back. */
  async function finish(table: Table, emptyMonth: number): Promise<void> {
    appenderOf(table.name).close();
    appenders.delete(table.name);
    await writeTable(task, connection, table, emptyMonth);
    await connection.run(`DROP TABLE ${identifier(table.name)}`);
  }

  function appenderOf(name: string): TableAppender {
    const appender = appenders.get(name);
    if (appender === undefined) throw new Error(`${name}: rows of a table that is written already`);
    return appender;
  }

  function tableNamed(name: string): Table {
    return task.tables.find((table) => table.name === name)!;
  }
}

async function writeTable(
  { directory, settings, rowsPerFile }: CollectorTask,
  connection: DuckDBConnection,
  table: Table,
  emptyMonth: number,
): Promise<void> {
  const sequence = new FileSequence(table, rowsPerFile);
  for (const { month, rows, where } of await monthsOf(connection, table, emptyMonth)) {
    const limit = table.partition === 'month' ? rowsPerFile : Math.max(rows, 1);
    for (let offset = 0; offset === 0 || offset < rows; offset += limit) {
      const rowsOfFile = Math.min(limit, rows - offset);
      const { part } = sequence.place(month, rowsOfFile);
      const path = filePath(table, month, part, 'parquet');
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      const from = `${identifier(table.name)} ${where} LIMIT ${limit} OFFSET ${offset}`;
      await connection.run(copyStatement(table, from, file, settings));
      post({ path, table: table.name, rows: rowsOfFile, ...describeFile(file) });
    }
  }
}

interface MonthOfTable {
  readonly month: number;
  readonly rows: number;
  readonly where: string;
}

/** The months (UTC) that a table has rows of; one without rows stands for an empty table. */
async function monthsOf(connection: DuckDBConnection, table: Table, emptyMonth: number): Promise<MonthOfTable[]> {
  const time = Object.entries(table.columns).find(([, { type }]) => type === 'timestamp')?.[0];
  const isPartitioned = table.partition === 'month' && time !== undefined;
  // A plain timestamp in UTC; functions of TIMESTAMPTZ go by the time zone of the session.
  const utc = isPartitioned ? `make_timestamp(epoch_us(${identifier(time)}))` : '';
  const month = isPartitioned ? `(year(${utc}) - 1970) * 12 + month(${utc}) - 1` : '-1';
  const result = await connection.runAndReadAll(
    `SELECT ${month}, count(*) FROM ${identifier(table.name)} GROUP BY 1 ORDER BY 1`,
  );
  const months = result.getRows().map(([key, rows]) => ({ month: Number(key), rows: Number(rows) }));
  if (months.length === 0) return [{ month: isPartitioned ? emptyMonth : -1, rows: 0, where: '' }];
  return months.map((each) => ({
    ...each,
    where: isPartitioned ? `WHERE ${month} = ${each.month}` : '',
  }));
}

/** Makes an error known to the simulation, which may be waiting. */
function fail(task: CollectorTask, error: unknown): void {
  const control = new Int32Array(task.control);
  if (Atomics.load(control, FAILED) !== 0) return;
  const text = error instanceof Error ? error.message : String(error);
  const bytes = new Uint8Array(task.error.byteLength);
  const { written } = new TextEncoder().encodeInto(text, bytes);
  new Uint8Array(task.error).set(bytes);
  Atomics.store(control, FAILED, written);
  Atomics.add(control, DONE_MESSAGES, 1);
  Atomics.notify(control, DONE_MESSAGES);
}

function post(message: EncoderMessage): void {
  parentPort!.postMessage(message);
}

const task = workerData as CollectorTask;
// Should the thread die in another way than below, the simulation must not wait for it.
const onExit = () => fail(task, 'the thread that writes the smaller tables ended early');
process.once('exit', onExit);
try {
  await collect(task);
} catch (error) {
  fail(task, error);
}
