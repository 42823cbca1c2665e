import { Worker } from 'node:worker_threads';

/**
 * Starts a thread from a module beside `here` (an `import.meta.url`), given by its name without extension.
 *
 * Node runs no TypeScript: where the sources run through tsx, so must the thread.
 */
export function startWorker(here: string, name: string, workerData: unknown): Worker {
  if (!here.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, here), { workerData });
  const module = new URL(`./${name}.ts`, here).href;
  const code = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => { register(); return import(${JSON.stringify(module)}); })`;
  return new Worker(code, { eval: true, workerData });
}
