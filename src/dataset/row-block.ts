import { Batch, type BatchArray, type BatchLayout, batchLayout, type ColumnSlot } from '../kernel/batch.ts';
import type { Column, Table } from '../schema/column.ts';
import type { Vocabularies } from '../schema/vocabularies.ts';
import { monthOf } from './file-sequence.ts';
import type { ColumnValues } from './output.ts';

/** Rows of any table on their way into a file: a sealed batch of everything but text, and the text beside it. */
export interface RowBlock {
  readonly table: Table;
  readonly batch: Batch;
  readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
}

const MICROSECONDS = 1_000;
const HIGH_WORD = 4_294_967_296;

/** Text columns have no place in a batch: the layout of a table without them. */
export function layoutWithoutText(table: Table, capacity: number): BatchLayout {
  const columns = Object.fromEntries(Object.entries(table.columns).filter(([, column]) => column.type !== 'text'));
  return batchLayout({ ...table, columns }, capacity);
}

/**
 * Cuts whole columns into blocks of at most `capacity` rows (a multiple of 64); a block never crosses the end of a
 * month when the table is partitioned. Rows keep their order within a month.
 * @throws Error when a column is missing or a value does not fit its type: an invariant of the caller.
 */
export function* blocksOf(
  table: Table,
  columns: Readonly<Record<string, ColumnValues>>,
  rowCount: number,
  vocabularies: Vocabularies,
  capacity: number,
): Generator<RowBlock> {
  const layout = layoutWithoutText(table, capacity);
  const readers = Object.entries(table.columns).map(([name, column]) => {
    const values = columns[name];
    if (values === undefined) throw new Error(`${table.name}.${name}: no values given`);
    const read = typeof values === 'function' ? values : (row: number) => values[row];
    const slot = layout.columns.find((candidate) => candidate.name === name);
    return { name, column, slot, read, codes: codesOf(column, vocabularies) };
  });
  for (const { month, rows } of monthsOf(table, columns, rowCount)) {
    for (let start = 0; start < rows.length; start += capacity) {
      const length = Math.min(capacity, rows.length - start);
      const batch = new Batch(layout);
      const texts: Record<string, (string | null)[]> = {};
      for (const { name, column, slot, read, codes } of readers) {
        const place = `${table.name}.${name}`;
        if (slot === undefined) {
          texts[name] = Array.from({ length }, (_, row) => textOf(read(rows.at(start + row)), column, place));
        } else {
          const array = batch.array(slot);
          const validity = slot.validityOffset < 0 ? undefined : batch.validity(slot);
          for (let row = 0; row < length; row++) {
            const value = read(rows.at(start + row));
            if (value === null || value === undefined) {
              if (validity === undefined) throw new Error(`${place}: null in row ${rows.at(start + row)}`);
            } else {
              setValue(array, row, slot, value, codes, place);
              if (validity !== undefined) validity[row >> 3] = validity[row >> 3]! | (1 << (row & 7));
            }
          }
        }
      }
      batch.length = length;
      batch.month = month;
      yield { table, batch, texts };
    }
  }
}

/** Row numbers without an array: most tables are written in one run. */
interface RowSelection {
  readonly length: number;
  at(index: number): number;
}

function monthsOf(
  table: Table,
  columns: Readonly<Record<string, ColumnValues>>,
  rowCount: number,
): Iterable<{ month: number; rows: RowSelection }> {
  const everyRow: RowSelection = { length: rowCount, at: (index) => index };
  const time = Object.entries(table.columns).find(([, column]) => column.type === 'timestamp')?.[0];
  if (table.partition === 'none' || time === undefined) return [{ month: -1, rows: everyRow }];
  const values = columns[time]!;
  const byMonth = new Map<number, number[]>();
  for (let row = 0; row < rowCount; row++) {
    const month = monthOf(Number(typeof values === 'function' ? values(row) : values[row]));
    const rows = byMonth.get(month);
    if (rows === undefined) byMonth.set(month, [row]);
    else rows.push(row);
  }
  return [...byMonth]
    .sort(([left], [right]) => left - right)
    .map(([month, rows]) => ({ month, rows: { length: rows.length, at: (index: number) => rows[index]! } }));
}

function codesOf(column: Column, vocabularies: Vocabularies): ReadonlyMap<string, number> {
  const words = column.vocabulary === undefined ? [] : (vocabularies[column.vocabulary] ?? []);
  return new Map(words.map((word, code) => [word, code]));
}

function textOf(value: unknown, column: Column, place: string): string | null {
  if (typeof value === 'string') return value;
  if ((value === null || value === undefined) && column.nullable === true) return null;
  throw new Error(`${place}: ${value} is not a string`);
}

function setValue(
  array: BatchArray,
  row: number,
  slot: ColumnSlot,
  value: unknown,
  codes: ReadonlyMap<string, number>,
  place: string,
): void {
  const number = typeof value === 'string' ? codes.get(value) : Number(value);
  if (number === undefined || Number.isNaN(number)) throw new Error(`${place}: ${value} is not a ${slot.type}`);
  if (slot.type !== 'int64' && slot.type !== 'timestamp') {
    array[row] = number;
    return;
  }
  const whole = slot.type === 'timestamp' ? Math.round(number * MICROSECONDS) : number;
  const high = Math.floor(whole / HIGH_WORD);
  array[2 * row] = whole - high * HIGH_WORD;
  array[2 * row + 1] = high;
}
