import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ScenarioError } from '../../src/scenario/errors.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { catalogue } from './catalogue.ts';

describe('reading a scenario file', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fraudworld read '));
  });
  after(() => rm(directory, { recursive: true }));

  const complaint = async (path: string): Promise<string> => {
    const error: unknown = await loadScenario(path, catalogue).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ScenarioError);
    return (error as Error).message.replace(directory, '<directory>');
  };

  it('reads a file whose name has spaces and quotes', async () => {
    const path = join(directory, `it's a "scenario" file.yaml`);
    await writeFile(path, 'name: x\nfraud: { mix: { cycle: 1 } }\ndays: 12');
    expect((await loadScenario(path, catalogue)).days).to.equal(12);
  });

  it('says that there is no such file', async () => {
    const expected = '<directory>/no.yaml: there is no such file; fraudworld init writes one to start from';
    expect(await complaint(join(directory, 'no.yaml'))).to.equal(expected);
    await writeFile(join(directory, 'file'), '');
    expect(await complaint(join(directory, 'file', 'no.yaml'))).to.match(/there is no such file/);
  });

  it('says that a directory is not a file', async () => {
    await mkdir(join(directory, 'folder.yaml'));
    const expected = '<directory>/folder.yaml: is a directory; expected a scenario file';
    expect(await complaint(join(directory, 'folder.yaml'))).to.equal(expected);
  });

  it('says that a file may not be read', async function () {
    if (process.getuid?.() === 0) this.skip(); // The superuser may read everything.
    const path = join(directory, 'secret.yaml');
    await writeFile(path, 'name: x');
    await chmod(path, 0);
    expect(await complaint(path)).to.equal('<directory>/secret.yaml: may not be read; check its permissions');
  });

  it('refuses what is larger than a scenario can be, without reading it all', async () => {
    const path = join(directory, 'large.yaml');
    await writeFile(path, `name: x\n${'# filler\n'.repeat(10_000)}`);
    expect(await complaint(path)).to.match(/is larger than 64 kB; a scenario is a short text$/);
    expect(await complaint('/dev/zero')).to.match(/^\/dev\/zero: is larger than 64 kB/);
  });

  it('refuses what is not text', async () => {
    const path = join(directory, 'binary.yaml');
    await writeFile(path, Buffer.from([0x50, 0x41, 0x52, 0x31, 0xff, 0xfe, 0x00]));
    expect(await complaint(path)).to.equal('<directory>/binary.yaml: is not UTF-8 text');
  });

  it('refuses names that no file can have', async () => {
    expect(await complaint(join(directory, 'x'.repeat(5_000)))).to.match(/cannot be read \(ENAMETOOLONG\)$/);
    expect(await complaint('a\0b')).to.match(/cannot be read/);
  });
});
