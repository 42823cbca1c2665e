import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Dataset, openDataset } from '../../src/analysis/duckdb.ts';
import { paymentsView } from '../../src/audit/features/payments.ts';
import { rollingFeatures } from '../../src/audit/features/rolling-features.ts';
import { smallLedger, smallScenario } from '../checks/small-ledger.ts';

describe('rolling features', function () {
  this.timeout(60_000);
  let root: string;
  let dataset: Dataset;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld-features-'));
    const store = await smallLedger();
    await store.write(join(root, 'data'), smallScenario);
    store.close();
    dataset = await openDataset(join(root, 'data'));
  });
  after(() => {
    dataset.close();
    rmSync(root, { recursive: true });
  });

  it('are made from the tables of a dataset, one row per payment', async () => {
    await dataset.rows(paymentsView);
    await dataset.rows(rollingFeatures);
    const [row] = await dataset.rows(`
      SELECT count(*) AS rows, count(DISTINCT row_id) AS ids, max(customer_count_30d) AS busiest FROM rolling_features`);
    expect(row).to.include({ rows: 53, ids: 53 });
    expect(row?.busiest).to.be.above(2);
  });

  it('count, add up and measure what came before, and nothing else', async () => {
    await write(`
      (1, '2026-01-01 10:00', 1, 7, 100, 5, 9,  20.0, 50.0, 10.0, 50.0, 10.0, true),
      (2, '2026-01-01 22:00', 1, 7, 100, 5, 9,  40.0, 51.0, 10.0, 50.0, 10.0, false),
      (3, '2026-01-01 22:00', 1, 8, 100, 6, 9,  10.0, NULL, NULL, 50.0, 10.0, false),
      (4, '2026-01-07 09:00', 2, 7, 200, 5, 3,   5.0, 50.0, 10.0, NULL, NULL, false),
      (5, '2026-01-08 10:00', 1, 7, 100, 5, NULL, 35.0, 50.0, 10.0, 50.0, 10.0, false),
      (6, '2026-01-08 10:01', 2, 7, NULL, 5, 3,  60.0, 50.0, 10.0, NULL, NULL, false)`);
    const rows = await dataset.rows('SELECT * FROM rolling_features ORDER BY row_id');
    const column = (name: string) => rows.map((row) => row[name]);
    expect(column('customer_count_1d')).to.deep.equal([0, 1, 1, 0, 0, 0]);
    // A window of seven days still holds what is exactly seven days old.
    expect(column('customer_sum_7d')).to.deep.equal([0, 20, 20, 0, 70, 0 + 5]);
    expect(column('merchant_count_30d')).to.deep.equal([0, 1, 0, 2, 3, 4]);
    expect(column('card_count_7d')).to.deep.equal([0, 1, 1, 0, 3, null]);
    expect(column('device_count_7d')).to.deep.equal([0, 1, 1, 0, null, 1]);
    expect(column('customer_seconds_since')).to.deep.equal([null, 43_200, 0, null, 561_600, 90_060]);
    expect(column('is_new_counterparty')).to.deep.equal([1, 0, 1, 1, 0, 0]);
    expect(column('is_new_merchant')).to.deep.equal([1, 0, 1, 1, 0, 0]);
    expect(column('is_new_device')).to.deep.equal([1, 0, 0, 1, null, 0]);
    expect(column('km_from_home').map(Number).map(Math.round)).to.deep.equal([0, 111, 0, 0, 0, 0]);
    expect(column('km_from_last')[1]).to.be.closeTo(111.2, 0.1);
    // The fraud of row 1 is known after a week.
    expect(column('merchant_fraud_rate')).to.deep.equal([null, null, null, null, 1, 1]);
    expect(column('device_fraud_rate')).to.deep.equal([null, null, null, null, null, null]);
  });

  it('do not change when later rows are deleted', async () => {
    await dataset.rows(`
      CREATE OR REPLACE TABLE everything AS
      SELECT
        i AS row_id, TIMESTAMPTZ '2026-01-01 00:00:00+00' + (i // 3) * INTERVAL 47 MINUTE AS event_time,
        hash(i, 1) % 9 AS customer, hash(i, 2) % 11 AS counterparty, nullif(hash(i, 3) % 12, 0) AS card,
        nullif(hash(i, 4) % 7, 0) AS merchant, nullif(hash(i, 5) % 8, 0) AS device, (hash(i, 6) % 10000) / 100 AS amount,
        50 + (hash(i, 7) % 100) / 50 AS latitude, 9 + (hash(i, 8) % 100) / 50 AS longitude,
        50.5 AS home_latitude, 9.5 AS home_longitude, hash(i, 9) % 10 = 0 AS is_fraud
      FROM range(3000) t(i)`);
    await dataset.rows('CREATE OR REPLACE VIEW payments AS FROM everything');
    await dataset.rows('CREATE OR REPLACE TABLE whole AS FROM rolling_features');
    for (const last of [200, 1500, 2600]) {
      await dataset.rows(`CREATE OR REPLACE VIEW payments AS FROM everything WHERE row_id <= ${last}`);
      const changed = await dataset.rows(`
        (FROM rolling_features) EXCEPT ALL (FROM whole WHERE row_id <= ${last})`);
      expect(changed).to.deep.equal([]);
      const [count] = await dataset.rows('SELECT count(*) AS rows FROM rolling_features');
      expect(count?.rows).to.equal(last + 1);
    }
  });

  it('do not know a label before its time', async () => {
    await dataset.rows(`CREATE OR REPLACE VIEW payments AS
      SELECT * REPLACE (event_time < TIMESTAMPTZ '2026-01-15 00:00:00+00' AND is_fraud AS is_fraud) FROM everything`);
    const changed = await dataset.rows(`
      SELECT min(e.event_time)::TIMESTAMPTZ AS first FROM everything e
      JOIN (SELECT row_id FROM (FROM rolling_features EXCEPT ALL FROM whole)) c USING (row_id)`);
    expect(changed[0]?.first).to.match(/^2026-01-2[2-9]/);
  });

  async function write(values: string): Promise<void> {
    await dataset.rows(`
      CREATE OR REPLACE VIEW payments AS
      SELECT * REPLACE ((event_time || ':00+00')::TIMESTAMPTZ AS event_time) FROM (VALUES ${values}) AS rows(
        row_id, event_time, customer, counterparty, card, merchant, device, amount, latitude, longitude,
        home_latitude, home_longitude, is_fraud)`);
    await dataset.rows(rollingFeatures);
  }
});
