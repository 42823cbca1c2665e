import type { Table } from '../schema/column.ts';
import { Batch, type BatchLayout, batchLayout } from './batch.ts';

/** Where empty batches come from: a writer's ring, or plain memory. */
export type Allocate = <T extends Table>(table: T) => Batch<T>;

/** Rows that a batch of plain memory holds. */
const CAPACITY = 16_384;

/** Allocates batches in plain memory; the default when nobody writes them. */
export function inMemory(): Allocate {
  const layouts = new Map<Table, BatchLayout>();
  return <T extends Table>(table: T) => {
    const layout = layouts.get(table) ?? batchLayout(table, CAPACITY);
    layouts.set(table, layout);
    return new Batch<T>(layout);
  };
}

/** Fills the batches of one table one after another and hands each over when it is full or its month ends. */
export class BatchStream<T extends Table> {
  readonly table: T;
  allocate: Allocate;
  private readonly emit: (batch: Batch<T>) => void;
  private current: Batch<T> | undefined;

  constructor(table: T, allocate: Allocate, emit: (batch: Batch<T>) => void) {
    this.table = table;
    this.allocate = allocate;
    this.emit = emit;
  }

  /** A batch with room for a row of this month (-1 for a table that is not partitioned). The caller fills row `length++`. */
  forMonth(month: number): Batch<T> {
    const batch = this.current;
    if (batch !== undefined && batch.month === month && !batch.isFull) return batch;
    this.flush();
    const fresh = this.allocate(this.table);
    fresh.clear();
    fresh.month = month;
    this.current = fresh;
    return fresh;
  }

  /** Hands over what has been filled. */
  flush(): void {
    const batch = this.current;
    this.current = undefined;
    if (batch === undefined || batch.length === 0) return;
    batch.seal();
    this.emit(batch);
  }
}

/** Writes a 64-bit integer below 2^53 as low and high words. */
export function setInt64(words: Int32Array, row: number, value: number): void {
  const high = Math.floor(value / 4294967296);
  words[row * 2] = value - high * 4294967296;
  words[row * 2 + 1] = high;
}

/** Writes a time in ms as microseconds. */
export function setTimestamp(words: Int32Array, row: number, timeMs: number): void {
  setInt64(words, row, timeMs * 1000);
}
