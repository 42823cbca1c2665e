import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { parse } from 'yaml';
import { runChecks } from '../../src/checks/run-checks.ts';
import { generate } from '../../src/generate.ts';
import { loadScenario } from '../../src/load-scenario.ts';
import { tables } from '../../src/schema/tables.ts';
import { blocksOf } from '../docs/fenced-blocks.ts';
import { croissantSchema } from './croissant-schema.ts';
import { type Sample, sampleDataset } from './sample.ts';

/** A Python with pandas, pyarrow, polars and duckdb; none is part of this project. */
const python = process.env.FRAUDWORLD_PYTHON ?? 'python3';

interface Node {
  readonly '@id': string;
  readonly '@type': string;
}
interface FileNode extends Node {
  readonly contentUrl: string;
  readonly contentSize: string;
  readonly sha256: string;
  readonly includes?: string;
}
interface FieldNode extends Node {
  readonly name: string;
  readonly dataType: string | readonly string[];
  readonly source: { readonly fileObject?: Node; readonly fileSet?: Node };
  readonly references?: { readonly field: Node };
}
interface Croissant {
  readonly distribution: readonly FileNode[];
  readonly recordSet: readonly (Node & { readonly key?: Node; readonly field: readonly FieldNode[] })[];
}

describe('what a dataset says of itself', function () {
  this.timeout(120_000);
  let sample: Sample;
  let directory: string;
  before(async () => {
    sample = await sampleDataset();
    directory = sample.directory;
  });
  after(() => sample.remove());
  const read = (name: string): string => readFileSync(join(directory, name), 'utf8');

  it('is in the manifest, and check sees when it is changed', async () => {
    const { files } = JSON.parse(read('manifest.json')) as { files: { path: string; sha256: string }[] };
    for (const name of ['README.md', 'croissant.json']) {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(directory, name)))
        .digest('hex');
      expect(files.find(({ path }) => path === name)).to.include({ sha256 });
    }
    const { results } = await runChecks(directory);
    expect(results.find(({ name }) => name === 'files')).to.include({ passed: true });
  });

  it('is the same for the same scenario, whenever and wherever it is written', async () => {
    const again = join(directory, '..', 'again');
    await generate({ scenario: await loadScenario('tiny'), directory: again });
    for (const name of ['README.md', 'croissant.json']) {
      expect(readFileSync(join(again, name), 'utf8')).to.equal(read(name));
    }
    rmSync(again, { recursive: true });
  });

  describe('README.md', () => {
    it('begins with the header that the Hugging Face Hub reads, whose files exist', () => {
      const [, header = ''] = /^---\n([\s\S]+?)\n---\n/.exec(read('README.md')) ?? [];
      const { license, size_categories, configs } = parse(header) as {
        license: string;
        size_categories: string[];
        configs: { config_name: string; data_files: string; default?: boolean }[];
      };
      expect({ license, size_categories }).to.deep.equal({ license: 'apache-2.0', size_categories: ['10K<n<100K'] });
      expect(configs.map(({ config_name }) => config_name)).to.deep.equal(tables.map(({ name }) => name));
      expect(configs.filter((config) => config.default).map(({ config_name }) => config_name)).to.deep.equal([
        'transactions',
      ]);
      for (const { data_files } of configs) {
        expect(existsSync(join(directory, data_files.replace(/\/\*\/\*\.parquet$/, ''))), data_files).to.equal(true);
      }
    });

    it('documents every column of every table', () => {
      const text = read('README.md');
      for (const table of tables) {
        const [, section = ''] = text.split(`\n### ${table.name}\n`);
        const documented = [...(section.split('\n### ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
        expect(documented, table.name).to.deep.equal(Object.keys(table.columns));
      }
    });

    it('says what it is for, what not, and what it lacks', () => {
      const text = read('README.md');
      for (const title of ['Uses', 'How fraud is made and labelled', 'Prevalence', 'Limits', 'Fairness', 'Lineage']) {
        expect(text).to.include(`\n## ${title}\n`);
      }
      expect(text).to.match(/Here 0\.\d+ % of the rows are fraudulent \(1\.00 % were asked for\)/);
      expect(text).to.match(/`fan_in` \| laundering \| \d+ \| \d+ \| [1-9]\d* of \d+ \|/);
    });

    it('shows Python that runs', function () {
      if (spawnSync(python, ['-c', 'import pandas, pyarrow, polars, duckdb']).status !== 0) {
        const remedy = 'name one that has in FRAUDWORLD_PYTHON';
        console.warn(`        skipped: ${python} has no pandas, pyarrow, polars and duckdb; ${remedy}`);
        this.skip();
      }
      const programs = blocksOf(join(directory, 'README.md'), 'README.md').filter(
        ({ language }) => language === 'python',
      );
      expect(programs).to.have.length(3);
      for (const { place, text } of programs) {
        const { status, stdout, stderr } = spawnSync(python, ['-c', text], { cwd: directory, encoding: 'utf8' });
        expect(status, `${place}: ${stderr}`).to.equal(0);
        expect(stdout, place).to.match(/^\d+ payments, [1-9]\d* fraudulent|instant_transfer|instant_mule_chain/);
      }
    });
  });

  describe('croissant.json', () => {
    const metadata = (): Croissant => JSON.parse(read('croissant.json')) as Croissant;

    it('has what the specification demands', () => {
      const ajv = new Ajv({ allErrors: true, formats: { uri: /^[a-z][a-z+.-]*:\S+$/, 'uri-reference': /^\S+$/ } });
      const validate = ajv.compile(croissantSchema);
      expect(validate(metadata()), ajv.errorsText(validate.errors)).to.equal(true);
      const { recordSet: _, ...incomplete } = metadata();
      expect(validate(incomplete)).to.equal(false);
      expect(validate({ ...metadata(), conformsTo: 'http://mlcommons.org/croissant/1.0' })).to.equal(false);
    });

    it('lists every file of a table with its size and hash', () => {
      const { files } = JSON.parse(read('manifest.json')) as {
        files: { path: string; table?: string; bytes: number; sha256: string }[];
      };
      const listed = files
        .filter(({ table }) => table !== undefined)
        .map((file) => [file.path, `${file.bytes} B`, file.sha256]);
      const objects = metadata().distribution.filter((node) => node['@type'] === 'cr:FileObject');
      const described = objects.map(({ contentUrl, contentSize, sha256 }) => [contentUrl, contentSize, sha256]);
      expect(described.sort()).to.deep.equal(listed.sort());
    });

    it('has every table and column, the label marked, and refers to nothing that is not there', () => {
      const { distribution, recordSet } = metadata();
      const fields = recordSet.flatMap(({ field }) => field);
      const ids = [...distribution, ...recordSet, ...fields].map((node) => node['@id']);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(fields.map((field) => field['@id'])).to.deep.equal(
        tables.flatMap(({ name, columns }) => Object.keys(columns).map((column) => `${name}/${column}`)),
      );
      const referred = [
        ...fields.map(({ source }) => (source.fileObject ?? source.fileSet)!['@id']),
        ...fields.flatMap(({ references }) => references?.field['@id'] ?? []),
        ...recordSet.flatMap(({ key }) => key?.['@id'] ?? []),
      ];
      expect(referred.filter((id) => !ids.includes(id))).to.deep.equal([]);
      const labels = fields.filter(({ dataType }) => dataType.includes('cr:Label'));
      expect(labels.map((field) => field['@id'])).to.deep.equal(['transactions/is_fraud']);
      expect(fields.filter(({ references }) => references !== undefined).length).to.be.above(45);
    });
  });
});
