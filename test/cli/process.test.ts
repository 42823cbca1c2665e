import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { spawnCommand, startCommand } from './run-command.ts';

describe('the fraudworld process', () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld process '));
  });
  after(() => rmSync(directory, { recursive: true }));

  it('reports every problem of a scenario on stderr, exits with 2 and writes nothing', async () => {
    writeFileSync(
      join(directory, 'bad scenario.yaml'),
      'name: x\ndays: 0\nstart: 2026-13-01\nfraud:\n  prevalence: -1\nworld: { custmers: 100 }\n',
    );
    const outcome = await spawnCommand(['generate', 'bad scenario.yaml'], directory);
    expect(outcome.messages.trimEnd().split('\n')).to.deep.equal([
      'bad scenario.yaml:2 days: 0 is below the minimum 1',
      'bad scenario.yaml:3 start: "2026-13-01" is not a date such as 2026-01-31',
      'bad scenario.yaml:5 fraud.prevalence: -1 is below the minimum 0',
      'bad scenario.yaml:6 world.custmers: is not known here; did you mean customers?',
    ]);
    expect(outcome).to.include({ exitCode: 2, output: '' });
    expect(readdirSync(directory)).to.deep.equal(['bad scenario.yaml']);
  });

  it('writes a scenario where it stands, and refuses to overwrite it', async () => {
    const place = join(directory, 'init here');
    mkdirSync(place);
    const first = await spawnCommand(['init', 'tiny'], place);
    expect(first).to.include({ exitCode: 0, messages: '' });
    expect(readdirSync(place).sort()).to.deep.equal(['scenario.schema.json', 'scenario.yaml']);
    const second = await spawnCommand(['init', 'tiny'], place);
    expect(second).to.deep.equal({
      exitCode: 2,
      output: '',
      messages: 'fraudworld: scenario.yaml: exists; --force replaces it, -o names another file\n',
    });
  });

  it('colours only when asked to, and never against NO_COLOR', async () => {
    const [plain, colored, refused] = await Promise.all([
      spawnCommand(['list', 'tables'], directory),
      spawnCommand(['list', 'tables'], directory, { FORCE_COLOR: '1' }),
      spawnCommand(['list', 'tables'], directory, { FORCE_COLOR: '1', NO_COLOR: '1' }),
    ]);
    expect(plain.output).to.include('transactions');
    expect(plain.output).not.to.include('\u001b[');
    expect(colored.output).to.include('\u001b[1mtransactions');
    expect(refused.output).to.equal(plain.output);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = startCommand(['list', 'tables', '--json'], directory);
    child.stdout!.destroy();
    let messages = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      messages += chunk.toString();
    });
    const [exitCode] = await once(child, 'close');
    expect({ exitCode, messages }).to.deep.equal({ exitCode: 0, messages: '' });
  });
});
