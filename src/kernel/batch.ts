import { type ColumnArray, type ColumnType, NULL_CODE, NULL_INT, type Table } from '../schema/column.ts';

/** Column arrays of a table by column name; `text` columns have none and may not appear in a batched table. */
export type ColumnsOf<T extends Table> = { readonly [K in keyof T['columns']]: ColumnArray<T['columns'][K]['type']> };

/** Where each column and its validity bitmap lie in a batch buffer. */
export interface BatchLayout {
  readonly table: Table;
  /** Rows that fit; a multiple of 64, so that validity words never straddle batches. */
  readonly capacity: number;
  readonly columns: readonly ColumnSlot[];
  /** Bytes of a whole batch. */
  readonly byteLength: number;
  /** Makes the record of column arrays, given in the order of `columns`. */
  readonly Columns: new (
    arrays: readonly BatchArray[],
  ) => Readonly<Record<string, BatchArray>>;
}

/** Place of one column inside a batch buffer, in bytes from its start. */
export interface ColumnSlot {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly offset: number;
  readonly bytesPerRow: number;
  /** Validity bitmap (bit set = value present, least significant first), or -1 when the column is never null. */
  readonly validityOffset: number;
}

const BYTES_PER_ROW: Readonly<Record<Exclude<ColumnType, 'text'>, number>> = {
  int64: 8,
  timestamp: 8,
  int32: 4,
  uint16: 2,
  ip: 4,
  money: 8,
  float32: 4,
  float64: 8,
  boolean: 1,
  code: 1,
  date: 4,
};

/** Lays out a batch of `capacity` rows. Throws when the table has a `text` column. */
export function batchLayout(table: Table, capacity: number): BatchLayout {
  if (capacity % 64 !== 0) throw new Error(`batch capacity ${capacity} is not a multiple of 64`);
  let offset = 0;
  const columns = Object.entries(table.columns).map(([name, column]): ColumnSlot => {
    if (column.type === 'text') throw new Error(`${table.name}.${name}: text columns cannot be batched`);
    const bytesPerRow = BYTES_PER_ROW[column.type];
    const slot = {
      name,
      type: column.type,
      nullable: column.nullable === true,
      offset,
      bytesPerRow,
      validityOffset: -1,
    };
    offset += capacity * bytesPerRow;
    if (!slot.nullable) return slot;
    const validityOffset = offset;
    offset += capacity / 8;
    return { ...slot, validityOffset };
  });
  return { table, capacity, columns, byteLength: offset, Columns: columnsClass(columns.map(({ name }) => name)) };
}

/**
 * A block of rows as typed arrays over one buffer, which may be shared with a writer thread.
 *
 * Nulls are sentinels while the batch is filled; `seal` turns them into validity bitmaps in one pass. A batch never
 * crosses the end of a month (UTC), so that a partitioned writer can switch files between batches.
 */
export class Batch<T extends Table = Table> {
  readonly layout: BatchLayout;
  readonly columns: ColumnsOf<T>;
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  /** Rows filled so far. */
  length = 0;
  /** Months since January 1970 (UTC) of all rows; -1 for tables that are not partitioned. */
  month = -1;

  constructor(layout: BatchLayout, buffer: ArrayBufferLike = new ArrayBuffer(layout.byteLength), byteOffset = 0) {
    this.layout = layout;
    this.buffer = buffer;
    this.byteOffset = byteOffset;
    const arrays = layout.columns.map((slot) => view(slot, layout.capacity, buffer, byteOffset));
    this.columns = new layout.Columns(arrays) as unknown as ColumnsOf<T>;
    this.clear();
  }

  get table(): T {
    return this.layout.table as T;
  }

  get isFull(): boolean {
    return this.length === this.layout.capacity;
  }

  /** Validity bitmap of a nullable column; meaningful once the batch is sealed. */
  validity(slot: ColumnSlot): Uint8Array {
    return new Uint8Array(this.buffer, this.byteOffset + slot.validityOffset, this.layout.capacity / 8);
  }

  /** Empties the batch and sets every nullable value to null, so that fillers write only what is there. */
  clear(): void {
    this.length = 0;
    for (const slot of this.layout.columns) if (slot.nullable) fillNull(this.array(slot));
  }

  /** Writes the validity bitmaps of the rows filled so far. */
  seal(): void {
    for (const slot of this.layout.columns) {
      if (slot.nullable) writeValidity(this.array(slot), slot.type, this.length, this.validity(slot));
    }
  }

  array(slot: ColumnSlot): BatchArray {
    return (this.columns as Readonly<Record<string, BatchArray>>)[slot.name]!;
  }
}

export type BatchArray = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array | Float64Array;

/**
 * A class with one field per column. V8 keeps an object of more than a dozen computed properties as a hash table, which
 * makes every access in the posting loop ten times slower; fields of a class it keeps in place.
 */
function columnsClass(names: readonly string[]): BatchLayout['Columns'] {
  for (const name of names) if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`column ${name} is not an identifier`);
  const body = names.map((name, index) => `this.${name} = arrays[${index}];`).join('\n');
  return new Function('arrays', body) as unknown as BatchLayout['Columns'];
}

