import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import csv from '../../outputs/csv.ts';
import ndjson from '../../outputs/ndjson.ts';
import parquet from '../../outputs/parquet.ts';
import type { Output, OutputSink, WrittenFile } from '../../src/dataset/output.ts';
import { joinSinks } from '../../src/dataset/several-outputs.ts';
import { contextFor, temporaryDirectory, writeTransactions } from '../outputs/sample-data.ts';

describe('several formats at once', () => {
  const ROWS = 16_500;
  let directory: { path: string; remove: () => void };
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => directory.remove());

  const open = (output: Output, folder: string): Promise<OutputSink> => {
    const path = join(directory.path, folder);
    mkdirSync(path, { recursive: true });
    return output.open(contextFor(path));
  };

  const writeAll = async (sink: OutputSink): Promise<readonly WrittenFile[]> => {
    writeTransactions(sink, ROWS);
    return sink.close();
  };

  // The formats lend batches of different sizes; whoever comes first must not shape the files of the others.
  for (const formats of [
    [csv, ndjson],
    [parquet, csv],
  ] as const) {
    it(`writes the rows of each as alone: ${formats.map(({ name }) => name).join(', ')}`, async () => {
      const sinks = await Promise.all(formats.map((output) => open(output, 'together')));
      const together = await writeAll(joinSinks(sinks as [OutputSink, ...OutputSink[]]));
      const alone = [];
      for (const output of formats) alone.push(...(await writeAll(await open(output, output.name))));
      const digests = (files: readonly WrittenFile[]) =>
        files.map(({ path, rows, sha256 }) => ({ path, rows, sha256 }));
      expect(digests(together)).to.deep.equal(digests(alone));
      const written = together.filter(({ table }) => table === 'transactions');
      expect(written.reduce((sum, { rows }) => sum + rows, 0)).to.equal(ROWS * formats.length);
    });
  }
});
