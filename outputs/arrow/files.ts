import { RecordBatchFileWriter } from 'apache-arrow';
import { type BlockFormat, FileSink, type OutputContext, type OutputSink } from '../../src/define.ts';
import { recordBatcher } from './record-batcher.ts';

/** Arrow IPC files, a record batch for every block. */
const format: BlockFormat = {
  extension: 'arrow',
  open(table, context, write) {
    const { schema, toRecordBatch } = recordBatcher(table, context);
    const writer = new SynchronousFileWriter(write);
    writer.reset(undefined, schema);
    return {
      write: (block) => {
        writer.write(toRecordBatch(block));
      },
      end: () => writer.close(),
    };
  },
};

/** Opens the Arrow files of a dataset. */
export function openArrow(context: OutputContext): OutputSink {
  return new FileSink(context, format);
}

/** Hands every piece of the file on at once, where Arrow's own writers queue them for an asynchronous reader. */
class SynchronousFileWriter extends RecordBatchFileWriter {
  readonly #write: (bytes: Uint8Array) => void;

  constructor(write: (bytes: Uint8Array) => void) {
    super();
    this.#write = write;
  }

  protected override _write(chunk: Parameters<RecordBatchFileWriter['_write']>[0]): this {
    if (!this._started || !ArrayBuffer.isView(chunk) || chunk.byteLength === 0) return this;
    this.#write(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this._position += chunk.byteLength;
    return this;
  }
}
