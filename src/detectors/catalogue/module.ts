import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Detector, DetectorError, defineDetector } from '../../define.ts';

export default defineDetector({
  name: 'module',
  doc: 'A JavaScript or TypeScript file whose default export is a function `score`, or an object with `score` and perhaps `observe` and `learn`.',
  example: './my-detector.js',
  answers: 'at_once',
  matches: (spec) => /\.[cm]?[jt]s$/.test(spec) && !/^\w+:/.test(spec),
  async open(spec, { directory }) {
    const file = resolve(directory, spec);
    if (!existsSync(file)) throw new DetectorError('unusable', spec, 'there is no such file');
    return toDetector(spec, await load(spec, file));
  },
});

/** What the file exports by default. */
async function load(spec: string, file: string): Promise<unknown> {
  const url = pathToFileURL(file).href;
  try {
    const module = (await import(url)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_UNKNOWN_FILE_EXTENSION') return loadTyped(spec, file);
    const problem = error instanceof Error ? error.message : String(error);
    throw new DetectorError('unusable', spec, `cannot be loaded: ${problem}`, { cause: error });
  }
}

/** TypeScript, where Node does not read it by itself, by the tsx that is installed beside the file. */
async function loadTyped(spec: string, file: string): Promise<unknown> {
  let tsx: { tsImport(url: string, parent: string): Promise<{ readonly default?: unknown }> };
  try {
    tsx = await import(pathToFileURL(createRequire(file).resolve('tsx/esm/api')).href);
  } catch (error) {
    const remedy = 'install tsx beside it (npm install tsx), or name the JavaScript made from it';
    throw new DetectorError('unusable', spec, `this Node does not read TypeScript; ${remedy}`, { cause: error });
  }
  return (await tsx.tsImport(pathToFileURL(file).href, import.meta.url)).default;
}

function toDetector(spec: string, exported: unknown): Detector {
  if (typeof exported === 'function') return { score: exported as Detector['score'] };
  const candidate = exported as Partial<Detector> | null | undefined;
  if (typeof candidate === 'object' && typeof candidate?.score === 'function') return candidate as Detector;
  const problem = exported === undefined ? 'has no default export' : 'its default export is no detector';
  throw new DetectorError('unusable', spec, `${problem}; export default (event) => ({ action: 'approve', score: 0 })`);
}
