import { join } from 'node:path';
import { describeFile } from '../dataset/describe-file.ts';
import { DatasetError, QueryError } from './dataset-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { DatasetManifest } from './manifest.ts';

interface Damageable {
  readonly directory: string;
  readonly manifest: DatasetManifest;
  readonly files: DatasetFiles;
}

// What DuckDB says when a file does not decode; mistakes in SQL are Parser, Binder, Catalog, Conversion ... Errors.
const undecodable =
  /^(Invalid Error|IO Error|Serialization Error|INTERNAL Error)|Failed to read file|TProtocolException/;

/**
 * Turns an error of DuckDB into one for users: a DatasetError that names the damaged file, or else a QueryError.
 *
 * DuckDB does not always say which file it could not decode; the manifest knows what they should look like.
 */
export function explain(error: unknown, dataset: Damageable): Error {
  if (error instanceof QueryError || error instanceof DatasetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const path = undecodable.test(message) ? (namedFile(message, dataset) ?? changedFile(dataset)) : undefined;
  if (path === undefined) return new QueryError(message.trim(), { cause: error });
  return corrupted(join(dataset.directory, path), message, error);
}

/** Turns what went wrong while a table was opened into a DatasetError about its first file, which is all that is read then. */
export function blame(directory: string, files: DatasetFiles, table: string) {
  return (error: unknown): never => {
    const [first] = files.byTable.get(table) ?? [];
    if (!(error instanceof QueryError) || first === undefined) throw error;
    throw corrupted(join(directory, first.path), error.message, error);
  };
}

/** The first line of a message of DuckDB; the rest points into SQL that the user did not write. */
export function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? '';
}

function corrupted(file: string, message: string, cause: unknown): DatasetError {
  return new DatasetError(file, `is corrupted (${firstLine(message)})`, undefined, { cause });
}

function namedFile(message: string, { files }: Damageable): string | undefined {
  return [...files.byTable.values()].flat().find(({ absolutePath }) => message.includes(absolutePath))?.path;
}

function changedFile({ manifest, files }: Damageable): string | undefined {
  const present = new Set(files.all);
  return manifest.files.find((listed) => {
    if (!present.has(listed.path)) return false;
    const found = describeFile(join(files.root, listed.path));
    return found.bytes !== listed.bytes || found.sha256 !== listed.sha256;
  })?.path;
}
