import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBType,
  ENUM,
  FLOAT,
  INTEGER,
  TIMESTAMPTZ,
  UINTEGER,
  USMALLINT,
  VARCHAR,
} from '@duckdb/node-api';
import type { Column } from '../../src/schema/column.ts';
import { NULL_CODE } from '../../src/schema/column.ts';
import type { Vocabularies } from '../../src/schema/vocabularies.ts';

/** The DuckDB type whose vectors have the layout of a column in a batch. */
export function duckdbType(column: Column, vocabularies: Vocabularies): DuckDBType {
  switch (column.type) {
    case 'int64':
      return BIGINT;
    case 'timestamp':
      return TIMESTAMPTZ;
    case 'int32':
      return INTEGER;
    case 'uint16':
      return USMALLINT;
    case 'ip':
      return UINTEGER;
    case 'money':
    case 'float64':
      return DOUBLE;
    case 'float32':
      return FLOAT;
    case 'boolean':
      return BOOLEAN;
    case 'code':
      return ENUM(wordsOf(column, vocabularies));
    case 'text':
      return VARCHAR;
    case 'date':
      return DATE;
    default: {
      const never: never = column.type;
      throw new Error(`unknown column type ${never}`);
    }
  }
}

function wordsOf(column: Column, vocabularies: Vocabularies): readonly string[] {
  const words = vocabularies[column.vocabulary!];
  if (words === undefined) throw new Error(`vocabulary ${column.vocabulary} is missing`);
  if (words.length > NULL_CODE) throw new Error(`vocabulary ${column.vocabulary} has more than ${NULL_CODE} words`);
  // DuckDB has no ENUM without values; a column of an empty vocabulary is all null.
  return words.length === 0 ? [''] : words;
}
