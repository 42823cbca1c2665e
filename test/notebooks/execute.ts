import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../../src/generate.ts';
import { loadScenario } from '../../src/load-scenario.ts';
import { project } from '../docs/reader.ts';

export const folder = join(project, 'notebooks');

/** The notebooks in the order in which one reads them. */
export const notebooks: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.ipynb'))
  .sort();

/** A Jupyter with what `notebooks/requirements.txt` names, and the Deno kernel; none is part of this project. */
const jupyter = process.env.FRAUDWORLD_JUPYTER ?? 'jupyter';

export interface Notebook {
  readonly metadata: { readonly kernelspec: { readonly name: string } };
  readonly cells: readonly NotebookCell[];
}

export interface NotebookCell {
  readonly cell_type: 'markdown' | 'code';
  readonly source: string | readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly { readonly output_type: string }[];
}

export function readNotebook(name: string): Notebook {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Notebook;
}

export const sourceOf = ({ source }: NotebookCell): string => (typeof source === 'string' ? source : source.join(''));

/** The dataset that the notebooks look at. */
export async function notebookDataset(): Promise<{ readonly directory: string; remove(): void }> {
  const root = mkdtempSync(join(tmpdir(), 'fraudworld-notebooks-'));
  const scenario = await loadScenario(join(folder, 'scenario.yaml'));
  await generate({ scenario, directory: join(root, 'data') });
  return { directory: join(root, 'data'), remove: () => rmSync(root, { recursive: true }) };
}

/** Runs a notebook from its first cell to its last and writes it, outputs included, to a directory. */
export async function execute(name: string, dataset: string, target: string): Promise<void> {
  const args = ['nbconvert', '--to', 'notebook', '--execute', '--ExecutePreprocessor.timeout=170'];
  const child = spawn(jupyter, [...args, '--output-dir', target, join(folder, name)], {
    env: { ...process.env, FRAUDWORLD_DATASET: dataset, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const messages: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => messages.push(chunk));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0) throw new Error(`${name}: ${Buffer.concat(messages).toString().slice(-2_000)}`);
}
