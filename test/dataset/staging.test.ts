import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { WriteError } from '../../src/dataset/errors.ts';
import { openStaging } from '../../src/dataset/staging.ts';

describe('staging a dataset', () => {
  let root: string;
  let place: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), `fraudworld's "staging" `));
    place = join(root, 'my data');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (directory: string, content: string, files: readonly string[] = ['a.parquet']) => {
    for (const file of files) writeFileSync(join(directory, file), content);
    const manifest = { generator: 'fraudworld', version: '0.1.0', files: files.map((path) => ({ path })) };
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
  };
  const generate = (content: string, force = false) => {
    const staging = openStaging(place, { force });
    write(staging.directory, content);
    staging.commit();
  };
  const problem = (force = false): WriteError => {
    try {
      openStaging(place, { force });
    } catch (error) {
      expect(error).to.be.instanceOf(WriteError);
      return error as WriteError;
    }
    throw new Error('the place was accepted');
  };

  it('shows nothing at the place before it is complete, and nothing beside it afterwards', () => {
    const staging = openStaging(place, { force: false });
    write(staging.directory, 'one');
    expect(existsSync(place)).to.equal(false);
    staging.commit();
    expect(readdirSync(root)).to.deep.equal(['my data']);
    expect(readdirSync(place)).to.deep.equal(['a.parquet', 'manifest.json']);
  });

  it('fills an empty directory that exists', () => {
    mkdirSync(place);
    generate('one');
    expect(readFileSync(join(place, 'a.parquet'), 'utf8')).to.equal('one');
  });

  it('leaves the directory in which one stands, and those above it', () => {
    mkdirSync(place);
    const here = process.cwd();
    try {
      process.chdir(place);
      for (const target of ['', '.', place, root]) {
        expect(() => openStaging(target, { force: true }), `"${target}"`).to.throw(
          WriteError,
          'the directory you are in',
        );
      }
      const staging = openStaging('inside', { force: false });
      write(staging.directory, 'one');
      staging.commit();
    } finally {
      process.chdir(here);
    }
    expect(readFileSync(join(place, 'inside', 'a.parquet'), 'utf8')).to.equal('one');
  });

  it('removes on discard all that it made, parents included, and no more', () => {
    mkdirSync(join(root, 'kept'));
    const staging = openStaging(join(root, 'kept', 'made', 'deep', 'data'), { force: false });
    write(staging.directory, 'one');
    staging.discard();
    expect(readdirSync(root)).to.deep.equal(['kept']);
    expect(readdirSync(join(root, 'kept'))).to.deep.equal([]);
  });

  it('puts a dataset back that a killed run had moved away', () => {
    generate('one');
    renameSync(place, join(root, `.my data.fraudworld-${hostname().replaceAll('.', '-')}.999999999.abc.replaced`));
    expect(problem()).to.include({ code: 'directory_exists' });
    expect(readFileSync(join(place, 'a.parquet'), 'utf8')).to.equal('one');
    expect(readdirSync(root)).to.deep.equal(['my data']);
  });

  it('leaves the dataset of another program alone', () => {
    mkdirSync(place);
    writeFileSync(join(place, 'manifest.json'), JSON.stringify({ version: '1', files: [] }));
    expect(problem(true)).to.include({ code: 'not_replaceable' });
  });

  it('replaces a dataset only by force, and all of it', () => {
    generate('one');
    expect(problem()).to.include({ code: 'directory_exists' });
    expect(problem().message).to.equal(
      `${place}: holds a dataset already; --force replaces it, -o names another directory`,
    );
    generate('two', true);
    expect(readFileSync(join(place, 'a.parquet'), 'utf8')).to.equal('two');
    expect(readdirSync(root)).to.deep.equal(['my data']);
  });

  it('keeps the old dataset when a run that was to replace it is discarded', () => {
    generate('one');
    const staging = openStaging(place, { force: true });
    write(staging.directory, 'two');
    staging.discard();
    expect(readFileSync(join(place, 'a.parquet'), 'utf8')).to.equal('one');
  });

  it('never replaces files that fraudworld did not write', () => {
    generate('one');
    mkdirSync(join(place, 'notes'));
    writeFileSync(join(place, 'notes', 'thesis.tex'), 'precious');
    expect(problem(true)).to.include({ code: 'not_replaceable', path: join(place, 'notes/thesis.tex') });
    rmSync(join(place, 'manifest.json'));
    expect(problem(true).message).to.match(/holds files but no dataset/);
    writeFileSync(join(place, 'manifest.json'), '{"name": "an extension of a browser"}');
    expect(problem(true).message).to.match(/holds files but no dataset/);
    expect(readFileSync(join(place, 'notes', 'thesis.tex'), 'utf8')).to.equal('precious');
  });

  it('replaces a report, which no manifest lists, but no other page of that name', () => {
    generate('one');
    writeFileSync(join(place, 'report.html'), '<h1>precious</h1>');
    expect(problem(true)).to.include({ code: 'not_replaceable', path: join(place, 'report.html') });
    writeFileSync(join(place, 'report.html'), '<meta name="generator" content="fraudworld 0.1.0">');
    openStaging(place, { force: true }).discard();
  });

  it('refuses a file, and a place below a file', () => {
    writeFileSync(place, 'precious');
    expect(problem(true).message).to.match(/my data: is a file; name a directory with -o$/);
    place = join(place, 'below');
    expect(problem().path).to.equal(place);
  });

  it('says that a place may not be written', function () {
    if (process.getuid?.() === 0) this.skip(); // The superuser may write everywhere.
    chmodSync(root, 0o500);
    expect(problem()).to.include({ code: 'no_permission' });
    chmodSync(root, 0o700);
  });

  it('cleans up after runs that were killed, and not after those that go on', () => {
    const running = openStaging(place, { force: false });
    const { pid } = spawnSync(process.execPath, ['--version']);
    const abandoned = join(root, basename(running.directory).replace(`.${process.pid}.`, `.${pid}.`));
    mkdirSync(abandoned);
    writeFileSync(join(abandoned, 'a.parquet'), 'half');
    openStaging(place, { force: false }).discard();
    expect(readdirSync(root)).to.deep.equal([basename(running.directory)]);
    running.discard();
  });
});
