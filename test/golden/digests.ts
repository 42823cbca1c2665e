import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarioCatalogue } from '../../src/cli/catalogue.ts';
import { generate } from '../../src/generate.ts';
import { startRun } from '../../src/run.ts';
import { parseScenario } from '../../src/scenario/load.ts';
import { presetNames, readPreset } from '../../src/scenario/presets.ts';
import type { ResolvedScenario } from '../../src/scenario/resolve.ts';
import { parseDay, toUtc } from '../../src/world/calendar.ts';
import { cell, type Rows, rowsBefore } from '../determinism/recorded-run.ts';

/** The preset whose whole dataset has a digest, file by file. */
const WHOLE = 'tiny';
/** Days of the others: their rows are the first of the whole dataset. */
const FIRST_DAYS = 2;

/** What `digests.json` holds: by preset, digests by file, or of the first rows of a table. */
export type Digests = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** SHA-256 of what every preset generates. */
export async function presetDigests(): Promise<Digests> {
  const digests: Record<string, Readonly<Record<string, string>>> = {};
  for (const name of presetNames()) {
    const scenario = parseScenario(readPreset(name).text, name, scenarioCatalogue);
    digests[name] = name === WHOLE ? await fileDigests(scenario) : firstDaysDigests(scenario);
  }
  return digests;
}

async function fileDigests(scenario: ResolvedScenario): Promise<Record<string, string>> {
  const directory = mkdtempSync(join(tmpdir(), 'fraudworld-golden-'));
  try {
    const { files } = await generate({ scenario, directory: join(directory, 'data') });
    const manifest = createHash('sha256').update(readFileSync(join(directory, 'data', 'manifest.json')));
    return {
      ...Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])),
      'manifest.json': manifest.digest('hex'),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Digests of the rows of the first days, which a run that is stopped early has as well as one to the end. */
function firstDaysDigests(scenario: ResolvedScenario): Record<string, string> {
  const until = toUtc(parseDay(scenario.start) + FIRST_DAYS, 0);
  const times = { transactions: 'event_time', events: 'event_time' };
  const tables = rowsBefore(startRun(scenario), times, until);
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [`${name}, ${FIRST_DAYS} days, ${rows.length} rows`, digestOf(rows)]),
  );
}

function digestOf(rows: Rows): string {
  const hash = createHash('sha256');
  for (const [name, values] of Object.entries(rows.columns)) {
    hash.update(name);
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}
