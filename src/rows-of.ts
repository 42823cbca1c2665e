import type { Batch, BatchArray, ColumnSlot } from './kernel/batch.ts';
import type { TableRows } from './run.ts';
import type { Column, Table } from './schema/column.ts';
import type { Vocabularies } from './schema/vocabularies.ts';

type Value<T extends Column['type']> = T extends 'timestamp'
  ? Date
  : T extends 'code' | 'text' | 'date'
    ? string
    : T extends 'boolean'
      ? boolean
      : number;

/** A row of a table as a plain object: times as `Date`, dates as `YYYY-MM-DD`, codes as their words, money in units. */
export type RowOf<T extends Table> = {
  readonly [K in keyof T['columns']]:
    | Value<T['columns'][K]['type']>
    | (T['columns'][K] extends { nullable: true } ? null : never);
};

const HIGH_WORD = 4_294_967_296;
const DAY_MS = 86_400_000;

/**
 * Reads a sealed batch, or a table that is not streamed, row by row. This is for looking and for small jobs; large ones
 * read `batch.columns`, which makes no objects.
 *
 * @example
 * for (const batch of run.batches()) {
 *   if (batch.table.name === 'labels') for (const row of rowsOf(batch, run.vocabularies)) console.log(row);
 * }
 */
export function* rowsOf<T extends Table>(
  source: Batch<T> | TableRows,
  vocabularies: Vocabularies,
): Generator<RowOf<T>> {
  const names = Object.keys(source.table.columns);
  const readers = 'layout' in source ? batchReaders(source, vocabularies) : tableReaders(source, vocabularies);
  const length = 'layout' in source ? source.length : source.rowCount;
  for (let row = 0; row < length; row++) {
    yield Object.fromEntries(names.map((name, index) => [name, readers[index]!(row)])) as RowOf<T>;
  }
}

type Read = (row: number) => unknown;

function batchReaders(batch: Batch, vocabularies: Vocabularies): Read[] {
  return batch.layout.columns.map((slot) => {
    const read = numberReader(slot, batch.array(slot));
    const show = presenter(batch.table.columns[slot.name]!, vocabularies);
    if (!slot.nullable) return (row) => show(read(row));
    const validity = batch.validity(slot);
    return (row) => ((validity[row >> 3]! >> (row & 7)) & 1 ? show(read(row)) : null);
  });
}

/** Numbers as they are in tables that are not streamed: timestamps in milliseconds. */
function numberReader({ type }: ColumnSlot, array: BatchArray): (row: number) => number {
  if (type !== 'int64' && type !== 'timestamp') return (row) => array[row]!;
  const scale = type === 'timestamp' ? 1_000 : 1;
  return (row) => (array[2 * row + 1]! * HIGH_WORD + (array[2 * row]! >>> 0)) / scale;
}

function tableReaders({ table, columns }: TableRows, vocabularies: Vocabularies): Read[] {
  return Object.entries(table.columns).map(([name, column]) => {
    const values = columns[name]!;
    const show = presenter(column, vocabularies);
    return (row) => {
      const value = typeof values === 'function' ? values(row) : values[row];
      return value === null || value === undefined ? null : show(value);
    };
  });
}

function presenter(column: Column, vocabularies: Vocabularies): (value: unknown) => unknown {
  switch (column.type) {
    case 'timestamp':
      return (value) => new Date(value as number);
    case 'date':
      return (value) => new Date((value as number) * DAY_MS).toISOString().slice(0, 10);
    case 'boolean':
      return Boolean;
    case 'code': {
      const words = vocabularies[column.vocabulary!] ?? [];
      return (value) => (typeof value === 'number' ? words[value] : value);
    }
    default:
      return (value) => value;
  }
}
