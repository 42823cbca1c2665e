import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readPreset } from '../../src/scenario/presets.ts';
import { command } from './run-command.ts';

describe('fraudworld init', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), `fraudworld's "init" `));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('writes the preset with a hint for editors in its first line, and the schema that it names', async () => {
    const file = join(directory, 'my scenario.yaml');
    const outcome = await command('init', 'tiny', '-o', file);
    expect(outcome).to.include({ exitCode: 0, messages: '' });
    expect(readFileSync(file, 'utf8')).to.equal(
      `# yaml-language-server: $schema=./scenario.schema.json\n${readPreset('tiny').text}`,
    );
    const schema: unknown = JSON.parse(readFileSync(join(directory, 'scenario.schema.json'), 'utf8'));
    expect(schema).to.have.nested.property('properties.days.maximum', 3660);
  });

  it('tells a next command that a shell understands', async () => {
    const file = join(directory, 'my scenario.yaml');
    const { output } = await command('init', '-o', file);
    expect(output).to.include(`fraudworld generate '${file.replaceAll("'", "'\\''")}'`);
  });

  it('replaces a file only with --force', async () => {
    const file = join(directory, 'scenario.yaml');
    writeFileSync(file, 'precious');
    const refused = await command('init', 'tiny', '-o', file);
    expect(refused.exitCode).to.equal(2);
    expect(refused.messages).to.equal(`fraudworld: ${file}: exists; --force replaces it, -o names another file\n`);
    expect(readFileSync(file, 'utf8')).to.equal('precious');
    expect((await command('init', 'tiny', '-o', file, '--force')).exitCode).to.equal(0);
    expect(readFileSync(file, 'utf8')).to.include('name: tiny');
  });

  it('refuses what cannot be a scenario file', async () => {
    mkdirSync(join(directory, 'folder'));
    const cases: Record<string, RegExp> = {
      folder: /is a directory|exists/,
      'no/such/place.yaml': /there is no such directory; make it first/,
      'scenario.schema.json': /this is the name of the schema/,
    };
    for (const [name, message] of Object.entries(cases)) {
      const outcome = await command('init', '-o', join(directory, name));
      expect(outcome.exitCode, name).to.equal(2);
      expect(outcome.messages).to.match(message);
    }
  });

  it('suggests the preset that was meant', async () => {
    const outcome = await command('init', 'aml_realistic', '-o', join(directory, 'scenario.yaml'));
    expect(outcome.exitCode).to.equal(2);
    expect(outcome.messages).to.equal(
      '"aml_realistic": is not a preset; there are aml-realistic, card-realistic, everything, tiny; did you mean aml-realistic?\n',
    );
  });
});
