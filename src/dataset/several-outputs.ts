import type { Batch, BatchArray } from '../kernel/batch.ts';
import type { OutputSink } from './output.ts';

/**
 * Several formats as one sink: the first lends its batches to the simulation, the others get copies.
 *
 * Their files come in the order of the sinks.
 */
export function joinSinks(sinks: readonly [OutputSink, ...OutputSink[]]): OutputSink {
  const [first, ...others] = sinks;
  if (others.length === 0) return first;
  return {
    allocate: (table) => first.allocate(table),
    write(batch) {
      for (const sink of others) copyTo(sink, batch);
      first.write(batch);
    },
    writeTable(table, columns, rowCount) {
      for (const sink of sinks) sink.writeTable(table, columns, rowCount);
    },
    async close() {
      const files = [];
      for (const sink of sinks) files.push(...(await sink.close()));
      return files;
    },
    async abort() {
      await Promise.all(sinks.map((sink) => sink.abort()));
    },
  };
}

/** Copies the rows of a sealed batch into batches of another sink, which may be of another size. */
function copyTo(sink: OutputSink, source: Batch): void {
  for (let start = 0; start < source.length; ) {
    const target = sink.allocate(source.table);
    target.clear();
    const length = Math.min(target.layout.capacity, source.length - start);
    for (const slot of source.layout.columns) {
      const from = source.array(slot);
      const stride = from.length / source.layout.capacity;
      const to = (target.columns as Readonly<Record<string, BatchArray>>)[slot.name]!;
      to.set(from.subarray(start * stride, (start + length) * stride));
    }
    target.length = length;
    target.month = source.month;
    target.seal();
    sink.write(target);
    start += length;
  }
}
