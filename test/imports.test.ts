import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  /** A file of the project, or the name of a package. */
  readonly to: string;
  readonly isType: boolean;
}

const files = ['src', 'agents', 'behaviors', 'outputs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);
const imports: readonly Import[] = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)( type)?\b[^;']*?'([^']+)'(?: with [^;]*)?;|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].map(([, type, eager, lazy]) => {
    const target = (eager ?? lazy)!;
    const to = target.startsWith('.') ? relative(root, join(root, dirname(from), target)) : target;
    return { from, to, isType: type !== undefined };
  });
}

/** Parts of the project, each with the parts that it may import; all may import themselves and packages. */
const simulated = ['src/schema', 'src/kernel', 'src/world', 'src/ledger'];
const written = ['src/schema', 'src/kernel', 'src/world', 'src/dataset', 'src/scenario'];
/** They import packages at most. */
const leaves = ['src/schema', 'src/threads'];
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/schema': [],
  'src/ledger': simulated,
  'src/world': simulated,
  'src/kernel': simulated,
  'src/graph': simulated,
  'src/threads': [],
  'src/rails': simulated,
  'src/scheme': simulated,
  'src/scenario': [],
  'src/dataset': written,
  'src/analysis': written,
  'src/checks': [...written, 'src/analysis', 'src/define.ts'],
  'src/report': [...written, 'src/analysis', 'src/checks'],
  'src/detectors': ['src/threads', ...written, 'src/analysis', 'src/define.ts'],
  'src/audit': [...written, 'src/analysis'],
  'src/define.ts': [...simulated, 'src/rails', 'src/scheme', 'src/dataset', 'src/checks', 'src/detectors'],
  agents: ['src/define.ts'],
  behaviors: ['src/define.ts'],
  outputs: ['src/define.ts', 'src/dataset', 'src/kernel', 'src/schema', 'src/threads'],
};

const partOf = (file: string): string => file.split('/', file.startsWith('src/') ? 2 : 1).join('/');

describe('imports', () => {
  it('are seen', () => {
    expect(files.length).to.be.above(250);
    expect(imports.length).to.be.above(1_000);
    const seen = new Set(imports.map(({ from }) => partOf(from)));
    for (const part of Object.keys(allowed)) if (!leaves.includes(part)) expect(seen, part).to.include(part);
  });

  it('point down', () => {
    const wrong = imports.filter(({ from, to }) => {
      const part = partOf(from);
      const permitted = allowed[part];
      if (permitted === undefined || !files.includes(to)) return false;
      return partOf(to) !== part && !permitted.includes(partOf(to));
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).to.deep.equal([]);
  });

  it('of catalogue entries are the authoring API and rxjs', () => {
    const isEntry = (file: string): boolean =>
      /^(behaviors\/\w+|agents|outputs|src\/(checks|detectors)\/catalogue)\/(?!index)[\w-]+\.ts$/.test(file);
    const wrong = imports.filter(({ from, to }) => {
      if (!isEntry(from) || to === 'src/define.ts' || to === 'rxjs') return false;
      if (from.startsWith('outputs/')) return files.includes(to) && !to.startsWith('outputs/');
      // Agents are made of several files, adapters open what is theirs; a check may look at files itself.
      if (from.startsWith('agents/')) return !to.startsWith('agents/');
      if (from.startsWith('src/detectors/')) return files.includes(to) && !to.startsWith('src/detectors/');
      return !(from.startsWith('src/checks/') && to.startsWith('node:'));
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).to.deep.equal([]);
    expect(files.filter(isEntry).length).to.be.above(90);
  });

  it('form no cycle', () => {
    const targets = new Map<string, string[]>();
    for (const { from, to, isType } of imports) {
      // Agents deal with each other.
      if (partOf(from) === 'agents' && partOf(to) === 'agents') continue;
      if (!isType && files.includes(to)) targets.set(from, [...(targets.get(from) ?? []), to]);
    }
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) throw new Error([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file)) return;
      for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(done.size).to.equal(files.length);
  });

  it('load DuckDB in one file for reading and one thread for each kind of writing', () => {
    const users = new Set(
      imports.filter(({ to, isType }) => to.startsWith('@duckdb/') && !isType).map(({ from }) => from),
    );
    expect([...users].filter((file) => !file.startsWith('outputs/parquet/')).sort()).to.deep.equal([
      'src/analysis/duckdb.ts',
      'src/analysis/plain-value.ts',
    ]);
  });
});
