import type { DuckDBResult } from '@duckdb/node-api';

/** Reads the columns of a result of DOUBLEs to its end; null is NaN. */
export async function readNumbers(result: DuckDBResult): Promise<ReadonlyMap<string, Float64Array>> {
  const names = result.deduplicatedColumnNames();
  const parts: Float64Array[][] = names.map(() => []);
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const [index, list] of parts.entries()) {
      const vector = chunk.getColumnVector(index);
      const part = new Float64Array(chunk.rowCount);
      for (let row = 0; row < part.length; row++) part[row] = (vector.getItem(row) as number | null) ?? Number.NaN;
      list.push(part);
    }
    rows += chunk.rowCount;
  }
  return new Map(names.map((name, index) => [name, joined(parts[index] ?? [], rows)]));
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const whole = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
