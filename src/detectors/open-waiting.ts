import type { DetectorContext } from './adapter.ts';
import type { Detector } from './detector.ts';
import { adapterFor } from './open-detector.ts';
import type { RemoteOptions } from './remote-options.ts';
import { ThreadedDetector, type WaitOptions } from './thread/threaded-detector.ts';

/**
 * Opens a detector for somebody who cannot wait for a promise: one that answers at once as it is, every other one
 * (a service, a program, a module whose `score` is an async function) in a thread.
 *
 * @throws DetectorError when there is none, or it cannot be opened.
 */
export async function openWaiting(
  spec: string,
  context: DetectorContext,
  options: Partial<WaitOptions & RemoteOptions> = {},
): Promise<Detector | ThreadedDetector> {
  const adapter = adapterFor(spec);
  if (adapter.answers === 'at_once') {
    const detector = await adapter.open(spec, context);
    if (!isAsync(detector.score)) return detector;
    await detector.close?.();
  }
  return ThreadedDetector.open(spec, context.directory, options);
}

function isAsync(score: Detector['score']): boolean {
  return Object.prototype.toString.call(score) === '[object AsyncFunction]';
}
