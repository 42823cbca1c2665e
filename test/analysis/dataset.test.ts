import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DatasetError, QueryError } from '../../src/analysis/dataset-error.ts';
import { type Dataset, openDataset } from '../../src/analysis/duckdb.ts';
import type { Row } from '../../src/analysis/plain-value.ts';
import { tables } from '../../src/schema/tables.ts';
import { smallLedger, smallScenario } from '../checks/small-ledger.ts';
import type { TableStore } from '../checks/table-store.ts';

describe('an opened dataset', () => {
  let root: string;
  let store: TableStore;
  let directory: string;
  let dataset: Dataset;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), `it's "quoted", 100 % `));
    directory = join(root, 'small');
    store = await smallLedger();
    await store.write(directory, smallScenario);
    dataset = await openDataset(directory);
  });
  after(() => {
    dataset.close();
    store.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('has a view of every table, with the columns of the schema and no others', async () => {
    for (const { name, columns } of tables) {
      const described = await dataset.rows(`DESCRIBE ${name}`);
      expect(
        described.map((column) => column.column_name),
        name,
      ).to.deep.equal(Object.keys(columns));
    }
  });

  it('wants a statement', async () => {
    for (const sql of ['', ' ;\n', '-- nothing\n-- more']) {
      const error = await dataset.query(sql).catch((failure: unknown) => failure);
      expect(error, sql).to.be.instanceOf(QueryError);
      expect((error as QueryError).message, sql).to.equal('there is no statement in the query');
    }
  });

  it('answers with plain values: numbers, ISO times, dates, strings, booleans, nulls', async () => {
    const [row] = await dataset.rows(`
      SELECT transaction_id, event_time, amount, is_fraud, card_id, currency, DATE '2026-01-31' AS day,
        9007199254740993 AS big, 12.50::DECIMAL(18,2) AS decimal, [1::BIGINT, 2] AS list,
        'infinity'::TIMESTAMPTZ AS never
      FROM transactions ORDER BY transaction_id LIMIT 1`);
    expect(row).to.deep.equal({
      transaction_id: 1,
      event_time: '2025-12-31T23:30:00.000Z',
      amount: 1.99,
      is_fraud: false,
      card_id: null,
      currency: 'EUR',
      day: '2026-01-31',
      big: '9007199254740993',
      decimal: 12.5,
      list: [1, 2],
      never: 'infinity',
    });
    expect(JSON.parse(JSON.stringify(row))).to.deep.equal(row);
  });

  it('binds values to parameters', async () => {
    const rows = await dataset.rows('SELECT count(*) AS rows FROM transactions WHERE status = $status', {
      status: 'declined',
    });
    expect(rows).to.deep.equal([{ rows: 2 }]);
  });

  describe('the training view', () => {
    it('has every transaction once, with its columns first', async () => {
      const [counts] = await dataset.rows(
        'SELECT count(*) AS rows, count(DISTINCT transaction_id) AS ids FROM training',
      );
      expect(counts).to.deep.equal({ rows: 53, ids: 53 });
      const names = (await dataset.rows('DESCRIBE training')).map((column) => column.column_name);
      expect(names.slice(-7)).to.deep.equal([
        'is_fraud',
        'label_known',
        'label_time',
        'family',
        'typology',
        'campaign_id',
        'split',
      ]);
    });

    it('knows the last label before the end, none that is pending, and no label of accounts', async () => {
      const labelled = await dataset.rows(
        'SELECT transaction_id, label_known, label_time FROM training WHERE label_known IS NOT NULL ORDER BY ALL',
      );
      expect(labelled.map(({ label_known, label_time }) => [label_known, label_time])).to.deep.equal([
        ['fraud', '2026-02-03T08:30:00.000Z'],
        ['fraud', '2026-02-04T08:30:00.000Z'],
      ]);
    });

    it('splits the period of the scenario in time, 60 to 20 to 20', async () => {
      const splits = await dataset.rows(
        `
        SELECT split, min(event_time) >= $start AS starts, max(event_time) < $end AS ends FROM training
        WHERE split = 'validation' GROUP BY split`,
        {
          // 35.4 and 47.2 days after midnight of 1 January in Central European Time.
          start: '2026-02-05 08:36:00+00',
          end: '2026-02-17 03:48:00+00',
        },
      );
      expect(splits).to.deep.equal([{ split: 'validation', starts: true, ends: true }]);
      const order = await dataset.rows(
        'SELECT split, count(*) AS rows FROM training GROUP BY split ORDER BY min(event_time)',
      );
      expect(order.map(({ split }) => split)).to.deep.equal(['train', 'validation', 'test']);
      const shift = await dataset.rows(`
        SELECT count(*) AS rows FROM training
        WHERE (split = 'train') <> (event_time < TIMESTAMPTZ '2026-02-05 08:36:00+00')
          OR (split = 'test') <> (event_time >= TIMESTAMPTZ '2026-02-17 03:48:00+00')`);
      expect(shift).to.deep.equal([{ rows: 0 }]);
    });

    it('takes family and typology from the truth, for cover and recovery too', async () => {
      const rows = await dataset.rows(`
        SELECT typology, family, is_fraud, count(*) AS rows FROM training WHERE typology IS NOT NULL GROUP BY ALL ORDER BY ALL`);
      expect(rows).to.deep.equal([
        { typology: 'account_takeover', family: 'fraud', is_fraud: false, rows: 1 },
        { typology: 'account_takeover', family: 'fraud', is_fraud: true, rows: 3 },
        { typology: 'fan_in', family: 'laundering', is_fraud: true, rows: 5 },
      ]);
    });
  });

  describe('labels_as_of', () => {
    const asOf = (time: string) =>
      dataset.rows(`SELECT label FROM labels_as_of(TIMESTAMPTZ '${time}') ORDER BY label_time`);

    it('knows nothing before the first label', async () => {
      expect(await asOf('2026-02-03 01:01:29+00')).to.deep.equal([]);
    });

    it('knows a label from its very moment', async () => {
      expect(await asOf('2026-02-03 01:01:30+00')).to.deep.equal([{ label: 'suspicious' }]);
    });

    it('replaces a belief by a later one about the same transaction only', async () => {
      expect(await asOf('2026-02-04 08:30:00+00')).to.deep.equal([{ label: 'fraud' }, { label: 'fraud' }]);
      expect(await asOf('2026-02-21 00:00:00+00')).to.deep.equal([
        { label: 'fraud' },
        { label: 'fraud' },
        { label: 'mule' },
      ]);
    });

    it('never shows a label later than its time, whatever the time', async () => {
      const times = await dataset.rows('SELECT DISTINCT label_time - INTERVAL 1 MILLISECOND AS time FROM labels');
      for (const { time } of times) {
        const [late] = await dataset.rows(
          `SELECT count(*) AS rows FROM labels_as_of('${time}') WHERE label_time > '${time}'::TIMESTAMPTZ`,
        );
        expect(late).to.deep.equal({ rows: 0 });
      }
    });
  });

  it('writes IP addresses in dotted form', async () => {
    const rows = await dataset.rows('SELECT address, ip_text(ip) AS text FROM ips ORDER BY ip');
    expect(rows).to.deep.equal([
      { address: '10.0.0.1', text: '10.0.0.1' },
      { address: '192.168.1.1', text: '192.168.1.1' },
    ]);
  });

  describe('a query of a user', () => {
    it('tells columns and types first, then rows in batches', async () => {
      const result = await dataset.query(
        'SELECT transaction_id AS id, event_time FROM transactions ORDER BY 1 LIMIT 3',
      );
      expect(result.columns).to.deep.equal([
        { name: 'id', type: 'BIGINT' },
        { name: 'event_time', type: 'TIMESTAMP WITH TIME ZONE' },
      ]);
      expect((await collect(result.batches)).map(({ id }) => id)).to.deep.equal([1, 2, 3]);
    });

    it('may be several statements, and may make views and tables in memory', async () => {
      const result = await dataset.query(
        'CREATE TEMP TABLE large AS FROM transactions WHERE amount > 100; SELECT count(*) > 0 AS some FROM large',
      );
      expect(await collect(result.batches)).to.deep.equal([{ some: true }]);
    });

    it('may PIVOT and EXPLAIN', async () => {
      const pivot = await dataset.query('PIVOT (SELECT status FROM transactions) ON status USING count(*)');
      expect(await collect(pivot.batches)).to.deep.equal([{ approved: 51, declined: 2 }]);
      const plan = await dataset.query('EXPLAIN SELECT count(*) FROM transactions');
      expect(await collect(plan.batches)).to.have.length(1);
    });

    it('streams a large answer', async () => {
      const { batches } = await dataset.query('SELECT i FROM range(100000) t(i)');
      let rows = 0;
      let count = 0;
      for await (const batch of batches) {
        rows += batch.length;
        count++;
      }
      expect(rows).to.equal(100_000);
      expect(count).to.be.greaterThan(1);
    });

    const target = 'transactions/month=2026-01/part-0000.parquet';
    const hostile: readonly (readonly [title: string, sql: (file: string, other: string) => string])[] = [
      ['writing a new file', (_, other) => `COPY (SELECT 1) TO '${other}'`],
      ['overwriting a file of the dataset', (file) => `COPY (SELECT 1) TO '${file}' (USE_TMP_FILE false)`],
      [
        'overwriting one while explaining it',
        (file) => `EXPLAIN ANALYZE COPY (SELECT 1) TO '${file}' (USE_TMP_FILE false)`,
      ],
      [
        'overwriting one after a harmless statement',
        (file) => `SELECT 1; COPY (SELECT 1) TO '${file}' (USE_TMP_FILE false)`,
      ],
      ['exporting the database', (_, other) => `EXPORT DATABASE '${other}'`],
      ['attaching a database', (_, other) => `ATTACH '${other}'`],
      ['reading a file outside', () => `SELECT * FROM read_text('/etc/hostname')`],
      ['listing files outside', () => `SELECT * FROM glob('/etc/*')`],
      ['installing an extension', () => 'INSTALL httpfs'],
      ['loading an extension', () => 'LOAD httpfs'],
      ['undoing the confinement', () => 'SET enable_external_access = true'],
      ['changing the time zone', () => `SET TimeZone = 'Europe/Berlin'`],
      ['storing a secret', () => `CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')`],
      ['nothing at all', () => '   '],
      ['a mistake', () => 'SELECT amonut FROM transactions'],
      ['a syntax error', () => 'SELEC 1'],
    ];
    for (const [title, sql] of hostile) {
      it(`refuses ${title}`, async () => {
        const file = join(directory, target);
        const other = join(root, 'other');
        const before = readFileSync(file);
        const quote = (path: string) => path.replaceAll("'", "''");
        const error = await rejection(
          (async () => collect((await dataset.query(sql(quote(file), quote(other)))).batches))(),
        );
        expect(error).to.be.instanceOf(QueryError);
        expect(readFileSync(file).equals(before)).to.equal(true);
        expect(() => statSync(other)).to.throw();
      });
    }

    it('names a column that is nearly right', async () => {
      const error = await rejection(dataset.query('SELECT amonut FROM transactions'));
      expect(error.message).to.include('amonut').and.to.include('"amount"');
    });

    it('can be interrupted', async () => {
      const running = dataset.rows(
        'SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range = 3 * b.range + 1 OR a.range < b.range',
      );
      setTimeout(() => dataset.interrupt(), 50);
      expect(await rejection(running)).to.be.instanceOf(QueryError);
      expect(await dataset.rows('SELECT 1 AS one')).to.deep.equal([{ one: 1 }]);
    });
  });
});

