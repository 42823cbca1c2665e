import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { presetNames } from '../src/scenario/presets.ts';
import { project } from './docs/reader.ts';

interface PackageFile {
  readonly path: string;
  readonly mode: number;
}

/** What somebody writes who has installed it; the compiler must see that a status is a string. */
const consumer = `import { rowsOf, simulate, tables, type TransactionBatch } from 'fraudworld';
import { defineTypology } from 'fraudworld/define';

const run = await simulate('tiny', { days: 2, fraud: { prevalence: 0 } });
let cents: number = 0;
const statuses = new Set<string>();
for (const batch of run.batches()) {
  if (batch.table.name !== 'transactions') continue;
  for (const row of rowsOf(batch as TransactionBatch, run.vocabularies)) {
    cents += Math.round(row.amount * 100);
    // @ts-expect-error
    const status: number = row.status;
    statuses.add(String(status));
  }
}
console.log(typeof defineTypology, tables.length > 0, cents > 0, statuses.has('approved'));
`;

describe('the package', function () {
  this.timeout(300_000);
  let directory: string;
  let files: readonly PackageFile[];

  before('is packed and unpacked where somebody would install it', () => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld package '));
    const modules = join(directory, 'node_modules');
    mkdirSync(modules);
    // Packing builds what is packed.
    const report = execFileSync('npm', ['pack', '--silent', '--json', '--pack-destination', directory], {
      cwd: project,
      encoding: 'utf8',
    });
    const [packed] = JSON.parse(report.slice(report.indexOf('['))) as { filename: string; files: PackageFile[] }[];
    files = packed!.files;
    execFileSync('tar', ['xf', join(directory, packed!.filename), '-C', directory]);
    execFileSync('mv', [join(directory, 'package'), join(modules, 'fraudworld')]);
    symlinkSync(join(project, 'node_modules'), join(modules, 'fraudworld', 'node_modules'));
  });
  after(() => rmSync(directory, { recursive: true }));

  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  it('has what it needs and no sources, tests or benchmarks', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).to.include.members([
      ...['LICENSE', 'README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'package.json', 'docs/data.md'],
      ...['dist/src/cli/main.js', 'dist/src/index.js', 'dist/src/index.d.ts', 'dist/src/define.d.ts'],
      ...['dist/outputs/parquet/encoder.js', 'dist/outputs/parquet/collector.js'],
      ...presetNames().map((name) => `dist/src/scenario/presets/${name}.yaml`),
    ]);
    expect(
      paths.filter((path) => /^(src|agents|behaviors|outputs|test|bench|scripts)\/|\.test\./.test(path)),
    ).to.deep.equal([]);
    expect(files.find(({ path }) => path === 'dist/src/cli/main.js')!.mode & 0o111).not.to.equal(0);
  });

  it('has every module that its modules import', () => {
    const paths = new Set(files.map(({ path }) => path));
    const missing: string[] = [];
    for (const path of [...paths].filter((each) => each.endsWith('.js'))) {
      const text = readFileSync(join(directory, 'node_modules/fraudworld', path), 'utf8');
      for (const [, target] of text.matchAll(/^(?:import|export)[^;']*?from '(\.[^']+)'/gm)) {
        if (!paths.has(join(path, '..', target!))) missing.push(`${path} -> ${target}`);
      }
    }
    expect(missing).to.deep.equal([]);
  });

  it('runs its command', () => {
    const main = join(directory, 'node_modules/fraudworld/dist/src/cli/main.js');
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
    expect(run(process.execPath, main, '--version')).to.equal(`${version}\n`);
    const output = run(process.execPath, main, 'generate', 'tiny', '--days', '3', '--without-fraud', '-o', 'data/few');
    expect(output)
      .to.match(/tiny 300 customers, 3 days/)
      .and.match(/checks passed/);
  });

  it('is a library with types', () => {
    writeFileSync(join(directory, 'consumer.mts'), consumer);
    const compiler = join(project, 'node_modules/typescript/bin/tsc');
    const options = ['--module', 'nodenext', '--target', 'es2023', '--strict', '--skipLibCheck', '--types', 'node'];
    run(process.execPath, compiler, ...options, '--typeRoots', join(project, 'node_modules/@types'), 'consumer.mts');
    expect(run(process.execPath, 'consumer.mjs')).to.equal('function true true true\n');
  });
});
