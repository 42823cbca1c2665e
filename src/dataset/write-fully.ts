import { writeSync } from 'node:fs';
import { toWriteError } from './errors.ts';

/** Pause before a pipe whose reader is slower is tried again, in milliseconds. */
const RETRY_MS = 2;
const nothing = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes all bytes to a file or a pipe; waits while a non-blocking pipe is full.
 * @throws WriteError no_space, no_permission, or reader_gone when the reader of a pipe has gone (EPIPE).
 */
export function writeFully(descriptor: number, bytes: Uint8Array, path: string): void {
  for (let offset = 0; offset < bytes.byteLength; ) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw toWriteError(error, path);
      Atomics.wait(nothing, 0, 0, RETRY_MS);
    }
  }
}
