import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { smallLedger, smallScenario } from '../checks/small-ledger.ts';
import { TableStore } from '../checks/table-store.ts';
import { command } from '../cli/run-command.ts';
import { type PaySimRow, payments, writePayments } from './paysim-like.ts';

describe('fraudworld audit', function () {
  this.timeout(120_000);
  let root: string;
  let good: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld-audit-'));
    good = writePayments(join(root, 'good.csv'), payments());
  });
  after(() => rmSync(root, { recursive: true }));

  const file = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };

  it('recognises a format, passes what is hard, and trains its detectors', async () => {
    const { exitCode, output, messages } = await command('audit', good);
    expect(exitCode, output + messages).to.equal(0);
    expect(output).to.match(/^pass {2}one_line_rule: /m);
    expect(output).to.include('PaySim 2.0: amount = oldBalanceOrig: precision 1.0, recall 1.0');
    // Nothing can be learned here, and so nothing is.
    const [, raw, history] = output.match(/│ ROC AUC +│ ([\d.]+) \[.*?\] +│ ([\d.]+) \[/) ?? [];
    expect(Number(raw)).to.be.within(0.4, 0.6);
    expect(Number(history)).to.be.within(0.4, 0.6);
    expect(output).to.match(/20,000 rows, \d+ of them fraud \([\d.]+ %, \d+ campaigns\), PaySim\n\d gates passed in/);
    expect(messages).to.match(/^\d of \d one_line_rule$/m);
  });

  it('names the rule that gives fraud away and exits with 1', async () => {
    const rows = payments((row: PaySimRow) => {
      row.amount = row.oldbalanceOrg;
    });
    const { exitCode, output } = await command('audit', writePayments(join(root, 'easy.csv'), rows), '--gates-only');
    expect(exitCode).to.equal(1);
    expect(output).to.match(/^FAIL {2}one_line_rule/m);
    expect(output).to.match(/amount - oldbalanceOrg <= .*: precision 1\.000, recall 1\.000/);
    expect(output).to.match(/\d of \d gates failed/);
    expect(output).not.to.include('ROC AUC  ');
  });

  it('reports to programs in JSON, and finds what is easy to learn', async () => {
    const rows = payments((row: PaySimRow) => {
      row.amount = row.amount * 3 + 0.01;
    });
    const { output } = await command('audit', writePayments(join(root, 'larger.csv'), rows), '--json');
    const report = JSON.parse(output);
    expect(report).to.include({ format: 'PaySim', rows: 20_000 });
    expect(report.gates.map(({ name }: { name: string }) => name)).to.include('label_memory');
    expect(report.ladder.rungs[0].rocAuc.value).to.be.above(0.7);
    expect(report.ladder.rungs[0].lift).to.be.above(2);
  });

  it('reads a file of unknown columns, as CSV and as Parquet', async () => {
    const rows = payments().map(({ step, amount, nameOrig, isFraud }) => {
      return `${new Date(Date.UTC(2026, 0, 1, step)).toISOString()},${amount},${nameOrig},${isFraud === 1 ? 'yes' : 'no'}`;
    });
    const csv = file('mine.csv', `moment,price,payer,bad\n${rows.join('\n')}\n`);
    const named = ['--label', 'bad', '--time', 'moment', '--entity', 'payer', '--gates-only'];
    const outcome = await command('audit', csv, ...named);
    expect(outcome.exitCode, outcome.output + outcome.messages).to.equal(0);
    expect(outcome.output).to.include('unknown format');
    const store = await TableStore.create();
    const parquet = join(root, 'mine.parquet');
    await store.run(`COPY (FROM read_csv('${csv}')) TO '${parquet}' (FORMAT parquet)`);
    store.close();
    expect((await command('audit', parquet, ...named)).exitCode).to.equal(0);
    truncateSync(parquet, Math.floor(statSync(parquet).size / 2));
    const { exitCode, messages } = await command('audit', parquet, ...named);
    expect(exitCode).to.equal(1);
    expect(messages).to.match(/mine\.parquet: cannot be read \(.*\); name a whole Parquet or CSV file/);
  });

  it('audits a dataset and recounts its ledger', async () => {
    const store = await smallLedger();
    const [dataset, broken] = [join(root, 'dataset'), join(root, 'broken')];
    await store.write(dataset, smallScenario);
    const change = 'UPDATE transactions SET origin_balance_after = origin_balance_after + 1 WHERE is_fraud';
    await store.writeChanged(change, broken, smallScenario);
    store.close();
    expect((await command('audit', dataset)).output).to.match(/^pass {2}ledger/m);
    expect((await command('audit', broken)).output).to.match(/^FAIL {2}ledger.*\n.*do not follow.*\n.*of them fraud/m);
  });

  const wrong: readonly [string, string, readonly string[], RegExp][] = [
    [
      'no label',
      'step,amount\n1,2\n',
      [],
      /no column looks like a label; name it with --label \(there are step, amount\)/,
    ],
    ['no time', 'amount,isFraud\n1,0\n2,1\n', [], /no column looks like a time; name it with --time/],
    ['no rows', 'step,amount,isFraud\n', [], /has no rows/],
    ['nothing at all', '', [], /nothing\.csv|cannot be read/],
    ['no fraud', 'step,amount,isFraud\n1,2,0\n2,3,0\n', [], /no row is fraud; an audit needs rows of both classes/],
    ['fraud alone', 'step,amount,isFraud\n1,2,1\n2,3,1\n', [], /every row is fraud/],
    ['a label of many values', 'step,amount,label\n1,2,7\n2,3,8\n', [], /label: holds .*7.* a label is 0 or 1/],
    ['a column that is not there', 'step,isFraud\n1,0\n2,1\n', ['--label', 'isFruad'], /--label.*isFruad.*isFraud/],
    ['times that are none', 'time,isFraud\nsoon,0\nlater,1\n', [], /cannot be audited.*soon|later/],
  ];
  for (const [title, text, options, message] of wrong) {
    it(`says what is wrong with a file of ${title}`, async () => {
      const { exitCode, messages } = await command('audit', file(`${title.split(' ')[0]}.csv`, text), ...options);
      expect(exitCode, messages).to.be.oneOf([1, 2]);
      expect(messages).to.match(message).and.not.to.include('defect of fraudworld');
    });
  }

  it('says what a place is that holds no data', async () => {
    expect((await command('audit', join(root, 'nowhere'))).messages).to.match(/there is no such directory/);
    expect((await command('audit', root, '--label', 'x')).messages).to.match(/are for files/);
    expect((await command('audit', join(root, 'nowhere'))).exitCode).to.equal(2);
  });
});