describe('opening a dataset', () => {
  let root: string;
  let store: TableStore;
  let copies = 0;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'fraudworld-open-'));
    store = await smallLedger();
  });
  after(() => {
    store.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function copy(format: 'parquet' | 'csv' | 'ndjson' = 'parquet'): Promise<string> {
    const directory = join(root, `copy ${++copies}`);
    await store.write(directory, smallScenario, format);
    return directory;
  }

  it('refuses a directory that is not there or has no manifest', async () => {
    const empty = join(root, 'empty');
    mkdirSync(empty);
    for (const directory of [join(root, 'nowhere'), empty]) {
      const error = await rejection(openDataset(directory));
      expect(error).to.be.instanceOf(DatasetError);
      expect(error.message).to.equal(
        `${directory}: is not a dataset (it has no manifest.json); name a directory that \`fraudworld generate\` has written`,
      );
    }
  });

  it('refuses a manifest that is damaged', async () => {
    const directory = await copy();
    const manifest = join(directory, 'manifest.json');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.slice(0, text.length / 2));
    expect((await rejection(openDataset(directory))).message).to.equal(
      `${manifest}: is not JSON; generate the dataset again`,
    );
    writeFileSync(manifest, text.replace('"days": 59', '"days": "many"'));
    expect((await rejection(openDataset(directory))).message).to.include(`${manifest}: scenario.days: `);
    writeFileSync(manifest, JSON.stringify({ generator: 'fraudworld', version: '0.1.0', kind: 'replay', files: [] }));
    expect((await rejection(openDataset(directory))).message).to.include(
      `${directory}: holds the result of a replay and no dataset`,
    );
  });

  it('names a file that is missing', async () => {
    const directory = await copy();
    rmSync(join(directory, 'transactions/month=2026-01'), { recursive: true });
    const error = await rejection(openDataset(directory));
    expect(error).to.be.instanceOf(DatasetError);
    expect(error.message).to.equal(
      `${join(directory, 'transactions/month=2026-01/part-0000.parquet')}: is missing; generate the dataset again`,
    );
  });

  it('names a file that is truncated, or that is no Parquet at all', async () => {
    for (const size of [0, 3, 11, 12, 400]) {
      const directory = await copy();
      const file = join(directory, 'accounts.parquet');
      truncateSync(file, size);
      const error = await rejection(openDataset(directory));
      expect(error).to.be.instanceOf(DatasetError);
      expect(error.message).to.equal(`${file}: is truncated or not a Parquet file; generate the dataset again`);
    }
  });

  it('names a file whose footer is corrupted', async () => {
    const directory = await copy();
    const file = join(directory, 'accounts.parquet');
    const bytes = readFileSync(file);
    bytes.fill(0xab, bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8), bytes.length - 8);
    writeFileSync(file, bytes);
    const error = await rejection(openDataset(directory));
    expect(error).to.be.instanceOf(DatasetError);
    expect(error.message).to.include(`${file}: is corrupted (`);
  });

  it('names a file whose pages are corrupted, when a query reaches them', async () => {
    const directory = await copy();
    const path = 'transactions/month=2026-01/part-0000.parquet';
    const file = join(directory, path);
    const bytes = readFileSync(file);
    bytes.fill(0xab, 4, 2000);
    writeFileSync(file, bytes);
    const dataset = await openDataset(directory);
    try {
      const error = await rejection(dataset.rows('SELECT sum(hash(t)) FROM transactions t'));
      expect(error).to.be.instanceOf(DatasetError);
      expect(error.message).to.include(`${file}: is corrupted (`);
    } finally {
      dataset.close();
    }
  });

  it('refuses a dataset of another version', async () => {
    const directory = join(root, 'version');
    await copy();
    await store.writeChanged('ALTER TABLE transactions RENAME COLUMN amount TO total', directory, smallScenario);
    const error = await rejection(openDataset(directory));
    expect(error).to.be.instanceOf(DatasetError);
    expect(error.message).to.include(`${directory}: does not fit this version of fraudworld`).and.to.include('amount');
  });

  it('refuses a format that it cannot read', async () => {
    const directory = await copy('csv');
    for (const { path } of JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')).files) {
      copyFileSync(join(directory, path), join(directory, path.replace(/csv$/, 'arrow')));
      rmSync(join(directory, path));
    }
    expect((await rejection(openDataset(directory))).message).to.equal(
      `${directory}: has no parquet, csv, ndjson files; only these formats can be queried: add one to \`outputs.formats\``,
    );
  });

  it('reads CSV and NDJSON as it reads Parquet', async () => {
    const digest = async (format: 'parquet' | 'csv' | 'ndjson') => {
      const dataset = await openDataset(await copy(format));
      try {
        return await dataset.rows('FROM training ORDER BY transaction_id');
      } finally {
        dataset.close();
      }
    };
    const parquet = await digest('parquet');
    expect(parquet).to.have.length(53);
    expect(await digest('csv')).to.deep.equal(parquet);
    expect(await digest('ndjson')).to.deep.equal(parquet);
  });

  it('has an empty view of a table that has no file', async () => {
    const directory = await copy();
    const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
    manifest.files = manifest.files.filter(({ table }: { table: string }) => table !== 'cash_payments');
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
    rmSync(join(directory, 'truth/cash_payments'), { recursive: true });
    const dataset = await openDataset(directory);
    try {
      expect(await dataset.rows('SELECT count(amount) AS rows FROM cash_payments')).to.deep.equal([{ rows: 0 }]);
    } finally {
      dataset.close();
    }
  });
});

async function collect(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
