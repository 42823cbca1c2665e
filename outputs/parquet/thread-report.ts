import type { Worker } from 'node:worker_threads';
import type { WrittenFile } from '../../src/dataset/output.ts';
import type { EncoderMessage } from './encoder.ts';

/** Writers make many small, short-lived objects; V8 would let them pile up to tens of megabytes a thread. */
export const writerLimits = { maxYoungGenerationSizeMb: 4 };

/** What a writer thread said until it ended. */
export interface FinishedThread {
  readonly files: readonly WrittenFile[];
  /** False when it ended before its work did. */
  readonly isDone: boolean;
}

/** Listens to a writer thread. */
export class ThreadReport {
  /** Resolves when the thread is ready, or has ended without. */
  readonly ready: Promise<void>;
  /** Resolves when the thread has ended; rejects when it crashed. */
  readonly exit: Promise<FinishedThread>;

  constructor(worker: Worker) {
    const files: WrittenFile[] = [];
    let isDone = false;
    this.ready = new Promise((resolve, reject) => {
      worker.on('message', (message: EncoderMessage) => {
        if (message === 'ready') resolve();
        else if (message === 'done') isDone = true;
        else files.push(message);
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
    this.exit = new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => resolve({ files, isDone }));
    });
    // A crash is reported to whoever awaits the end; nobody may be waiting yet.
    this.ready.catch(() => undefined);
    this.exit.catch(() => undefined);
  }
}
