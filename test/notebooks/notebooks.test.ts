import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { execute, notebookDataset, notebooks, readNotebook, sourceOf } from './execute.ts';

describe('the notebooks', function () {
  this.timeout(400_000);
  let dataset: Awaited<ReturnType<typeof notebookDataset>> | undefined;
  const target = mkdtempSync(join(tmpdir(), 'fraudworld-executed-'));
  after(() => {
    dataset?.remove();
    rmSync(target, { recursive: true });
  });

  it('are numbered from 01 without gaps', () => {
    expect(notebooks.length).to.be.above(2);
    expect(notebooks.map((name) => Number(name.slice(0, 2)))).to.deep.equal(notebooks.map((_, index) => index + 1));
  });

  for (const name of notebooks) {
    describe(name, () => {
      it('opens with its question, and ends with what one learned and the proof of it', () => {
        const { cells } = readNotebook(name);
        expect(sourceOf(cells[0]!)).to.match(/^# \d\d .+\n\n\*\*Question: .+\?\*\*/);
        expect(sourceOf(cells.at(-2)!)).to.match(/^\*\*What one learned\.\*\* /);
        expect(sourceOf(cells.at(-1)!)).to.match(/throw new Error|^assert /m);
      });

      it('has the outputs of one run from top to bottom, none of which is an error', () => {
        const code = readNotebook(name).cells.filter(({ cell_type }) => cell_type === 'code');
        expect(code.map(({ execution_count }) => execution_count)).to.deep.equal(code.map((_, index) => index + 1));
        const kinds = code.flatMap(({ outputs = [] }) => outputs.map(({ output_type }) => output_type));
        expect(kinds.length).to.be.above(3);
        expect(kinds).not.to.include('error');
      });

      it('runs, and its conclusions hold', async function () {
        if (process.env.FRAUDWORLD_JUPYTER === undefined) {
          console.warn('        skipped: name a jupyter with notebooks/requirements.txt in FRAUDWORLD_JUPYTER');
          this.skip();
        }
        dataset ??= await notebookDataset();
        await execute(name, dataset.directory, target);
      });
    });
  }
});
