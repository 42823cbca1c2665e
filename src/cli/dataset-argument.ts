import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './failure.ts';

/** Checks that an argument names a dataset, before anything is opened. Returns it as it is. */
export function requireDataset(directory: string): string {
  if (!existsSync(directory)) {
    throw new UsageError(`${directory}: there is no such directory; fraudworld generate -o ${directory} makes one`);
  }
  if (!statSync(directory).isDirectory()) {
    throw new UsageError(`${directory}: is a file; name the directory that fraudworld generate has written`);
  }
  if (!existsSync(join(directory, 'manifest.json'))) {
    const problem = 'is not a dataset (it has no manifest.json)';
    throw new UsageError(`${directory}: ${problem}; name a directory that fraudworld generate has written`);
  }
  return directory;
}
