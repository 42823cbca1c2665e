import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { smallLedger, smallScenario } from '../checks/small-ledger.ts';
import { command } from './run-command.ts';

describe('commands on a dataset', () => {
  let root: string;
  let good: string;
  let broken: string;
  let truncated: string;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), `fraudworld's "data" `));
    const store = await smallLedger();
    [good, broken, truncated] = ['good', 'broken', 'truncated'].map((name) => join(root, name)) as [
      string,
      string,
      string,
    ];
    await store.write(good, smallScenario);
    await store.writeChanged('UPDATE transactions SET amount = -1 WHERE transaction_id = 7', broken, smallScenario);
    await store.write(truncated, smallScenario);
    store.close();
    truncateSync(join(truncated, 'accounts.parquet'), 100);
  });
  after(() => rmSync(root, { recursive: true }));

  describe('fraudworld check', () => {
    it('lists the checks that passed and exits with 0', async () => {
      const { exitCode, output, messages } = await command('check', good);
      expect({ exitCode, messages }).to.deep.equal({ exitCode: 0, messages: '' });
      expect(output).to.match(/^ok {4}amounts$/m);
      expect(output).to.match(/^\d+ checks passed in [\d.]+ s$/m);
    });

    it('shows the offending rows and exits with 1', async () => {
      const { exitCode, output } = await command('check', broken);
      expect(exitCode).to.equal(1);
      expect(output).to.match(/^FAIL {2}amounts: .+\n {6}1 violation:\n(.*\n)*.*│ 7 +│/m);
      expect(output).to.match(/^\d+ checks? of \d+ failed in/m);
    });

    it('reports to programs in JSON', async () => {
      const { exitCode, output } = await command('check', broken, '--json');
      expect(exitCode).to.equal(1);
      const report = JSON.parse(output) as { passed: boolean; results: { name: string; passed: boolean }[] };
      expect(report.passed).to.equal(false);
      expect(report.results.find(({ name }) => name === 'amounts')).to.include({ passed: false });
    });
  });

  describe('fraudworld query', () => {
    const sql = `SELECT status, count(*) AS n, NULL AS nothing, 'a,"b' AS odd FROM transactions GROUP BY ALL ORDER BY n DESC`;

    it('draws a table', async () => {
      const { exitCode, output } = await command('query', good, sql);
      expect(exitCode).to.equal(0);
      expect(output).to.match(/│ status +│ +n │ nothing │ odd +│/);
      expect(output).to.match(/│ approved +│ +\d+ │ +│ a,"b │/);
      expect(output).to.match(/^2 rows$/m);
    });

    it('writes a JSON object per row', async () => {
      const { output } = await command('query', good, sql, '--json');
      const rows = output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(rows).to.have.length(2);
      expect(rows[0]).to.include({ status: 'approved', nothing: null, odd: 'a,"b' });
    });

    it('writes CSV with what needs quotes quoted', async () => {
      const { output } = await command('query', good, sql, '--csv');
      expect(output.split('\n')[0]).to.equal('status,n,nothing,odd');
      expect(output.split('\n')[1]).to.match(/^approved,\d+,,"a,""b"$/);
    });

    it('cuts a long table and says so, but writes all rows as CSV', async () => {
      const long = 'SELECT i FROM range(5000) t(i)';
      const table = await command('query', good, long);
      expect(table.output).to.match(/^the first 100 rows; --csv and --json write all$/m);
      const csv = await command('query', good, long, '--csv');
      expect(csv.output.trimEnd().split('\n')).to.have.length(5_001);
    });

    it('keeps control characters off the terminal', async () => {
      const { output } = await command('query', good, `SELECT chr(27) || '[31m' AS red`);
      expect(output).to.include('\\u001b[31m').and.not.to.include('\u001b');
    });

    it('explains a mistake in the SQL and exits with 2', async () => {
      const { exitCode, output, messages } = await command('query', good, 'SELECT amuont FROM transactions');
      expect({ exitCode, output }).to.deep.equal({ exitCode: 2, output: '' });
      expect(messages)
        .to.match(/amuont/)
        .and.match(/Candidate bindings: .*amount/);
    });

    it('refuses to write', async () => {
      const target = join(root, 'stolen.csv');
      const outcome = await command('query', good, `COPY transactions TO '${target.replaceAll("'", "''")}'`);
      expect(outcome).to.include({ exitCode: 2, output: '' });
      expect(existsSync(target)).to.equal(false);
    });
  });

  for (const name of ['check', 'query']) {
    const ask = (directory: string) => command(name, directory, ...(name === 'query' ? ['SELECT 1'] : []));

    it(`${name} says what a directory that is no dataset is`, async () => {
      const file = join(root, 'file');
      writeFileSync(file, '');
      mkdirSync(join(root, 'empty'), { recursive: true });
      const cases = {
        nowhere: /there is no such directory/,
        file: /is a file/,
        empty: /is not a dataset \(it has no manifest/,
      };
      for (const [directory, message] of Object.entries(cases)) {
        const outcome = await ask(join(root, directory));
        expect(outcome.exitCode).to.equal(2);
        expect(outcome.messages).to.match(message);
        expect(outcome.output).to.equal('');
      }
    });

    it(`${name} says which file is damaged and exits with 1`, async () => {
      const outcome = await ask(truncated);
      expect(outcome.exitCode).to.equal(1);
      expect(outcome.messages).to.match(
        /accounts\.parquet: is truncated or not a Parquet file; generate the dataset again\n$/,
      );
    });
  }
});
