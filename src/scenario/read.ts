import { open } from 'node:fs/promises';
import { show } from './describe.ts';
import { ScenarioError } from './errors.ts';

/** Scenario files are a few kilobytes; whatever is larger is something else. */
const LARGEST_BYTES = 64 * 1024;

/**
 * Reads the text of a scenario file.
 *
 * @throws ScenarioError if the file is missing, unreadable, a directory, too large or not UTF-8.
 */
export async function readScenarioFile(path: string): Promise<string> {
  const fail = (problem: string) => new ScenarioError([{ place: show(path).slice(1, -1), path: [], problem }]);
  const bytes = await readAtMost(path, LARGEST_BYTES + 1).catch((error: NodeJS.ErrnoException) => {
    throw fail(describeReadError(error));
  });
  if (bytes.length > LARGEST_BYTES) throw fail(`is larger than ${LARGEST_BYTES / 1024} kB; a scenario is a short text`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail('is not UTF-8 text');
  }
}

async function readAtMost(path: string, limit: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(limit);
    let length = 0;
    while (length < limit) {
      const { bytesRead } = await file.read(buffer, length, limit - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

function describeReadError(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file; fraudworld init writes one to start from';
    case 'EISDIR':
      return 'is a directory; expected a scenario file';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read; check its permissions';
    default:
      return `cannot be read (${error.code ?? error.message})`;
  }
}
