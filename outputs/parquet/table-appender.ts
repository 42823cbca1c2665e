import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { layoutWithoutText } from '../../src/dataset/row-block.ts';
import type { BatchLayout } from '../../src/kernel/batch.ts';
import type { Table } from '../../src/schema/column.ts';
import type { Vocabularies } from '../../src/schema/vocabularies.ts';
import { duckdbType } from './column-types.ts';
import { identifier } from './copy-statement.ts';
import { CHUNK_ROWS, fillChunk } from './fill-chunk.ts';

/** Rows in the layout of `layoutWithoutText`, and the text columns beside them. */
export interface AppendedBlock {
  readonly rows: number;
  readonly capacity: number;
  readonly memory: ArrayBuffer;
  readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
}

/** Appends blocks of rows to a table of DuckDB, a chunk at a time. */
export class TableAppender {
  readonly #table: Table;
  readonly #names: readonly string[];
  readonly #chunk: DuckDBDataChunk;
  readonly #appender: DuckDBAppender;
  #layout: BatchLayout | undefined;

  private constructor(table: Table, chunk: DuckDBDataChunk, appender: DuckDBAppender) {
    this.#table = table;
    this.#names = Object.keys(table.columns);
    this.#chunk = chunk;
    this.#appender = appender;
  }

  /** Creates the table, empty, and an appender to it. */
  static async create(connection: DuckDBConnection, table: Table, vocabularies: Vocabularies): Promise<TableAppender> {
    const types = Object.values(table.columns).map((column) => duckdbType(column, vocabularies));
    const columns = Object.keys(table.columns).map((name, index) => `${identifier(name)} ${types[index]}`);
    await connection.run(`CREATE TABLE ${identifier(table.name)} (${columns.join(', ')})`);
    return new TableAppender(table, DuckDBDataChunk.create(types), await connection.createAppender(table.name));
  }

  append({ rows, capacity, memory, texts }: AppendedBlock): void {
    const layout = this.#layoutFor(capacity);
    const { chunk } = this.#chunk;
    const columns = layout.columns.map(({ name }) => this.#names.indexOf(name));
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const length = Math.min(CHUNK_ROWS, rows - start);
      duckdb.data_chunk_reset(chunk);
      duckdb.data_chunk_set_size(chunk, length);
      fillChunk(chunk, layout, columns, memory, start, length);
      for (const [name, values] of Object.entries(texts)) {
        fillText(duckdb.data_chunk_get_vector(chunk, this.#names.indexOf(name)), values, start, length);
      }
      this.#appender.appendDataChunk(this.#chunk);
    }
  }

  close(): void {
    this.#appender.closeSync();
  }

  #layoutFor(capacity: number): BatchLayout {
    if (this.#layout?.capacity !== capacity) this.#layout = layoutWithoutText(this.#table, capacity);
    return this.#layout;
  }
}

function fillText(vector: duckdb.Vector, values: readonly (string | null)[], start: number, rows: number): void {
  const validity = new Uint8Array(CHUNK_ROWS / 8).fill(0xff);
  let isComplete = true;
  for (let row = 0; row < rows; row++) {
    const text = values[start + row]!;
    if (text !== null) {
      duckdb.vector_assign_string_element(vector, row, text);
    } else {
      validity[row >> 3]! &= ~(1 << (row & 7));
      isComplete = false;
    }
  }
  if (isComplete) return;
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer, 0, validity.byteLength);
}
