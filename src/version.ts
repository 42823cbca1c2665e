import { readFileSync } from 'node:fs';

/** The version of this package, from its `package.json`, wherever this file was built to. */
export const version: string = readVersion(new URL('.', import.meta.url));

function readVersion(directory: URL): string {
  try {
    const { name, version } = JSON.parse(readFileSync(new URL('package.json', directory), 'utf8')) as {
      name?: string;
      version?: string;
    };
    if (name === 'fraudworld' && version !== undefined) return version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const parent = new URL('..', directory);
  if (parent.href === directory.href) throw new Error('package.json of fraudworld is missing');
  return readVersion(parent);
}
