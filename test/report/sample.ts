import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../../src/generate.ts';
import { loadScenario } from '../../src/load-scenario.ts';

/** A dataset of its own for a suite: the preset `tiny`, with every typology of its mix. */
export interface Sample {
  readonly directory: string;
  remove(): void;
}

export async function sampleDataset(): Promise<Sample> {
  const root = mkdtempSync(join(tmpdir(), `fraudworld's "report" `));
  const directory = join(root, 'data');
  await generate({ scenario: await loadScenario('tiny'), directory });
  return { directory, remove: () => rmSync(root, { recursive: true }) };
}