function view(slot: ColumnSlot, capacity: number, buffer: ArrayBufferLike, byteOffset: number): BatchArray {
  const at = byteOffset + slot.offset;
  switch (slot.type) {
    case 'int64':
    case 'timestamp':
      return new Int32Array(buffer, at, capacity * 2);
    case 'int32':
    case 'date':
      return new Int32Array(buffer, at, capacity);
    case 'uint16':
      return new Uint16Array(buffer, at, capacity);
    case 'ip':
      return new Uint32Array(buffer, at, capacity);
    case 'money':
    case 'float64':
      return new Float64Array(buffer, at, capacity);
    case 'float32':
      return new Float32Array(buffer, at, capacity);
    case 'boolean':
    case 'code':
      return new Uint8Array(buffer, at, capacity);
    case 'text':
      throw new Error(`${slot.name}: text columns cannot be batched`);
    default: {
      const never: never = slot.type;
      throw new Error(`unknown column type ${never}`);
    }
  }
}

function fillNull(array: BatchArray): void {
  if (array instanceof Int32Array) array.fill(NULL_INT);
  else if (array instanceof Uint8Array) array.fill(NULL_CODE);
  else if (array instanceof Uint16Array) array.fill(65535);
  else if (array instanceof Uint32Array) array.fill(0);
  else array.fill(Number.NaN);
}

/**
 * Writes a bit a row. Values are read as raw words of their own width, so that the loop over most columns is one and
 * the same and stays fast: a column of doubles is null where the high word is that of a NaN.
 */
function writeValidity(array: BatchArray, type: ColumnType, length: number, bitmap: Uint8Array): void {
  switch (type) {
    case 'code':
    case 'boolean':
      writeValidityOfBytes(array as Uint8Array, length, bitmap);
      return;
    case 'uint16':
      writeValidityOfShorts(array as Uint16Array, length, bitmap);
      return;
    case 'int64':
    case 'timestamp':
      writeValidityOfWords(wordsOf(array), 2, 1, -1, -1, length, bitmap);
      return;
    case 'money':
    case 'float64':
      writeValidityOfWords(wordsOf(array), 2, 1, 0x7ff80000, 0x7ff80000, length, bitmap);
      return;
    case 'float32':
      writeValidityOfWords(wordsOf(array), 1, 0, 0x7fc00000, 0x7fc00000, length, bitmap);
      return;
    case 'ip':
      writeValidityOfWords(wordsOf(array), 1, 0, -1, 0, length, bitmap);
      return;
    case 'int32':
    case 'date':
      writeValidityOfWords(wordsOf(array), 1, 0, -1, NULL_INT, length, bitmap);
      return;
    case 'text':
      throw new Error('text columns cannot be batched');
    default: {
      const never: never = type;
      throw new Error(`unknown column type ${never}`);
    }
  }
}

function wordsOf(array: BatchArray): Int32Array {
  return new Int32Array(array.buffer, array.byteOffset, array.byteLength / 4);
}

function writeValidityOfWords(
  words: Int32Array,
  stride: number,
  offset: number,
  mask: number,
  nullWord: number,
  length: number,
  bitmap: Uint8Array,
): void {
  // Eight rows a turn, written out and without branches, since this pass is made over half of all columns. Rows past the
  // end are rubbish that nobody reads; the batch has room for a multiple of eight.
  const s = stride;
  for (let byte = 0, at = offset; byte * 8 < length; byte++, at += 8 * s) {
    bitmap[byte] =
      isNonZero((words[at]! & mask) ^ nullWord) |
      (isNonZero((words[at + s]! & mask) ^ nullWord) << 1) |
      (isNonZero((words[at + 2 * s]! & mask) ^ nullWord) << 2) |
      (isNonZero((words[at + 3 * s]! & mask) ^ nullWord) << 3) |
      (isNonZero((words[at + 4 * s]! & mask) ^ nullWord) << 4) |
      (isNonZero((words[at + 5 * s]! & mask) ^ nullWord) << 5) |
      (isNonZero((words[at + 6 * s]! & mask) ^ nullWord) << 6) |
      (isNonZero((words[at + 7 * s]! & mask) ^ nullWord) << 7);
  }
}

function writeValidityOfBytes(bytes: Uint8Array, length: number, bitmap: Uint8Array): void {
  for (let byte = 0, at = 0; at < length; byte++, at += 8) {
    bitmap[byte] =
      isNonZero(bytes[at]! ^ NULL_CODE) |
      (isNonZero(bytes[at + 1]! ^ NULL_CODE) << 1) |
      (isNonZero(bytes[at + 2]! ^ NULL_CODE) << 2) |
      (isNonZero(bytes[at + 3]! ^ NULL_CODE) << 3) |
      (isNonZero(bytes[at + 4]! ^ NULL_CODE) << 4) |
      (isNonZero(bytes[at + 5]! ^ NULL_CODE) << 5) |
      (isNonZero(bytes[at + 6]! ^ NULL_CODE) << 6) |
      (isNonZero(bytes[at + 7]! ^ NULL_CODE) << 7);
  }
}

function writeValidityOfShorts(shorts: Uint16Array, length: number, bitmap: Uint8Array): void {
  for (let byte = 0, at = 0; at < length; byte++) {
    let bits = 0;
    for (let bit = 0; bit < 8; bit++, at++) bits |= isNonZero(shorts[at]! ^ 65535) << bit;
    bitmap[byte] = bits;
  }
}

/** 1 for any word but 0, without a branch: a number or its negative has the sign bit. */
function isNonZero(word: number): number {
  return (word | -word) >>> 31;
}
