import { defineOutput } from '../src/define.ts';

export default defineOutput({
  name: 'parquet',
  doc: 'Parquet, zstd, written by DuckDB in threads of its own.',
  extension: 'parquet',
  // DuckDB is loaded when a dataset is written, not when the catalogue is listed.
  open: async (context) => (await import('./parquet/sink.ts')).openParquet(context),
});
