import {
  type DuckDBTimestampTZValue,
  DuckDBTypeId,
  type DuckDBValueConverter,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api';

/** A value of a result that prints and serialises as it is. */
export type PlainValue =
  | null
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/** A row of a result, by column name. */
export type Row = Readonly<Record<string, PlainValue>>;

// Beyond this a Date is invalid; DuckDB's timestamps reach further and know infinity.
const DATE_LIMIT_MS = 8.64e15;

/**
 * Turns a value of DuckDB into a plain one: integers and decimals become numbers where that is exact enough (strings
 * beyond 2^53), timestamps with time zone ISO 8601 in UTC, everything else as in DuckDB's own JSON.
 */
export const toPlainValue: DuckDBValueConverter<PlainValue> = (value, type, converter) => {
  if (value === null || value === undefined) return null;
  switch (type.typeId) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT: {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : String(value);
    }
    case DuckDBTypeId.DECIMAL:
      return Number(String(value));
    case DuckDBTypeId.TIMESTAMP_TZ: {
      const ms = Number((value as DuckDBTimestampTZValue).micros / 1000n);
      return Math.abs(ms) > DATE_LIMIT_MS ? String(value) : new Date(ms).toISOString();
    }
    default:
      return JsonDuckDBValueConverter(value, type, converter as Parameters<typeof JsonDuckDBValueConverter>[2]);
  }
};
