import type { Column, Table } from '../schema/column.ts';

/** A string literal: `it's` becomes `'it''s'`. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A quoted name: `a"b` becomes `"a""b"`. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A list of string literals in brackets: `['a', 'b']`. */
export function literalList(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** Type of a column as DuckDB names it when it reads a file. */
export function duckdbType(column: Column, money: 'double' | 'decimal' = 'double'): string {
  switch (column.type) {
    case 'int64':
      return 'BIGINT';
    case 'timestamp':
      return 'TIMESTAMP WITH TIME ZONE';
    case 'int32':
      return 'INTEGER';
    case 'uint16':
      return 'USMALLINT';
    case 'ip':
      return 'UINTEGER';
    case 'money':
      return money === 'decimal' ? 'DECIMAL(18,2)' : 'DOUBLE';
    case 'float32':
      return 'FLOAT';
    case 'float64':
      return 'DOUBLE';
    case 'boolean':
      return 'BOOLEAN';
    case 'code':
    case 'text':
      return 'VARCHAR';
    case 'date':
      return 'DATE';
    default: {
      const never: never = column.type;
      throw new Error(`unknown column type ${never}`);
    }
  }
}

/** Columns of a table by name, with their DuckDB types, as `{'amount': 'DOUBLE', ...}`. */
export function columnTypes(table: Table, money: 'double' | 'decimal' = 'double'): string {
  const entries = Object.entries(table.columns);
  return `{${entries.map(([name, column]) => `${literal(name)}: ${literal(duckdbType(column, money))}`).join(', ')}}`;
}
