import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checks } from '../../src/checks/catalogue/index.ts';
import type { Check } from '../../src/checks/check.ts';
import { type CheckReport, runChecks } from '../../src/checks/run-checks.ts';
import { smallLedger, smallScenario } from './small-ledger.ts';
import type { TableStore } from './table-store.ts';

describe('the catalogue of checks', () => {
  let root: string;
  let good: string;
  let store: TableStore;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), `fraudworld's checks `));
    good = join(root, 'good');
    store = await smallLedger();
    await store.write(good, smallScenario);
  });
  after(() => {
    store.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('passes a good dataset', async () => {
    const report = await runChecks(good);
    expect(failures(report)).to.deep.equal([]);
    expect(report.passed).to.equal(true);
    expect(report.results).to.have.length(checks.length);
  });

  it('has no two checks of one name, and a doc for each', () => {
    expect(new Set(checks.map(({ name }) => name)).size).to.equal(checks.length);
    for (const { doc } of checks) expect(doc).to.match(/^[A-Z].*\.$/);
  });

  for (const check of checks as readonly Check[]) {
    it(`fails ${check.name} when the dataset is broken on purpose`, async () => {
      const broken = await breakDataset(check, store, join(root, check.name));
      const report = await runChecks(broken, { only: [check] });
      const [result] = report.results;
      expect(result?.problem).to.equal(null);
      expect(result?.passed).to.equal(false);
      expect(result?.violations).to.be.greaterThan(0);
      expect(result?.examples.length).to.be.within(1, 10);
      expect(report.passed).to.equal(false);
    });
  }

  it('shows ten violations and counts them all', async () => {
    const broken = await store.writeChanged(
      'UPDATE transactions SET amount = amount + 0.001',
      join(root, 'many'),
      smallScenario,
    );
    const [result] = (await runChecks(broken, { only: named('amounts') })).results;
    expect(result?.violations).to.equal(53);
    expect(result?.examples).to.have.length(10);
  });

  it('tells of each check as it ends', async () => {
    const told: string[] = [];
    await runChecks(good, { onCheck: (result, index, count) => told.push(`${index}/${count} ${result.name}`) });
    expect(told).to.deep.equal(checks.map(({ name }, index) => `${index + 1}/${checks.length} ${name}`));
  });

  it('fails a check that cannot run, and goes on with the others', async () => {
    const broken = await store.writeChanged(
      'ALTER TABLE cards DROP COLUMN expires',
      join(root, 'column'),
      smallScenario,
    );
    const report = await runChecks(broken, { only: named('card_lives', 'schema', 'time_order') });
    expect(report.results.map(({ name, passed }) => [name, passed])).to.deep.equal([
      ['card_lives', false],
      ['schema', false],
      ['time_order', true],
    ]);
    expect(report.results[0]?.problem).to.include('expires');
  });
});

