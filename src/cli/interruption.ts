import { InterruptedError } from './failure.ts';

/** Runs something that Ctrl-C or a polite kill stops; a second Ctrl-C kills at once. */
export async function untilInterrupted<T>(remedy: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) throw new InterruptedError(`interrupted; ${remedy}`);
    throw error;
  } finally {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  }
}
