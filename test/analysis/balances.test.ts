import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { classBalance } from '../../src/analysis/class-balance.ts';
import { type Dataset, openDataset } from '../../src/analysis/duckdb.ts';
import { ledgerBalance } from '../../src/analysis/ledger-balance.ts';
import { smallLedger, smallScenario } from '../checks/small-ledger.ts';

describe('the balances of a dataset', () => {
  let directory: string;
  let dataset: Dataset;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-balances-'));
    const store = await smallLedger();
    await store.write(directory, smallScenario);
    store.close();
    dataset = await openDataset(directory);
  });
  after(() => {
    dataset.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('counts classes by rows, declined ones included, and by approved value', async () => {
    const { total } = await classBalance(dataset);
    expect(total).to.include({ group: 'total', rows: 53, fraudRows: 8, prevalence: 8 / 53 });
    // 400 + 300 + 500 into the mule, 600 + 605 out, 250 + 150.01 from the card; the declined 9,999.99 does not count.
    expect(total.fraudValue).to.equal(2805.01);
    expect(total.valuePrevalence).to.equal(2805.01 / total.value);
  });

  it('adds up to the whole by month and by payment type', async () => {
    const { total, byMonth, byPaymentType } = await classBalance(dataset);
    expect(byMonth.map(({ group }) => group)).to.deep.equal(['2025-12', '2026-01', '2026-02']);
    for (const groups of [byMonth, byPaymentType]) {
      const sum = (key: 'rows' | 'fraudRows' | 'value') => groups.reduce((all, group) => all + group[key], 0);
      expect(sum('rows')).to.equal(total.rows);
      expect(sum('fraudRows')).to.equal(total.fraudRows);
      expect(sum('value')).to.be.closeTo(total.value, 1e-6);
    }
    expect(byPaymentType.find(({ group }) => group === 'card_authorisation')).to.include({ rows: 1, value: 0 });
  });

  it('counts typologies, the most frequent first', async () => {
    const { byTypology } = await classBalance(dataset);
    expect(byTypology).to.deep.equal([
      {
        typology: 'fan_in',
        family: 'laundering',
        campaigns: 1,
        fraudRows: 5,
        declinedRows: 0,
        share: 0.625,
        fraudValue: 2405,
      },
      {
        typology: 'account_takeover',
        family: 'fraud',
        campaigns: 1,
        fraudRows: 3,
        declinedRows: 1,
        share: 0.375,
        fraudValue: 400.01,
      },
    ]);
  });

  it('closes the books to the cent', async () => {
    const { byCurrency, byAccountType } = await ledgerBalance(dataset);
    expect(byCurrency).to.have.length(1);
    const [euros] = byCurrency;
    expect(euros).to.include({ currency: 'EUR', accountType: 'total', accounts: 10, opening: 0, closing: 0 });
    expect(euros?.inflow).to.equal(euros?.outflow);
    expect(euros?.inflow).to.be.greaterThan(2805.01);
    for (const { accountType, difference } of byAccountType) expect(difference, accountType).to.equal(0);
    expect(byAccountType.find(({ accountType }) => accountType === 'cash')).to.deep.equal({
      currency: 'EUR',
      accountType: 'cash',
      accounts: 1,
      opening: 15,
      inflow: 600,
      outflow: 0,
      closing: 615,
      difference: 0,
    });
  });
});
