/**
 * Executes the notebooks and writes them with their outputs. Read what they conclude before you commit it. They use the
 * build (`npm run build`), a Jupyter named in FRAUDWORLD_JUPYTER, and leave the dataset in data/notebooks for whoever
 * opens them.
 *
 *     npm run notebooks
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../test/docs/reader.ts';
import { execute, folder, notebookDataset, notebooks } from '../test/notebooks/execute.ts';

const dataset = await notebookDataset();
try {
  const place = join(project, 'data', 'notebooks');
  rmSync(place, { recursive: true, force: true });
  cpSync(dataset.directory, place, { recursive: true });
  for (const name of notebooks) {
    await execute(name, dataset.directory, folder);
    console.log(`wrote notebooks/${name}`);
  }
} finally {
  dataset.remove();
}
