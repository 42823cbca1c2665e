import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Batch, type BatchLayout, batchLayout } from '../kernel/batch.ts';
import type { Table } from '../schema/column.ts';
import { toWriteError } from './errors.ts';
import { type FilePlace, FileSequence, filePath } from './file-sequence.ts';
import type { ColumnValues, OutputContext, OutputSink, WrittenFile } from './output.ts';
import { blocksOf, type RowBlock } from './row-block.ts';
import { writeFully } from './write-fully.ts';

/** A format whose encoder is fast enough for the thread of the simulation. */
export interface BlockFormat {
  readonly extension: string;
  /** Starts a file of a table; whatever it hands to `write` is what the file holds. */
  open(table: Table, context: OutputContext, write: (bytes: Uint8Array) => void): BlockWriter;
}

/** A file being written, block by block. */
export interface BlockWriter {
  write(block: RowBlock): void;
  end(): void;
}

/** Rows of a batch in memory. */
const BATCH_ROWS = 16_384;
const BLOCK_ROWS = 4_096;
const STANDARD_OUTPUT = 1;
const JANUARY_1970 = 0;

interface OpenFile {
  readonly path: string;
  readonly table: Table;
  readonly place: FilePlace;
  readonly descriptor: number;
  readonly writer: BlockWriter;
  readonly hash: Hash;
  readonly counts: { rows: number; bytes: number };
}

/** Writes every table with a `BlockFormat`, synchronously, one open file a table. */
export class FileSink implements OutputSink {
  readonly #context: OutputContext;
  readonly #format: BlockFormat;
  readonly #layouts = new Map<Table, BatchLayout>();
  readonly #sequences = new Map<string, FileSequence>();
  readonly #open = new Map<string, OpenFile>();
  readonly #written: WrittenFile[] = [];
  #firstMonth = Number.POSITIVE_INFINITY;

  constructor(context: OutputContext, format: BlockFormat) {
    this.#context = context;
    this.#format = format;
  }

  allocate<T extends Table>(table: T): Batch<T> {
    let layout = this.#layouts.get(table);
    if (layout === undefined) {
      layout = batchLayout(table, capacityFor(this.#context.options.rowsPerFile, BATCH_ROWS));
      this.#layouts.set(table, layout);
    }
    return new Batch<T>(layout);
  }

  write(batch: Batch): void {
    this.#writeBlock({ table: batch.table, batch, texts: {} });
  }

  writeTable(table: Table, columns: Readonly<Record<string, ColumnValues>>, rowCount: number): void {
    const capacity = capacityFor(this.#context.options.rowsPerFile, BLOCK_ROWS);
    const blocks = blocksOf(table, columns, rowCount, this.#context.vocabularies, capacity);
    for (const block of blocks) this.#writeBlock(block);
  }

  async close(): Promise<readonly WrittenFile[]> {
    const { options, tables } = this.#context;
    for (const table of tables) {
      if (!this.#open.has(table.name) && this.#isWanted(table)) {
        const month = Number.isFinite(this.#firstMonth) ? this.#firstMonth : JANUARY_1970;
        this.#openFile(table, this.#sequenceOf(table).place(month, 0));
      }
    }
    for (const file of this.#open.values()) this.#end(file);
    this.#open.clear();
    if (options.standardOutput) return [];
    const order = new Map(tables.map((table, index) => [table.name, index]));
    return this.#written.sort((left, right) => (order.get(left.table) ?? 0) - (order.get(right.table) ?? 0));
  }

  async abort(): Promise<void> {
    for (const { descriptor } of this.#open.values()) if (descriptor !== STANDARD_OUTPUT) closeSync(descriptor);
    this.#open.clear();
  }

  #isWanted(table: Table): boolean {
    return !this.#context.options.standardOutput || table.name === 'transactions';
  }

  #writeBlock(block: RowBlock): void {
    const { table, batch } = block;
    if (!this.#isWanted(table) || batch.length === 0) return;
    if (table.partition === 'month') this.#firstMonth = Math.min(this.#firstMonth, batch.month);
    const place = this.#sequenceOf(table).place(batch.month, batch.length);
    let file = this.#open.get(table.name);
    if (file !== undefined && file.place !== place && !this.#context.options.standardOutput) {
      this.#end(file);
      file = undefined;
    }
    file ??= this.#openFile(table, place);
    file.writer.write(block);
    file.counts.rows += batch.length;
  }

  #sequenceOf(table: Table): FileSequence {
    let sequence = this.#sequences.get(table.name);
    if (sequence === undefined) {
      sequence = new FileSequence(table, this.#context.options.rowsPerFile);
      this.#sequences.set(table.name, sequence);
    }
    return sequence;
  }

  #openFile(table: Table, place: FilePlace): OpenFile {
    const { directory, options } = this.#context;
    const path = filePath(table, place.month, place.part, this.#format.extension);
    const absolutePath = options.standardOutput ? 'standard output' : join(directory, path);
    const hash = createHash('sha256');
    try {
      const descriptor = options.standardOutput ? STANDARD_OUTPUT : createFile(absolutePath);
      const counts = { rows: 0, bytes: 0 };
      const writer = this.#format.open(table, this.#context, (bytes) => {
        writeFully(descriptor, bytes, absolutePath);
        hash.update(bytes);
        counts.bytes += bytes.byteLength;
      });
      const file: OpenFile = { path, table, place, descriptor, writer, hash, counts };
      this.#open.set(table.name, file);
      return file;
    } catch (error) {
      throw toWriteError(error, absolutePath);
    }
  }

  #end(file: OpenFile): void {
    file.writer.end();
    if (file.descriptor !== STANDARD_OUTPUT) closeSync(file.descriptor);
    const { path, table, counts, hash } = file;
    this.#written.push({ path, table: table.name, ...counts, sha256: hash.digest('hex') });
  }
}

/** Rows of a batch such that one never exceeds a file: `wanted`, or less where files are bounded lower. */
export function capacityFor(rowsPerFile: number, wanted: number): number {
  if (rowsPerFile < 64) throw new Error(`rowsPerFile ${rowsPerFile} is below 64`);
  return Math.min(wanted, Math.floor(rowsPerFile / 64) * 64);
}

function createFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'wx');
}
