import { toWriteError } from '../../src/dataset/errors.ts';
import type { OutputContext, WrittenFile } from '../../src/dataset/output.ts';
import type { RowBlock } from '../../src/dataset/row-block.ts';
import type { Table } from '../../src/schema/column.ts';
import { startWorker } from '../../src/threads/start-worker.ts';
import {
  CONTROL_WORDS,
  type CollectorMessage,
  type CollectorTask,
  DONE_MESSAGES,
  ERROR_BYTES,
  FAILED,
  MESSAGES_IN_FLIGHT,
} from './collector-channel.ts';
import type { ParquetSettings } from './copy-statement.ts';
import { ThreadReport, writerLimits } from './thread-report.ts';

/** The smaller tables: their rows go to one thread, which writes a file as soon as its table is complete. */
export class CollectedTables {
  readonly #directory: string;
  readonly #control = new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * Int32Array.BYTES_PER_ELEMENT));
  readonly #error = new SharedArrayBuffer(ERROR_BYTES);
  readonly #thread: ThreadReport;
  readonly #post: (message: CollectorMessage, transfer: readonly ArrayBuffer[]) => void;
  #sent = 0;

  constructor(tables: readonly Table[], context: OutputContext, settings: ParquetSettings) {
    const { directory, vocabularies, options } = context;
    this.#directory = directory;
    const task: CollectorTask = {
      tables,
      vocabularies,
      settings,
      directory,
      rowsPerFile: options.rowsPerFile,
      control: this.#control.buffer as SharedArrayBuffer,
      error: this.#error,
    };
    const worker = startWorker(import.meta.url, 'collector', task, writerLimits);
    this.#post = (message, transfer) => worker.postMessage(message, transfer);
    this.#thread = new ThreadReport(worker);
  }

  async ready(): Promise<void> {
    await this.#thread.ready;
    this.#throwIfFailed();
  }

  /** Takes a block over, memory and all. Waits while too many are under way. */
  write({ table, batch, texts }: RowBlock): void {
    const { length, layout } = batch;
    const memory = batch.buffer as ArrayBuffer;
    this.#send({ table: table.name, rows: length, capacity: layout.capacity, memory, texts }, [memory]);
  }

  /** Has a table written that nothing follows of. One that is split by month waits for the months of the others. */
  finish(table: Table): void {
    if (table.partition === 'none') this.#send({ finish: 'table', table: table.name }, []);
  }

  /** Resolves with the files; empty partitioned tables get one under `emptyMonth`. */
  async close(emptyMonth: number, except: readonly string[]): Promise<readonly WrittenFile[]> {
    this.#post({ finish: 'close', emptyMonth, except }, []);
    const { files, isDone } = await this.#thread.exit;
    this.#throwIfFailed();
    if (!isDone) throw new Error('the thread that writes the smaller tables ended early');
    return files;
  }

  async abort(): Promise<void> {
    this.#post({ finish: 'abort' }, []);
    await this.#thread.exit.catch(() => undefined);
  }

  #send(message: CollectorMessage, transfer: readonly ArrayBuffer[]): void {
    for (;;) {
      const done = Atomics.load(this.#control, DONE_MESSAGES);
      this.#throwIfFailed();
      if (this.#sent - done < MESSAGES_IN_FLIGHT) break;
      Atomics.wait(this.#control, DONE_MESSAGES, done);
    }
    this.#post(message, transfer);
    this.#sent++;
  }

  #throwIfFailed(): void {
    const length = Atomics.load(this.#control, FAILED);
    if (length === 0) return;
    const text = new TextDecoder().decode(new Uint8Array(this.#error).slice(0, length));
    throw toWriteError(new Error(text), this.#directory);
  }
}
