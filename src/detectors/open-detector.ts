import type { DetectorAdapter, DetectorContext } from './adapter.ts';
import { adapters } from './catalogue/index.ts';
import type { Detector } from './detector.ts';
import { DetectorError } from './errors.ts';

/** A detector and how it was reached. */
export interface OpenedDetector {
  readonly detector: Detector;
  readonly adapter: DetectorAdapter;
}

/** Finds the adapter that a user means by `spec`, and opens it. The caller closes the detector. */
export async function openDetector(spec: string, context: DetectorContext): Promise<OpenedDetector> {
  const adapter = adapterFor(spec);
  return { adapter, detector: await adapter.open(spec, context) };
}

/**
 * The first adapter of the catalogue that knows `spec`.
 *
 * @throws DetectorError when there is none.
 */
export function adapterFor(spec: string): DetectorAdapter {
  const adapter = (adapters as readonly DetectorAdapter[]).find((each) => each.matches(spec));
  if (adapter !== undefined) return adapter;
  const examples = adapters.map(({ example }) => example).join(', ');
  throw new DetectorError('unknown', spec, `is no detector; name one like ${examples}`);
}
