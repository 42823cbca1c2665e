import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Row, toPlainValue } from '../../src/analysis/plain-value.ts';

/** What a SELECT list says of the decisions in a directory, in one row. */
export async function decisionsIn(directory: string, select: string): Promise<Row> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const file = join(directory, 'stress', 'decisions.parquet').replaceAll("'", "''");
    const result = await connection.run(`SELECT ${select} FROM '${file}'`);
    const [row] = await result.convertRowObjects(toPlainValue);
    return row!;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
