import duckdb from '@duckdb/node-bindings';
import type { BatchLayout } from '../../src/kernel/batch.ts';

/** Rows of a chunk of DuckDB. */
export const CHUNK_ROWS = 2_048;

/**
 * Copies rows of a batch in private memory into the vectors of a chunk, column by column, without a look at the values.
 *
 * `columns` gives the vector of each column of the layout. `start` is a multiple of 8. A column whose rows are all there
 * gets no validity mask, which spares DuckDB the slow path.
 */
export function fillChunk(
  chunk: duckdb.DataChunk,
  layout: BatchLayout,
  columns: readonly number[],
  memory: ArrayBuffer,
  start: number,
  rows: number,
): void {
  const bytes = new Uint8Array(memory);
  for (let index = 0; index < layout.columns.length; index++) {
    const slot = layout.columns[index]!;
    const vector = duckdb.data_chunk_get_vector(chunk, columns[index]!);
    duckdb.copy_data_to_vector(vector, 0, memory, slot.offset + start * slot.bytesPerRow, rows * slot.bytesPerRow);
    if (slot.validityOffset < 0) continue;
    const from = slot.validityOffset + start / 8;
    if (isComplete(bytes, from, rows)) continue;
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, memory, from, Math.ceil(rows / 8));
  }
}

function isComplete(bitmaps: Uint8Array, from: number, rows: number): boolean {
  const wholeBytes = rows >> 3;
  for (let byte = from; byte < from + wholeBytes; byte++) if (bitmaps[byte] !== 0xff) return false;
  const rest = (1 << (rows & 7)) - 1;
  return rest === 0 || (bitmaps[from + wholeBytes]! & rest) === rest;
}
