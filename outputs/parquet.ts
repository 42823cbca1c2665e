import { defineOutput } from '../src/define.ts';
import { openParquet } from './parquet/sink.ts';

export default defineOutput({
  name: 'parquet',
  doc: 'Parquet, zstd, written by DuckDB in threads of its own.',
  extension: 'parquet',
  open: openParquet,
});
