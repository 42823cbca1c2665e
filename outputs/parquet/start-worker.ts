import { Worker } from 'node:worker_threads';

/** Writers make many small, short-lived objects; V8 would let them pile up to tens of megabytes a thread. */
const maxYoungGenerationSizeMb = 4;

/**
 * Starts a thread from a module beside `here` (an `import.meta.url`), given by its name without extension.
 *
 * Node runs no TypeScript: where the sources run through tsx, so must the thread.
 */
export function startWorker(here: string, name: string, workerData: unknown): Worker {
  if (!here.endsWith('.ts')) {
    return new Worker(new URL(`./${name}.js`, here), { workerData, resourceLimits: { maxYoungGenerationSizeMb } });
  }
  const module = new URL(`./${name}.ts`, here).href;
  return new Worker(new URL('./typescript-thread.mjs', here), { workerData, argv: [module] });
}
