import { type ResourceLimits, type TransferListItem, Worker } from 'node:worker_threads';

/**
 * Starts a thread from a module beside `here` (an `import.meta.url`), given by its name without extension.
 *
 * `transferList` names what of `workerData` moves over instead of being copied.
 *
 * Node runs no TypeScript: where the sources run through tsx, so must the thread.
 */
export function startWorker(
  here: string,
  name: string,
  workerData: unknown,
  resourceLimits: ResourceLimits = {},
  transferList: TransferListItem[] = [],
): Worker {
  if (!here.endsWith('.ts'))
    return new Worker(new URL(`./${name}.js`, here), { workerData, resourceLimits, transferList });
  const module = new URL(`./${name}.ts`, here).href;
  return new Worker(new URL('./typescript-thread.mjs', import.meta.url), { workerData, transferList, argv: [module] });
}
