import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimestampMicrosecond,
  Uint8,
  Uint16,
  Uint32,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { type Column, NULL_CODE, type OutputContext, type RowBlock, type Table } from '../../src/define.ts';

/** Turns blocks of one table into record batches of one schema. */
export interface RecordBatcher {
  readonly schema: Schema;
  toRecordBatch(block: RowBlock): RecordBatch;
}

/** What a schema depends on. */
export interface ArrowContext extends Pick<OutputContext, 'vocabularies' | 'metadata'> {
  readonly options: Pick<OutputContext['options'], 'money'>;
}

interface ArrowColumn {
  readonly name: string;
  readonly type: DataType;
  readonly dictionary: Vector<Utf8> | undefined;
}

/**
 * Lays record batches over the arrays of blocks. Only booleans, decimals and codes that may be null are converted;
 * everything else is shared with the block.
 */
export function recordBatcher(table: Table, context: ArrowContext): RecordBatcher {
  const columns = Object.entries(table.columns).map(([name, column], index): ArrowColumn => {
    const words = column.vocabulary === undefined ? [] : (context.vocabularies[column.vocabulary] ?? []);
    const dictionary = column.type === 'code' ? vectorFromArray(words, new Utf8()) : undefined;
    return { name, type: arrowType(column, index, context), dictionary };
  });
  const fields = columns.map(({ name, type }) => new Field(name, type, table.columns[name]!.nullable === true));
  const schema = new Schema(fields, new Map(Object.entries(context.metadata)));
  return {
    schema,
    toRecordBatch(block) {
      const { length } = block.batch;
      const children = columns.map((column) => columnData(block, column));
      return new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
    },
  };
}

const DECIMAL_DIGITS = 18;
const CENT_DIGITS = 2;
const DECIMAL_BITS = 128;

function arrowType(column: Column, dictionaryId: number, { options }: ArrowContext): DataType {
  switch (column.type) {
    case 'int64':
      return new Int64();
    case 'timestamp':
      return new TimestampMicrosecond('UTC');
    case 'int32':
      return new Int32();
    case 'uint16':
      return new Uint16();
    case 'ip':
      return new Uint32();
    case 'money':
      return options.money === 'decimal' ? new Decimal(CENT_DIGITS, DECIMAL_DIGITS, DECIMAL_BITS) : new Float64();
    case 'float64':
      return new Float64();
    case 'float32':
      return new Float32();
    case 'boolean':
      return new Bool();
    case 'code':
      return new Dictionary(new Utf8(), new Uint8(), dictionaryId);
    case 'text':
      return new Utf8();
    case 'date':
      return new DateDay();
    default: {
      const never: never = column.type;
      throw new Error(`unknown column type ${never}`);
    }
  }
}

function columnData(block: RowBlock, { name, type, dictionary }: ArrowColumn): Data {
  const { batch } = block;
  const texts = block.texts[name];
  if (texts !== undefined) return vectorFromArray(texts, new Utf8()).data[0] ?? makeData({ type: new Utf8() });
  const slot = batch.layout.columns.find((candidate) => candidate.name === name)!;
  const array = batch.array(slot);
  const nullBitmap = slot.validityOffset < 0 ? undefined : batch.validity(slot);
  return makeData({
    type,
    length: batch.length,
    nullBitmap,
    data: arrowValues(array, type, batch.length, nullBitmap !== undefined),
    dictionary,
  } as Parameters<typeof makeData>[0]);
}

function arrowValues(
  array: ArrayBufferView & ArrayLike<number>,
  type: DataType,
  length: number,
  isNullable: boolean,
): ArrayBufferView {
  if (type instanceof Bool) return packBits(array, length);
  if (type instanceof Decimal) return toDecimals(array, length);
  if (type instanceof Dictionary && isNullable) return withoutNullCodes(array, length);
  if (type instanceof Int64 || type instanceof TimestampMicrosecond) {
    return new BigInt64Array(array.buffer, array.byteOffset, length);
  }
  return array;
}

function packBits(bytes: ArrayLike<number>, length: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (let row = 0; row < length; row++) if (bytes[row] !== 0) bits[row >> 3]! |= 1 << (row & 7);
  return bits;
}

/** Some readers insist that even what stands under a null is an index of the dictionary. */
function withoutNullCodes(codes: ArrayLike<number>, length: number): Uint8Array {
  const indices = new Uint8Array(length);
  for (let row = 0; row < length; row++) if (codes[row] !== NULL_CODE) indices[row] = codes[row]!;
  return indices;
}

/** Amounts as 128-bit integers of cents, four words each. */
function toDecimals(amounts: ArrayLike<number>, length: number): Uint32Array {
  const words = new Uint32Array(length * 4);
  for (let row = 0; row < length; row++) {
    const cents = Math.round(amounts[row]! * 100);
    const high = Math.floor(cents / 4_294_967_296);
    words[4 * row] = cents - high * 4_294_967_296;
    words[4 * row + 1] = high;
    words.fill(cents < 0 ? 0xffffffff : 0, 4 * row + 2, 4 * row + 4);
  }
  return words;
}
