import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ResolvedScenario, scenarioHash, toDocument, toYaml } from '../scenario/resolve.ts';
import { tables } from '../schema/tables.ts';
import { describeFile } from './describe-file.ts';
import { toWriteError } from './errors.ts';
import type { WrittenFile } from './output.ts';
import { MANIFEST_FILE } from './replaceable.ts';

/** What a manifest says about a dataset, beside its scenario and schema. */
export interface ManifestFacts {
  readonly scenario: ResolvedScenario;
  readonly version: string;
  readonly rows: number;
  readonly fraudRows: number;
  readonly files: readonly WrittenFile[];
  /** Files beside the tables: the dataset card and the like. */
  readonly documents: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

const SCENARIO_FILE = 'scenario.yaml';

/**
 * Completes a dataset: the resolved scenario, then the manifest with the SHA-256 of every other file. Nothing in them
 * depends on when or where they were written.
 *
 * @throws WriteError when they cannot be written.
 */
export function writeManifest(directory: string, facts: ManifestFacts): void {
  const { scenario, files, documents } = facts;
  const scenarioFile = join(directory, SCENARIO_FILE);
  const manifestFile = join(directory, MANIFEST_FILE);
  try {
    writeFileSync(scenarioFile, toYaml(scenario), { flag: 'wx' });
    const listed = [...files, { path: SCENARIO_FILE, ...describeFile(scenarioFile) }, ...documents];
    writeFileSync(manifestFile, `${JSON.stringify(manifestOf(facts, listed), null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw toWriteError(error, directory);
  }
}

/**
 * Lists files that were added to a complete dataset.
 *
 * @throws WriteError when the manifest cannot be written.
 */
export function addToManifest(directory: string, paths: readonly string[]): void {
  const manifestFile = join(directory, MANIFEST_FILE);
  try {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { readonly files: readonly object[] };
    const added = paths.map((path) => ({ path, ...describeFile(join(directory, path)) }));
    writeFileSync(manifestFile, `${JSON.stringify({ ...manifest, files: [...manifest.files, ...added] }, null, 2)}\n`);
  } catch (error) {
    throw toWriteError(error, directory);
  }
}

function manifestOf({ scenario, version, rows, fraudRows, files }: ManifestFacts, listed: readonly object[]): object {
  return {
    generator: 'fraudworld',
    version,
    seed: scenario.seed,
    scenario_sha256: scenarioHash(scenario),
    prevalence: { target: scenario.fraud.prevalence, reached: rows === 0 ? 0 : fraudRows / rows },
    tables: Object.fromEntries(tables.map(({ name, columns }) => [name, { rows: rowsOf(name, files), columns }])),
    scenario: toDocument(scenario),
    files: listed,
  };
}

/** Rows of a table; every format has them all. */
function rowsOf(table: string, files: readonly WrittenFile[]): number {
  const first = files.find((file) => file.table === table)?.path;
  const extension = first?.slice(first.lastIndexOf('.')) ?? '';
  return files
    .filter((file) => file.table === table && file.path.endsWith(extension))
    .reduce((sum, { rows }) => sum + rows, 0);
}
