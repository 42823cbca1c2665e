import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { toWriteError, WriteError } from './errors.ts';

/** The file that makes a directory a dataset. */
export const MANIFEST_FILE = 'manifest.json';
/** The page with pictures. It can be written again at any time, so that the manifest does not list it. */
export const REPORT_FILE = 'report.html';

/**
 * Makes sure that a dataset may be written to a place: there is nothing, or an empty directory, or - with `force` - a
 * dataset in which every file is one that fraudworld wrote.
 *
 * @throws WriteError that says what is in the way.
 */
export function requireReplaceable(target: string, force: boolean): void {
  const files = listFiles(target);
  if (files.length === 0) return;
  const written = writtenFiles(target);
  if (written === undefined) {
    throw new WriteError('not_replaceable', target, 'holds files but no dataset; name another directory with -o');
  }
  if (!force) {
    throw new WriteError(
      'directory_exists',
      target,
      'holds a dataset already; --force replaces it, -o names another directory',
    );
  }
  const foreign = files.find((path) => !written.has(path) && !isReport(target, path));
  if (foreign !== undefined) {
    const problem = 'was not written by fraudworld; move it away, or name another directory with -o';
    throw new WriteError('not_replaceable', join(target, foreign), problem);
  }
}

/** Files below a directory, relative with `/`; none if it does not exist. */
function listFiles(directory: string): string[] {
  try {
    if (!statSync(directory).isDirectory()) {
      throw new WriteError('not_replaceable', directory, 'is a file; name a directory with -o');
    }
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, sep).length))
      .map((path) => path.split(sep).join('/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw toWriteError(error, directory);
  }
}

/** Whether a file is a report of ours, as opposed to a page of that name. */
function isReport(directory: string, path: string): boolean {
  if (path !== REPORT_FILE) return false;
  return readFileSync(join(directory, path), 'utf8').includes('<meta name="generator" content="fraudworld ');
}

const manifestSchema = z.looseObject({
  generator: z.literal('fraudworld'),
  files: z.array(z.looseObject({ path: z.string() })),
});

/** What the manifest of a dataset says was written, itself included; `undefined` if there is no usable manifest. */
function writtenFiles(directory: string): ReadonlySet<string> | undefined {
  try {
    const text = readFileSync(join(directory, MANIFEST_FILE), 'utf8');
    const manifest = manifestSchema.safeParse(JSON.parse(text));
    return manifest.success ? new Set([MANIFEST_FILE, ...manifest.data.files.map(({ path }) => path)]) : undefined;
  } catch {
    return undefined;
  }
}
