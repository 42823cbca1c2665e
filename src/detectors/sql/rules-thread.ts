import { parentPort, workerData } from 'node:worker_threads';
import { type Database, openScratch } from '../../analysis/duckdb.ts';
import { duckdbType, literal } from '../../analysis/sql.ts';
import type { Column } from '../../schema/column.ts';
import { labels } from '../../schema/labels.ts';
import { transactions } from '../../schema/transactions.ts';
import type { Batch, FromRules, RulesTask } from './messages.ts';

/** Days of payments and labels that the rules can look back on. */
const KEPT_DAYS = 60;
const DAY = 86_400_000;

const { sql, port, signal } = workerData as RulesTask;
const word = new Int32Array(signal);

/** Columns of a table that a bank knows, and their types; times travel as milliseconds. */
function columnsOf(columns: Readonly<Record<string, Column>>): [name: string, type: string, isTime: boolean][] {
  return Object.entries(columns)
    .filter(([, { knownAt }]) => knownAt !== 'truth')
    .map(([name, column]) => [name, duckdbType(column), column.type === 'timestamp']);
}

const tables = { payments: columnsOf(transactions.columns), labels: columnsOf(labels.columns) };

async function createTables(database: Database): Promise<void> {
  for (const [name, columns] of Object.entries(tables)) {
    await database.rows(`CREATE TABLE ${name} (${columns.map(([column, type]) => `${column} ${type}`).join(', ')})`);
  }
  await database.rows('CREATE TABLE clock (now TIMESTAMPTZ)');
}

/** Nothing at or after `until` is in the tables when the rules run: there is nothing to look ahead to. */
async function take(database: Database, { until, payments, labels: learned }: Batch): Promise<FromRules> {
  await insert(database, 'payments', payments);
  await insert(database, 'labels', learned);
  await database.rows(`DELETE FROM clock; INSERT INTO clock VALUES (make_timestamptz(${until * 1_000}))`);
  if (until % DAY === 0) await forget(database);
  return { rows: await database.rows(sql) };
}

async function forget(database: Database): Promise<void> {
  for (const [name, time] of Object.entries({ payments: 'event_time', labels: 'label_time' })) {
    await database.rows(`DELETE FROM ${name} WHERE ${time} < (SELECT now FROM clock) - INTERVAL ${KEPT_DAYS} DAY`);
  }
}

async function insert(database: Database, table: keyof typeof tables, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = tables[table];
  const shape = JSON.stringify([
    Object.fromEntries(columns.map(([name, type, isTime]) => [name, isTime ? 'BIGINT' : type])),
  ]);
  const values = columns.map(([name, , isTime]) => (isTime ? `make_timestamptz(${name} * 1000)` : name));
  await database.rows(
    `INSERT INTO ${table} SELECT ${values.join(', ')}
    FROM (SELECT unnest(from_json($rows::JSON, ${literal(shape)}), recursive := true))`,
    { rows: JSON.stringify(rows) },
  );
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const database = await openScratch();
try {
  await createTables(database);
  // The mistakes that can be found without data are found before the run.
  const columns = (await database.rows(`DESCRIBE ${sql}`)).map(({ column_name }) => String(column_name));
  parentPort!.postMessage({ columns });
} catch (error) {
  parentPort!.postMessage({ problem: problemOf(error) });
}

port.on('message', (batch: Batch | 'close') => {
  if (batch === 'close') {
    database.close();
    port.close();
    return;
  }
  take(database, batch)
    .catch((error: unknown): FromRules => ({ problem: problemOf(error) }))
    .then((answer) => {
      port.postMessage(answer);
      Atomics.add(word, 0, 1);
      Atomics.notify(word, 0);
    });
});
