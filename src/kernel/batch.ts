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
  return { table, capacity, columns, byteLength: offset };
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
    const columns: Record<string, ArrayBufferView> = {};
    for (const slot of layout.columns) columns[slot.name] = view(slot, layout.capacity, buffer, byteOffset);
    this.columns = columns as ColumnsOf<T>;
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

function writeValidity(array: BatchArray, type: ColumnType, length: number, bitmap: Uint8Array): void {
  // A 64-bit null has a negative high word; other nulls are one sentinel per storage type.
  const stride = type === 'int64' || type === 'timestamp' ? 2 : 1;
  const last = stride - 1;
  const isFloat = array instanceof Float64Array || array instanceof Float32Array;
  const sentinel = sentinelOf(array);
  for (let byte = 0, row = 0; row < length; byte++) {
    let bits = 0;
    for (let bit = 0; bit < 8 && row < length; bit++, row++) {
      const value = array[row * stride + last]!;
      const present = isFloat ? !Number.isNaN(value) : value !== sentinel;
      if (present) bits |= 1 << bit;
    }
    bitmap[byte] = bits;
  }
}

function sentinelOf(array: BatchArray): number {
  if (array instanceof Int32Array) return NULL_INT;
  if (array instanceof Uint8Array) return NULL_CODE;
  if (array instanceof Uint16Array) return 65535;
  return 0;
}
