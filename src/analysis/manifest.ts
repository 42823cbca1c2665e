import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError } from './dataset-error.ts';

const countedFile = z.looseObject({
  path: z.string(),
  table: z.string().nullish(),
  rows: z.int().min(0).nullish(),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const typology = z.looseObject({ weight: z.number(), from: z.iso.date().optional(), to: z.iso.date().optional() });

const manifestSchema = z.looseObject({
  version: z.string(),
  seed: z.int().optional(),
  scenario: z.looseObject({
    start: z.iso.date(),
    days: z.int().min(1),
    fraud: z.looseObject({
      prevalence: z.number(),
      mix: z.record(z.string(), typology),
      without: z.array(z.string()).default([]),
    }),
  }),
  files: z.array(countedFile),
});

/** What reading a dataset needs of its `manifest.json`; further members are kept as they are. */
export type DatasetManifest = z.output<typeof manifestSchema>;

/** Reads `manifest.json` of a dataset. Throws a DatasetError when there is none or it is damaged. */
export function readManifest(directory: string): DatasetManifest {
  const file = join(directory, 'manifest.json');
  const content = parseJson(file, readText(directory, file));
  if (isReplay(content)) {
    const remedy = 'its files under stress/ can be read as Parquet; the recorded dataset is where it was';
    throw new DatasetError(directory, 'holds the result of a replay and no dataset', remedy);
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DatasetError(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is damaged'}`);
}

/** A replay writes a manifest as well, so that it can be replaced; it has decisions and no transactions. */
function isReplay(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'kind' in content && content.kind === 'replay';
}

function readText(directory: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new DatasetError(
        directory,
        'is not a dataset (it has no manifest.json)',
        'name a directory that `fraudworld generate` has written',
        { cause: error },
      );
    }
    throw new DatasetError(file, `cannot be read (${code})`, 'check its permissions', { cause: error });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DatasetError(file, 'is not JSON', 'generate the dataset again', { cause: error });
  }
}
