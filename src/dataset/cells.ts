import type { BatchArray } from '../kernel/batch.ts';
import type { Column } from '../schema/column.ts';
import type { Vocabularies } from '../schema/vocabularies.ts';
import type { RowBlock } from './row-block.ts';

/** Text of the value in a row; undefined stands for null. */
export type CellReader = (row: number) => string | undefined;

const HIGH_WORD = 4_294_967_296;
const MS_PER_DAY = 86_400_000;

/**
 * Reads a column of a block as text: exact cents with two decimals, UTC times as ISO 8601 with milliseconds, dates as
 * ISO 8601, codes as their words, IP addresses as integers, booleans as `true` and `false`.
 */
export function cellReader(block: RowBlock, name: string, vocabularies: Vocabularies): CellReader {
  const column = block.table.columns[name]!;
  const texts = block.texts[name];
  if (texts !== undefined) return (row) => texts[row] ?? undefined;
  const slot = block.batch.layout.columns.find((candidate) => candidate.name === name)!;
  const array = block.batch.array(slot);
  const read = valueReader(column, array, vocabularies);
  if (slot.validityOffset < 0) return read;
  const validity = block.batch.validity(slot);
  return (row) => ((validity[row >> 3]! >> (row & 7)) & 1 ? read(row) : undefined);
}

function valueReader(column: Column, array: BatchArray, vocabularies: Vocabularies): (row: number) => string {
  switch (column.type) {
    case 'int64':
      return (row) => String(int64(array, row));
    case 'timestamp':
      return (row) => isoTime(int64(array, row) / 1_000);
    case 'date':
      return (row) => isoDate(array[row]!);
    case 'money':
      return (row) => moneyText(array[row]!);
    case 'float32':
      return (row) => shortFloat32(array[row]!);
    case 'boolean':
      return (row) => (array[row] === 0 ? 'false' : 'true');
    case 'code': {
      const words = vocabularies[column.vocabulary!] ?? [];
      return (row) => words[array[row]!]!;
    }
    case 'int32':
    case 'uint16':
    case 'ip':
    case 'float64':
      return (row) => String(array[row]);
    case 'text':
      throw new Error('text is not in a batch');
    default: {
      const never: never = column.type;
      throw new Error(`unknown column type ${never}`);
    }
  }
}

function int64(words: BatchArray, row: number): number {
  return words[2 * row + 1]! * HIGH_WORD + (words[2 * row]! >>> 0);
}

/** `12.30` for 12.3; the value has at most two decimals. */
function moneyText(value: number): string {
  const cents = Math.round(Math.abs(value) * 100);
  const whole = Math.floor(cents / 100);
  const rest = cents - whole * 100;
  return `${value < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`;
}

/** The fewest digits that give the same 32-bit number. */
function shortFloat32(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

function isoDate(days: number): string {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}

function isoTime(timeMs: number): string {
  const days = Math.floor(timeMs / MS_PER_DAY);
  const rest = Math.floor(timeMs - days * MS_PER_DAY);
  const seconds = Math.floor(rest / 1_000);
  const minutes = Math.floor(seconds / 60);
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${isoDay(days)}T${time}.${String(rest % 1_000).padStart(3, '0')}Z`;
}

// Rows come in time order, so that nearly all of them fall on the day of the row before.
let lastDay = 0;
let lastIsoDay = '1970-01-01';
function isoDay(days: number): string {
  if (days !== lastDay) {
    lastDay = days;
    lastIsoDay = isoDate(days);
  }
  return lastIsoDay;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
