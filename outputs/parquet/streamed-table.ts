import type { Worker } from 'node:worker_threads';
import { toWriteError } from '../../src/dataset/errors.ts';
import { FileSequence } from '../../src/dataset/file-sequence.ts';
import { capacityFor } from '../../src/dataset/file-sink.ts';
import type { OutputContext, WrittenFile } from '../../src/dataset/output.ts';
import { Batch, type BatchLayout, batchLayout } from '../../src/kernel/batch.ts';
import type { Table } from '../../src/schema/column.ts';
import { startWorker } from '../../src/threads/start-worker.ts';
import type { ParquetSettings } from './copy-statement.ts';
import type { EncoderTask } from './encoder.ts';
import { createRing, type Ring, RingProducer } from './ring.ts';
import { ThreadReport, writerLimits } from './thread-report.ts';

/** Rows of a batch: 2 MB of `transactions`, which the copy out of shared memory hardly notices. */
const BATCH_ROWS = 16_384;
/** A caller fills one batch while others wait to be written; fewer cannot work. */
const MINIMUM_SLOTS = 4;
/**
 * What keeps the simulation going while an encoder compresses a row group of eight batches; a second one starts on the
 * next file while the first has the rest of its own.
 */
const SLOTS_PER_ENCODER = 4;

/** A table that is encoded while it is simulated: a ring and its encoder threads. */
export class StreamedTable {
  readonly #table: Table;
  readonly #directory: string;
  readonly #layout: BatchLayout;
  readonly #ring: Ring;
  readonly #producer: RingProducer;
  readonly #sequence: FileSequence;
  readonly #batches: readonly Batch[];
  readonly #threads: ThreadReport[];
  #isEmpty = true;

  constructor(table: Table, context: OutputContext, settings: ParquetSettings, encoders: number) {
    const { directory, vocabularies, options } = context;
    this.#table = table;
    this.#directory = directory;
    this.#layout = batchLayout(table, capacityFor(options.rowsPerFile, BATCH_ROWS));
    const slots = Math.max(Math.min(options.ringSlots, encoders * SLOTS_PER_ENCODER), MINIMUM_SLOTS);
    this.#ring = createRing(this.#layout, slots, encoders);
    this.#producer = new RingProducer(this.#ring);
    this.#sequence = new FileSequence(table, options.rowsPerFile);
    const { data, slotBytes } = this.#ring;
    this.#batches = Array.from({ length: slots }, (_, slot) => new Batch(this.#layout, data, slot * slotBytes));
    this.#threads = Array.from({ length: encoders }, (_, encoder) => {
      const { capacity } = this.#layout;
      const task: EncoderTask = { table, vocabularies, settings, directory, ring: this.#ring, capacity, encoder };
      return new ThreadReport(startWorker(import.meta.url, 'encoder', task, writerLimits) as Worker);
    });
  }

  /** Resolves when all encoders are ready. */
  async ready(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.ready));
    this.#throwIfFailed();
  }

  /** Rows of a batch. */
  get capacity(): number {
    return this.#layout.capacity;
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  allocate(): Batch {
    if (this.#producer.state === 'ended') throw new Error(`${this.#table.name}: a batch after the last`);
    const slot = this.#producer.take();
    if (slot === undefined) throw this.#failure();
    const batch = this.#batches[slot]!;
    batch.clear();
    batch.month = -1;
    return batch;
  }

  write(batch: Batch): void {
    this.#throwIfFailed();
    const slot = this.#batches.indexOf(batch);
    if (slot < 0) throw new Error(`${this.#table.name}: a batch that was not allocated here`);
    if (batch.length === 0) {
      this.#producer.giveBack(slot);
      return;
    }
    this.#isEmpty = false;
    const { month, part, ordinal } = this.#sequence.place(batch.month, batch.length);
    this.#producer.publish(ordinal % this.#threads.length, { slot, rows: batch.length, month, part, ordinal });
  }

  /** Writes a sealed batch from elsewhere that has the same capacity. */
  writeCopy(source: Batch): void {
    const batch = this.allocate();
    const bytes = new Uint8Array(source.buffer, source.byteOffset, this.#layout.byteLength);
    new Uint8Array(batch.buffer, batch.byteOffset, this.#layout.byteLength).set(bytes);
    batch.length = source.length;
    batch.month = source.month;
    this.write(batch);
  }

  /** Lets the encoders end when they have written what they were given. */
  end(): void {
    this.#producer.finish('ended');
  }

  /** Resolves with the files when the encoders are through. */
  async close(): Promise<readonly WrittenFile[]> {
    this.end();
    const reports = await Promise.all(this.#threads.map((thread) => thread.exit));
    this.#throwIfFailed();
    if (reports.some(({ isDone }) => !isDone)) throw new Error(`${this.#table.name}: an encoder ended early`);
    const files = reports.flatMap((report) => report.files);
    return files.sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  async abort(): Promise<void> {
    this.#producer.finish('aborted');
    await Promise.all(this.#threads.map((thread) => thread.exit.catch(() => undefined)));
  }

  #throwIfFailed(): void {
    if (this.#producer.state === 'failed') throw this.#failure();
  }

  #failure(): Error {
    return toWriteError(new Error(this.#producer.error), this.#directory);
  }
}
