import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { command, spawnCommand, startCommand } from './run-command.ts';

const small = 'days: 3\nwarmup_days: 2\nworld: { customers: 150 }\n';

describe('fraudworld generate', function () {
  this.timeout(180_000);
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), `fraudworld's "generate" `));
    writeFileSync(join(root, 'quiet.yaml'), `name: quiet\n${small}fraud: { prevalence: 0 }\n`);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('writes a dataset that passes its checks, below data/ by the name of the scenario', async () => {
    const outcome = await spawnCommand(['generate', 'quiet.yaml'], root);
    expect(outcome).to.include({ exitCode: 0 });
    expect(outcome.output).to.match(/^quiet 150 customers, 3 days from 2026-01-01, seed 42$/m);
    expect(outcome.output).to.match(/\d+ checks passed in/);
    const directory = join(root, 'data', 'quiet');
    expect(readdirSync(directory)).to.include.members(['manifest.json', 'scenario.yaml', 'transactions', 'truth']);
    expect(readdirSync(join(root, 'data'))).to.deep.equal(['quiet']);
    const resolved = readFileSync(join(directory, 'scenario.yaml'), 'utf8');
    expect(resolved).to.include('money: double');
    const again = await command('generate', join(directory, 'scenario.yaml'), '-o', join(root, 'again'), '--json');
    expect(manifestFiles(join(root, 'again'))).to.deep.equal(manifestFiles(directory));
    expect(JSON.parse(again.output)).to.have.nested.property('checks.passed', true);
  });

  it('runs the next command that it suggests', async () => {
    const outcome = await command(
      'generate',
      join(root, 'quiet.yaml'),
      '-o',
      join(root, 'next'),
      '--no-check',
      '--format',
      'csv',
    );
    const [, sql] = /Next: fraudworld query .+ "(.+)"$/m.exec(outcome.output) ?? [];
    expect((await command('query', join(root, 'next'), sql!)).exitCode).to.equal(0);
  });

  it('refuses to replace a dataset without --force, and whatever it did not write at all', async () => {
    const directory = join(root, 'twice');
    const again = (...options: string[]) =>
      command(
        'generate',
        join(root, 'quiet.yaml'),
        '-o',
        directory,
        '--no-check',
        '--quiet',
        '--format',
        'csv',
        ...options,
      );
    expect(await again()).to.deep.equal({ exitCode: 0, output: '', messages: '' });
    const refused = await again('--seed', '7');
    expect(refused.exitCode).to.equal(2);
    expect(refused.messages).to.match(/--force/);
    expect((await again('--seed', '7', '--force')).exitCode).to.equal(0);
    expect(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'))).to.have.property('seed', 7);

    const foreign = join(root, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.tex'), 'precious');
    const outcome = await command('generate', join(root, 'quiet.yaml'), '-o', foreign, '--force');
    expect(outcome.exitCode).to.equal(2);
    expect(readdirSync(foreign)).to.deep.equal(['thesis.tex']);
  });

  it('refuses a place that cannot be a directory', async () => {
    writeFileSync(join(root, 'file'), 'precious');
    for (const place of [join(root, 'file'), join(root, 'file', 'below')]) {
      const outcome = await command('generate', join(root, 'quiet.yaml'), '-o', place);
      expect(outcome.exitCode, place).to.be.oneOf([1, 2]);
      expect(outcome.messages)
        .to.match(/file/)
        .and.not.match(/defect/);
    }
    expect(readFileSync(join(root, 'file'), 'utf8')).to.equal('precious');
  });

  it('is stopped by Ctrl-C with exit code 130 and leaves nothing', async () => {
    const place = join(root, 'interrupted');
    mkdirSync(place);
    const args = ['generate', '../quiet.yaml', '--customers', '5000', '--days', '3000', '-o', 'data', '--no-check'];
    const child = startCommand(args, place);
    let messages = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      messages += chunk.toString();
    });
    // It has begun to write when something appears; from then on it takes minutes.
    while (readdirSync(place).length === 0) await wait(50);
    await wait(500);
    child.kill('SIGINT');
    const [exitCode] = await once(child, 'close');
    expect({ exitCode, left: readdirSync(place) }).to.deep.equal({ exitCode: 130, left: [] });
    expect(messages).to.match(/interrupted; nothing was left behind in data; run the same command again/);
  });

  it('leaves nothing that looks complete when it is killed, and cleans up the next time', async () => {
    const place = join(root, 'killed');
    mkdirSync(place);
    const child = startCommand(
      ['generate', '../quiet.yaml', '--customers', '5000', '--days', '3000', '-o', 'data'],
      place,
    );
    while (readdirSync(place).length === 0) await wait(50);
    await wait(500);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(readdirSync(place)).to.have.length(1).and.not.include('data');
    const next = await spawnCommand(
      ['generate', '../quiet.yaml', '--no-check', '--quiet', '--format', 'csv', '-o', 'data'],
      place,
    );
    expect(next).to.deep.equal({ exitCode: 0, output: '', messages: '' });
    expect(readdirSync(place)).to.deep.equal(['data']);
  });

  it('writes twins beside each other', async () => {
    writeFileSync(join(root, 'mixed.yaml'), `name: mixed\n${small}fraud: { prevalence: 0.01, mix: { fan_in: 1 } }\n`);
    const { exitCode } = await spawnCommand(
      ['generate', 'mixed.yaml', '--without-fraud', '--quiet', '--no-check', '--format', 'csv'],
      root,
    );
    expect(exitCode).to.equal(0);
    expect(existsSync(join(root, 'data', 'mixed-without-fraud', 'manifest.json'))).to.equal(true);
  });

  it('streams transactions to standard output and writes nothing to disk', async () => {
    const place = join(root, 'streamed');
    mkdirSync(place);
    const ndjson = await spawnCommand(['generate', '../quiet.yaml', '-o', '-'], place);
    const rows = ndjson.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { transaction_id: number });
    expect(rows.map((row) => row.transaction_id)).to.deep.equal(rows.map((_, index) => index + 1));
    const csv = await spawnCommand(['generate', '../quiet.yaml', '-o', '-', '--format', 'csv'], place);
    expect(csv.output.trimEnd().split('\n')).to.have.length(rows.length + 1);
    expect(csv.output).to.match(/^transaction_id,event_time,/);
    expect(ndjson).to.include({ exitCode: 0, messages: '' });
    expect(readdirSync(place)).to.deep.equal([]);
  });

  it('ends quietly when the reader of the stream has seen enough', async () => {
    const child = startCommand(['generate', 'quiet.yaml', '-o', '-', '--days', '3000', '--customers', '2000'], root);
    let messages = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      messages += chunk.toString();
    });
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    const [exitCode] = await once(child, 'close');
    expect({ exitCode, messages }).to.deep.equal({ exitCode: 0, messages: '' });
  });
});

function manifestFiles(directory: string): unknown {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as { files: unknown };
  return manifest.files;
}
