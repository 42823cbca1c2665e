import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { gates } from '../../src/audit/gates/index.ts';
import { type GateResult, runAudit } from '../../src/audit/run-audit.ts';
import { type PaySimRow, payments, writePayments } from './paysim-like.ts';

describe('the gates of an audit', function () {
  this.timeout(120_000);
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld-audit-'));
  });
  after(() => rmSync(root, { recursive: true }));

  async function audit(rows: readonly PaySimRow[], ...names: readonly string[]): Promise<readonly GateResult[]> {
    const file = writePayments(join(root, 'payments.csv'), rows);
    const only = names.length === 0 ? gates : gates.filter(({ name }) => names.includes(name));
    return (await runAudit(file, { only })).gates;
  }

  async function failures(rows: readonly PaySimRow[], name: string): Promise<string> {
    const [result] = await audit(rows, name);
    const failed = result?.measurements.filter(({ isWithin }) => !isWithin) ?? [];
    return failed.map(({ what, evidence }) => `${what}: ${evidence}`).join('\n');
  }

  it('have sentences for names and words', () => {
    for (const { name, doc } of gates) {
      expect(name).to.match(/^[a-z]+(_[a-z]+)*$/);
      expect(doc).to.match(/^[A-Z].*\.$/);
    }
  });

  it('all pass on data in which fraud is like the rest', async () => {
    const results = await audit(payments());
    const told = results.flatMap(({ measurements }) => measurements.filter(({ isWithin }) => !isWithin));
    expect(told).to.deep.equal([]);
    expect(results.filter(({ outcome }) => outcome === 'not_applicable').map(({ name }) => name)).to.deep.equal([
      'ledger',
    ]);
  });

  it('see a payment that empties the account, and say so', async () => {
    const rows = payments((row) => {
      row.amount = row.oldbalanceOrg;
    });
    expect(await failures(rows, 'one_line_rule')).to.match(/amount - oldbalanceOrg.*precision 1\.000, recall 1\.000/);
  });

  it('see amounts beyond everything that is honest', async () => {
    const rows = payments((row, rng) => {
      if (rng.chance(0.5)) row.amount = 50_000 + rng.below(1_000);
    });
    expect(await failures(rows, 'one_line_rule')).to.match(/amount > \d+/);
  });

  it('see two conditions that only together tell', async () => {
    const rows = payments((row) => {
      row.type = 'TRANSFER';
      row.amount = 77.07;
    });
    expect(await failures(rows, 'one_line_rule')).to.match(/amount/);
  });

  it('see fraud appended at the end of each hour', async () => {
    const rows = payments();
    rows.sort((left, right) => left.isFraud - right.isFraud);
    expect(await failures(rows, 'identity')).to.include('the place in the file');
  });

  it('see amounts without cents', async () => {
    const rows = payments((row) => {
      row.amount = Math.ceil(row.amount);
    });
    expect(await failures(rows, 'identity')).to.match(/cents of the amount alone: .*= '0\.0'/);
  });

  it('see names of mules', async () => {
    const rows = payments((row) => {
      row.nameDest = `CC${row.nameDest}`;
    });
    expect(await failures(rows, 'identity')).to.match(/first letters of nameDest.*'CC'/);
  });

  it('see days on which there is nothing but fraud', async () => {
    const rows = payments((row) => {
      row.step = 24 * 20 + (row.step % 24);
    }).filter(({ step, isFraud }) => isFraud === 1 || Math.floor(step / 24) !== 20);
    const told = await failures(rows, 'calendar');
    expect(told).to.match(/days without any honest row.*2000-01-21/);
  });

  it('see hours in which nobody else pays', async () => {
    const rows = payments((row) => {
      row.step = Math.floor(row.step / 24) * 24 + 3;
    });
    expect(await failures(rows, 'calendar')).to.match(/hour of the week/);
  });

  it('see a merchant who sells to thieves alone', async () => {
    const rows = payments((row, rng) => {
      if (rng.chance(0.2)) row.nameDest = 'M7';
    });
    expect(await failures(rows, 'vocabulary')).to.match(/merchant = \d+: \d+ frauds and 0 honest rows/);
  });

  it('see a rail of their own', async () => {
    const rows = payments((row) => {
      row.type = 'CHEQUE';
    });
    expect(await failures(rows, 'vocabulary')).to.match(/type = CHEQUE.*and 0 honest rows/);
  });

  it('see customers who are hit again and again', async () => {
    const rows = payments((row, rng) => {
      row.nameOrig = `C${1_000 + rng.below(12)}`;
    });
    expect(await failures(rows, 'entity')).to.match(/customer's past fraud rate/);
  });

  it('see victims who stop living', async () => {
    const victims = payments((row) => {
      row.nameOrig = `V${row.step}`;
    });
    expect(await failures(victims, 'label_memory')).to.match(/genuine payment too/);
  });

  it('see fraud that goes on until it ends', async () => {
    const rows = payments((row) => {
      row.nameOrig = `V${Math.floor(row.step / 240)}`;
    });
    expect(await failures(rows, 'label_memory')).to.match(/row before was fraud/);
  });
});
