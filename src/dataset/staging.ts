import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { toWriteError, WriteError } from './errors.ts';
import { requireReplaceable } from './replaceable.ts';

/** A directory in which a dataset grows, beside the place where it appears once it is complete. */
export interface Staging {
  /** Existing, empty directory to write to. */
  readonly directory: string;
  /** Moves the complete dataset to its place. */
  commit(): void;
  /** Removes everything, as if there had been no run. */
  discard(): void;
}

export interface StagingOptions {
  /** Replace a dataset that is there already, as long as fraudworld wrote everything in it. */
  readonly force: boolean;
}

/**
 * Prepares to write a dataset to `target`, and removes what killed runs for this place left behind.
 *
 * @throws WriteError when the place is taken, or cannot be written to.
 */
export function openStaging(target: string, options: StagingOptions): Staging {
  const place = resolve(target);
  const parent = dirname(place);
  requireElsewhere(place);
  try {
    const firstCreated = mkdirSync(parent, { recursive: true });
    removeAbandoned(place);
    requireReplaceable(target, options.force);
    const directory = join(parent, `${prefixOf(place)}${hostName()}.${process.pid}.${unique()}`);
    mkdirSync(directory);
    return {
      directory,
      commit() {
        // Somebody may have put something there meanwhile.
        requireReplaceable(target, options.force);
        try {
          moveInPlace(directory, place);
        } catch (error) {
          throw toWriteError(error, target);
        }
      },
      discard() {
        rmSync(directory, { recursive: true, force: true });
        if (firstCreated !== undefined) removeEmpty(parent, dirname(firstCreated));
      },
    };
  } catch (error) {
    throw toWriteError(error, target);
  }
}

/** A dataset takes the place of its directory. Whoever stands in that one would stand in a directory that is gone. */
function requireElsewhere(place: string): void {
  const wayToHere = relative(place, process.cwd());
  if (wayToHere.split(sep)[0] === '..' || isAbsolute(wayToHere)) return;
  const problem = wayToHere === '' ? 'is the directory you are in' : 'holds the directory you are in';
  throw new WriteError('not_replaceable', place, `${problem}; name another, or one inside it, with -o`);
}

/** `.card-realistic.fraudworld-<host>.<process>.<random>`: hidden, and telling whose it is. */
function prefixOf(place: string): string {
  return `.${basename(place)}.fraudworld-`;
}

/** Without dots, which separate the parts of the name. */
const hostName = (): string => hostname().replaceAll('.', '-');

const unique = (): string => randomBytes(4).toString('hex');

/** What a dataset that is being replaced is called until its successor stands. */
const REPLACED = '.replaced';

/**
 * A run that was killed could not clean up. It is known by its process, which is gone from this host. A dataset that it
 * had moved away and not yet replaced goes back.
 */
function removeAbandoned(place: string): void {
  const prefix = prefixOf(place);
  for (const name of readdirSync(dirname(place))) {
    if (!name.startsWith(prefix)) continue;
    const [host, processId] = name.slice(prefix.length).split('.');
    if (host !== hostName() || isRunning(Number(processId))) continue;
    const abandoned = join(dirname(place), name);
    if (name.endsWith(REPLACED) && !existsSync(place)) renameSync(abandoned, place);
    else rmSync(abandoned, { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Renames are atomic: at every moment there is the old dataset, none, or the whole new one. */
function moveInPlace(directory: string, place: string): void {
  const replaced = `${directory}${REPLACED}`;
  const hadOld = moveAway(place, replaced);
  try {
    renameSync(directory, place);
  } catch (error) {
    if (hadOld) renameSync(replaced, place);
    throw error;
  }
  if (hadOld) rmSync(replaced, { recursive: true, force: true });
}

function moveAway(place: string, replaced: string): boolean {
  try {
    renameSync(place, replaced);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Removes directories that are empty, from `directory` up to but without `end`. */
function removeEmpty(directory: string, end: string): void {
  for (let current = directory; current !== end && current !== dirname(current); current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      // Somebody else has put something there meanwhile.
      return;
    }
  }
}
