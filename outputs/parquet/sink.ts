import type { ColumnValues, OutputContext, OutputSink, WrittenFile } from '../../src/dataset/output.ts';
import { blocksOf } from '../../src/dataset/row-block.ts';
import { Batch, batchLayout } from '../../src/kernel/batch.ts';
import type { Table } from '../../src/schema/column.ts';
import { CollectedTables } from './collected-tables.ts';
import type { ParquetSettings } from './copy-statement.ts';
import { StreamedTable } from './streamed-table.ts';

/** Tables with a row per payment, purchase or login; all others are small. */
const STREAMED = ['transactions', 'events', 'cash_payments'];
/** Rows of a block of the other tables. */
const BLOCK_ROWS = 4_096;
const JANUARY_1970 = 0;

/** Starts the threads that write a dataset as Parquet. */
export async function openParquet(context: OutputContext): Promise<OutputSink> {
  const sink = new ParquetSink(context);
  try {
    await sink.ready();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return sink;
}

class ParquetSink implements OutputSink {
  readonly #context: OutputContext;
  readonly #streamed: ReadonlyMap<string, StreamedTable>;
  readonly #collected: CollectedTables;
  #firstMonth = Number.POSITIVE_INFINITY;

  constructor(context: OutputContext) {
    this.#context = context;
    const { tables, options, metadata } = context;
    const settings: ParquetSettings = { money: options.money, encoding: options.encoding, metadata };
    const streamed = tables.filter(({ name }) => STREAMED.includes(name));
    this.#streamed = new Map(
      streamed.map((table) => {
        const encoders = table.name === 'transactions' ? options.encoders : 1;
        return [table.name, new StreamedTable(table, context, settings, encoders)];
      }),
    );
    this.#collected = new CollectedTables(tables, context, settings);
  }

  async ready(): Promise<void> {
    await Promise.all([...this.#streamed.values(), this.#collected].map((part) => part.ready()));
  }

  allocate<T extends Table>(table: T): Batch<T> {
    const streamed = this.#streamed.get(table.name);
    return (streamed?.allocate() ?? new Batch(batchLayout(table, BLOCK_ROWS))) as Batch<T>;
  }

  write(batch: Batch): void {
    const { table, month } = batch;
    if (month >= 0) this.#firstMonth = Math.min(this.#firstMonth, month);
    const streamed = this.#streamed.get(table.name);
    if (streamed === undefined) this.#collected.write({ table, batch, texts: {} });
    else streamed.write(batch);
  }

  writeTable(table: Table, columns: Readonly<Record<string, ColumnValues>>, rowCount: number): void {
    const streamed = this.#streamed.get(table.name);
    const capacity = streamed?.capacity ?? BLOCK_ROWS;
    for (const block of blocksOf(table, columns, rowCount, this.#context.vocabularies, capacity)) {
      if (streamed === undefined) this.#collected.write(block);
      else streamed.writeCopy(block.batch);
    }
    if (streamed !== undefined) return;
    // No batch follows a table. Encoders that end give back their memory, and the threads on which DuckDB works: Node has
    // four for all, and a query of the collector would wait for one while this thread waits for the collector.
    for (const other of this.#streamed.values()) other.end();
    this.#collected.finish(table);
  }

  async close(): Promise<readonly WrittenFile[]> {
    try {
      return await this.#finish();
    } catch (error) {
      // Nothing may go on writing to a directory that is about to be removed.
      await this.abort();
      throw error;
    }
  }

  async #finish(): Promise<readonly WrittenFile[]> {
    const streamed = await Promise.all([...this.#streamed.values()].map((table) => table.close()));
    const month = Number.isFinite(this.#firstMonth) ? this.#firstMonth : JANUARY_1970;
    const written = [...this.#streamed].filter(([, table]) => !table.isEmpty).map(([name]) => name);
    const files = [...streamed.flat(), ...(await this.#collected.close(month, written))];
    const order = new Map(this.#context.tables.map((table, index) => [table.name, index]));
    return files.sort((left, right) => (order.get(left.table) ?? 0) - (order.get(right.table) ?? 0));
  }

  async abort(): Promise<void> {
    await Promise.all([...this.#streamed.values(), this.#collected].map((part) => part.abort()));
  }
}
