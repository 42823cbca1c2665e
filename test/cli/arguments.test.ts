import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { command } from './run-command.ts';

const commands = ['init', 'generate', 'check', 'query', 'list'];

describe('the command line', () => {
  for (const name of commands) {
    it(`explains ${name} with an example`, async () => {
      const { exitCode, output } = await command(name, '--help');
      expect(exitCode).to.equal(0);
      expect(output).to.match(new RegExp(`^Usage: fraudworld ${name} `));
      expect(output).to.match(new RegExp(`Example:\\n {2}\\$ fraudworld ${name}[ \\n]`));
    });
  }

  it('tells its version', async () => {
    expect((await command('--version')).output).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  const wrong: Record<string, { args: string[]; message: RegExp }> = {
    'no command': { args: [], message: /Usage: fraudworld/ },
    'an unknown command': { args: ['generat'], message: /unknown command 'generat'\n\(Did you mean generate\?\)/ },
    'an unknown option': {
      args: ['generate', '--sed', '1'],
      message: /unknown option '--sed'\n\(Did you mean --seed\?\)/,
    },
    'an argument too many': { args: ['generate', 'tiny', 'tiny'], message: /too many arguments/ },
    'an option without its value': { args: ['generate', '--days'], message: /argument missing/ },
    'a list with a hole': { args: ['generate', '--format', 'csv,,'], message: /Expected names separated by commas/ },
    'a duel that never decides': {
      args: ['stress', 'tiny', '--history-days', '30'],
      message: /--history-days 30: leaves none of the 30 days to decide on/,
    },
    'an audit of another file': {
      args: ['audit', 'package.json'],
      message: /package\.json: is neither \.parquet nor \.csv/,
    },
    'a missing argument': { args: ['query', 'data'], message: /missing required argument 'sql'/ },
  };
  for (const [what, { args, message }] of Object.entries(wrong)) {
    it(`refuses ${what} with exit code 2`, async () => {
      const outcome = await command(...args);
      expect(outcome.exitCode).to.equal(2);
      expect(outcome.messages).to.match(message);
      expect(outcome.output).to.equal('');
    });
  }
});

describe('the scenario of fraudworld generate', () => {
  let directory: string;
  let scenario: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld arguments '));
    scenario = join(directory, 'quiet.yaml');
    writeFileSync(scenario, 'name: quiet\nfraud: { prevalence: 0 }\n');
  });
  after(() => rmSync(directory, { recursive: true }));

  const complaint = async (...args: string[]): Promise<string> => {
    const outcome = await command('generate', ...args, '-o', join(directory, 'data'));
    expect(outcome.exitCode).to.equal(2);
    expect(outcome.output).to.equal('');
    return outcome.messages.trimEnd();
  };

  it('is a file or a preset', async () => {
    expect(await complaint('tiney')).to.equal(
      '"tiney": is neither a file nor a preset (aml-realistic, card-realistic, everything, tiny); did you mean tiny?',
    );
    expect(await complaint('no.yaml')).to.match(/^no\.yaml: there is no such file/);
    expect(await complaint(directory)).to.match(/: is a directory; expected a scenario file$/);
    expect(await complaint('a\u001b[31m.yaml')).to.match(/^a\\u001b\[31m\.yaml: there is no such file/);
  });

  it('is changed by options, which answer for what they say', async () => {
    const message = await complaint(
      scenario,
      '--customers',
      '1e12',
      '--days',
      '-3',
      '--seed',
      'abc',
      '--format',
      'xlsx',
    );
    const lines = message.split('\n');
    expect(lines).to.have.members([
      '--customers: 1000000000000 is above the maximum 10000000',
      '--days: -3 is below the minimum 1',
      '--seed: "abc" is not a number',
      lines.find((line) => line.startsWith('--format: "xlsx" is not one of ')),
    ]);
  });

  it('can only leave out what is in its mix', async () => {
    expect(await complaint(scenario, '--without', 'fan_in')).to.match(
      /^--without: "fan_in" is not in the mix of this scenario/,
    );
  });

  it('streams one format that can be streamed', async () => {
    const streamed = (...args: string[]) => command('generate', scenario, '-o', '-', ...args);
    const parquet = await streamed('--format', 'parquet');
    expect(parquet.exitCode).to.equal(2);
    expect(parquet.messages).to.equal(
      'fraudworld: --format parquet: -o - streams one format; use --format ndjson or csv\n',
    );
    expect((await streamed('--format', 'csv,ndjson')).exitCode).to.equal(2);
    expect((await streamed('--json')).messages).to.match(/--json: the output is taken by the rows/);
  });
});