describe('broken datasets, one rule at a time', () => {
  let root: string;
  let good: string;
  let store: TableStore;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld-rules-'));
    good = join(root, 'good');
    store = await smallLedger();
    await store.write(good, smallScenario);
  });
  after(() => {
    store.close();
    rmSync(root, { recursive: true, force: true });
  });

  const last = (condition: string) => `(SELECT max(transaction_id) FROM transactions WHERE ${condition})`;
  const rules: readonly (readonly [title: string, check: string, sql: string])[] = [
    [
      'a balance that is wrong on the first row of an account',
      'balances_chain',
      'UPDATE accounts SET opening_balance = opening_balance + 0.01 WHERE account_id = 0',
    ],
    [
      'a decline that moves money',
      'balances_chain',
      `UPDATE transactions SET status = 'declined', decline_reason = 'limit_exceeded' WHERE transaction_id = ${last("status = 'approved'")}`,
    ],
    [
      'a hold that moves money',
      'balances_chain',
      `UPDATE transactions SET payment_type = 'card_purchase' WHERE payment_type = 'card_authorisation'`,
    ],
    [
      'a wrong closing balance at a bank that does not report',
      'closing_balances',
      `UPDATE accounts SET closing_balance = closing_balance + 0.01 WHERE account_type = 'cash'`,
    ],
    [
      'a balance of a bank that does not report',
      'balances_reported',
      `UPDATE transactions SET destination_balance_after = 1 WHERE destination_bank = 'omega'`,
    ],
    [
      'an approved row with a reason to decline',
      'declines',
      `UPDATE transactions SET decline_reason = 'limit_exceeded' WHERE transaction_id = 1`,
    ],
    [
      'a loss by a declined row',
      'declines',
      `UPDATE scheme_transactions SET loss = 1 WHERE transaction_id IN (SELECT transaction_id FROM transactions WHERE status = 'declined')`,
    ],
    [
      'a gap in the ids of transactions',
      'time_order',
      'UPDATE transactions SET transaction_id = transaction_id + 1 WHERE transaction_id > 20',
    ],
    [
      'events out of order',
      'time_order',
      `UPDATE events SET event_time = TIMESTAMPTZ '2026-02-28 10:00:00+00' WHERE event_id = 1`,
    ],
    [
      'a row after the end of the scenario',
      'partitions',
      `UPDATE transactions SET event_time = TIMESTAMPTZ '2026-02-28 23:00:00+00' WHERE transaction_id = 53`,
    ],
    [
      'a parent that comes later',
      'references_exist',
      'UPDATE transactions SET parent_transaction_id = transaction_id WHERE transaction_id = 3',
    ],
    ['an unknown merchant', 'references_exist', 'UPDATE transactions SET merchant_id = 7 WHERE transaction_id = 53'],
    ['an unknown victim', 'references_exist', 'UPDATE scheme_transactions SET victim = 70 WHERE step = 1'],
    ['a trail to nowhere', 'references_exist', 'UPDATE money_trail SET source_transaction_id = 0'],
    [
      'a payment before the account was opened',
      'account_lives',
      `UPDATE accounts SET opened = DATE '2026-01-16' WHERE account_id = 9`,
    ],
    ['a payment with an expired card', 'card_lives', `UPDATE cards SET expires = DATE '2026-02-11' WHERE card_id = 1`],
    [
      'a payment with a card not yet issued',
      'card_lives',
      `UPDATE cards SET issued = DATE '2026-01-09' WHERE card_id = 1`,
    ],
    [
      'a hop by an account that did not receive the money',
      'receipts_precede_hops',
      'UPDATE transactions SET origin_account = 2 WHERE transaction_id = (SELECT max(transaction_id) FROM money_trail)',
    ],
    [
      'more passed on than came in',
      'receipts_precede_hops',
      'UPDATE money_trail SET amount = amount + 0.01 WHERE amount = 500',
    ],
    [
      'an effect before its cause',
      'receipts_precede_hops',
      'UPDATE scheme_transactions SET caused_by = transaction_id WHERE step = 4 AND campaign_id = 1',
    ],
    [
      'a pending label that is not pending',
      'labels_follow_events',
      `UPDATE pending_labels SET label_time = TIMESTAMPTZ '2026-02-20 00:00:00+00'`,
    ],
    ['a label about nothing', 'labels_follow_events', 'UPDATE labels SET account_id = NULL'],
    [
      'fraud in the truth that the log does not show',
      'truth_agrees',
      'UPDATE transactions SET is_fraud = false WHERE transaction_id = (SELECT min(transaction_id) FROM scheme_transactions)',
    ],
    [
      'a recovery that counts as fraud',
      'truth_agrees',
      `UPDATE scheme_transactions SET is_fraud = true WHERE role = 'recovery'`,
    ],
    [
      'a look-alike that is fraud',
      'truth_agrees',
      'UPDATE look_alikes SET transaction_id = (SELECT min(transaction_id) FROM scheme_transactions WHERE is_fraud)',
    ],
    [
      'a typology that was left out',
      'typology_mix',
      `UPDATE scheme_transactions SET typology = 'cycle' WHERE step = 2 AND campaign_id = 1`,
    ],
    ['a column of another type', 'schema', 'ALTER TABLE transactions ALTER COLUMN amount TYPE DECIMAL(18, 2)'],
    ['a column that is missing', 'schema', 'ALTER TABLE banks DROP COLUMN market_share'],
    ['an account type nobody knows', 'vocabularies', `UPDATE accounts SET account_type = 'piggy' WHERE account_id = 7`],
    [
      'a typology that the scenario does not know',
      'vocabularies',
      `UPDATE scheme_transactions SET typology = 'romance'`,
    ],
    [
      'two rows of truth for a transaction',
      'ids_unique',
      'INSERT INTO scheme_transactions FROM scheme_transactions LIMIT 1',
    ],
    [
      'a payment to itself',
      'amounts',
      'UPDATE transactions SET destination_account = origin_account WHERE transaction_id = 9',
    ],
    ['an amount of zero', 'amounts', 'UPDATE transactions SET amount = 0 WHERE transaction_id = 9'],
    ['a campaign of two families', 'campaigns_agree', `UPDATE scheme_transactions SET family = 'scam' WHERE step = 1`],
    ['steps out of order', 'campaigns_agree', 'UPDATE scheme_transactions SET step = 9 - step'],
  ];
  for (const [title, check, sql] of rules) {
    it(`sees ${title}`, async () => {
      const broken = await store.writeChanged(sql, join(root, title.replaceAll(' ', '-')), smallScenario);
      const [result] = (await runChecks(broken, { only: named(check) })).results;
      expect(result?.problem).to.equal(null);
      expect(result?.violations).to.be.greaterThan(0);
    });
  }

  it('sees a file whose bytes are not those of the manifest', async () => {
    const broken = await store.writeChanged('SELECT 1', join(root, 'bytes'), smallScenario);
    const manifest = JSON.parse(readFileSync(join(broken, 'manifest.json'), 'utf8'));
    manifest.files[0].sha256 = '0'.repeat(64);
    manifest.files[1].rows += 1;
    writeFileSync(join(broken, 'manifest.json'), JSON.stringify(manifest));
    const [result] = (await runChecks(broken, { only: named('files') })).results;
    expect(result?.examples.map(({ path, problem }) => [path, problem])).to.deep.equal([
      [manifest.files[0].path, 'has another SHA-256'],
      [manifest.files[1].path, 'has another number of rows'],
    ]);
  });

  it('lets a bank honour an authorisation that it gave before it blocked the card', async () => {
    const block = (time: string) => `UPDATE cards SET blocked_time = TIMESTAMPTZ '${time}' WHERE card_id = 2`;
    const afterwards = await store.writeChanged(block('2026-01-21 00:00:00+00'), join(root, 'honoured'), smallScenario);
    expect((await runChecks(afterwards, { only: named('card_lives') })).passed).to.equal(true);
    const before = await store.writeChanged(block('2026-01-19 00:00:00+00'), join(root, 'refused'), smallScenario);
    const [result] = (await runChecks(before, { only: named('card_lives') })).results;
    expect(result?.violations).to.equal(1);
  });

  it('passes the same data as CSV and as NDJSON', async () => {
    for (const format of ['csv', 'ndjson'] as const) {
      const directory = join(root, format);
      await store.write(directory, smallScenario, format);
      expect(failures(await runChecks(directory))).to.deep.equal([]);
    }
  });
});

function failures(report: CheckReport) {
  return report.results.filter(({ passed }) => !passed);
}

function named(...names: readonly string[]): Check[] {
  return checks.filter(({ name }) => names.includes(name));
}

async function breakDataset({ breakIt }: Check, store: TableStore, directory: string): Promise<string> {
  await store.writeChanged('tables' in breakIt ? breakIt.tables : 'SELECT 1', directory, smallScenario);
  if ('files' in breakIt) breakIt.files(directory);
  return directory;
}
