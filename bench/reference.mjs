// How fast does DuckDB write the transactions of a dataset as Parquet when it holds them as a table? One thread, zstd,
// the settings of our own files. Prints JSON, for the benchmarks that compare with it.
//
//     node bench/reference.mjs dataset=<directory> [rows=2000000]
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { settingsFrom, timed } from './report.mjs';

const { dataset, rows } = settingsFrom({ dataset: 'data/card-realistic', rows: 2_000_000 });
const ENCODING = 'FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARQUET_VERSION v1, ROW_GROUP_SIZE 122880';

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
const files = join(dataset, 'transactions', '*', '*.parquet');
await connection.run(`CREATE TABLE held AS SELECT * EXCLUDE (month) FROM read_parquet('${files}') LIMIT ${rows}`);
const held = Number((await connection.runAndReadAll('SELECT count(*) FROM held')).getRows()[0][0]);
const directory = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const file = join(directory, 'held.parquet');
const { wallSeconds, cpuSeconds } = await timed(() => connection.run(`COPY held TO '${file}' (${ENCODING})`));
const { size } = statSync(file);
connection.closeSync();
instance.closeSync();
rmSync(directory, { recursive: true });
console.log(
  JSON.stringify({
    rows: held,
    rowsPerSecond: held / wallSeconds,
    rowsPerCpuSecond: held / cpuSeconds,
    bytesPerRow: size / held,
  }),
);
