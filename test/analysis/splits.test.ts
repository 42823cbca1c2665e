import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Dataset, openDataset } from '../../src/analysis/duckdb.ts';
import { generate } from '../../src/generate.ts';
import { loadScenario } from '../../src/load-scenario.ts';

describe('the splits of a dataset', function () {
  this.timeout(120_000);
  let root: string;
  let dataset: Dataset;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld splits '));
    await generate({ scenario: await loadScenario('tiny'), directory: join(root, 'data') });
    dataset = await openDataset(join(root, 'data'));
  });
  after(() => {
    dataset.close();
    rmSync(root, { recursive: true });
  });

  const sidesOf = (split: string, group: string) =>
    dataset.rows(`
      SELECT ${group} AS member, count(DISTINCT ${split}) AS sides, count(*) AS rows
      FROM splits JOIN transactions t USING (transaction_id)
      JOIN accounts o ON o.account_id = t.origin_account
      LEFT JOIN scheme_transactions s USING (transaction_id)
      WHERE ${group} IS NOT NULL GROUP BY ALL`);

  it('have every transaction once', async () => {
    const [counts] = await dataset.rows(`
      SELECT count(*) AS rows, count(DISTINCT transaction_id) AS ids, (SELECT count(*) FROM transactions) AS transactions
      FROM splits`);
    expect(counts!.rows).to.equal(counts!.transactions).and.to.equal(counts!.ids);
  });

  for (const split of ['by_time', 'by_entity', 'by_campaign']) {
    it(`${split} give each side about its share`, async () => {
      const rows = await dataset.rows(`SELECT ${split} AS side, count(*) AS rows FROM splits GROUP BY ALL`);
      const total = rows.reduce((sum, each) => sum + Number(each.rows), 0);
      const shares = Object.fromEntries(rows.map(({ side, rows: count }) => [String(side), Number(count) / total]));
      expect(shares.train).to.be.within(0.5, 0.7);
      expect(shares.validation).to.be.within(0.1, 0.3);
      expect(shares.test).to.be.within(0.1, 0.3);
    });
  }

  it('by entity never have a paying customer on two sides, as those by time do', async () => {
    const payers = await sidesOf('by_entity', 'o.customer_id');
    expect(payers.length).to.be.at.least(300);
    expect(payers.filter(({ sides }) => sides !== 1)).to.deep.equal([]);
    expect((await sidesOf('by_time', 'o.customer_id')).filter(({ sides }) => sides === 3).length).to.be.above(200);
  });

  it('by campaign never have a campaign on two sides, and have some on each', async () => {
    const campaigns = await sidesOf('by_campaign', 's.campaign_id');
    expect(campaigns.length).to.be.above(8);
    expect(campaigns.filter(({ sides }) => sides !== 1)).to.deep.equal([]);
    const [{ used } = { used: 0 }] = await dataset.rows(`
      SELECT count(DISTINCT by_campaign) AS used FROM splits JOIN scheme_transactions USING (transaction_id)`);
    expect(used).to.equal(3);
  });

  it('by time never train on what comes after validation, or validate on what comes after the test', async () => {
    const rows = await dataset.rows(`
      SELECT by_time AS side, min(epoch_ms(event_time)) AS first, max(epoch_ms(event_time)) AS last
      FROM splits JOIN transactions USING (transaction_id) GROUP BY ALL ORDER BY first`);
    expect(rows.map(({ side }) => side)).to.deep.equal(['train', 'validation', 'test']);
    expect(Number(rows[0]!.last)).to.be.below(Number(rows[1]!.first));
    expect(Number(rows[1]!.last)).to.be.below(Number(rows[2]!.first));
  });
});
