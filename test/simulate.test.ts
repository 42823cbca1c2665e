import { expect } from 'chai';
import { type RowOf, rowsOf, type SimulationRun, simulate, type TransactionBatch } from '../src/index.ts';
import type { transactions } from '../src/schema/transactions.ts';

type Transaction = RowOf<typeof transactions>;

describe('simulate', () => {
  const start = () =>
    simulate('tiny', { days: 5, warmup_days: 2, world: { customers: 150 }, fraud: { prevalence: 0 } });
  let run: SimulationRun;
  const rows: Transaction[] = [];
  const heard = { transactions: 0, events: 0, pulledEvents: 0 };

  before(async () => {
    run = await start();
    run.transactions$.subscribe((batch) => {
      heard.transactions += batch.length;
    });
    run.events$.subscribe((batch) => {
      heard.events += batch.length;
    });
    for (const batch of run.batches()) {
      if (batch.table.name === 'transactions') rows.push(...rowsOf(batch as TransactionBatch, run.vocabularies));
      if (batch.table.name === 'events') heard.pulledEvents += batch.length;
    }
  });

  it('hands out every row once, to those who pull and to those who watch', () => {
    expect(rows).to.have.length(run.results().rows).and.have.length.above(100);
    expect(heard.transactions).to.equal(rows.length);
    expect(heard.events).to.equal(heard.pulledEvents).and.above(0);
    expect(rows.map(({ transaction_id }) => transaction_id)).to.deep.equal(rows.map((_, index) => index + 1));
  });

  it('shows rows as people read them', () => {
    const row = rows.find(({ merchant_id }) => merchant_id !== null)!;
    expect(row.event_time).to.be.instanceOf(Date);
    expect(row.event_time.toISOString()).to.match(/^202[56]-(12-31|01-0)/);
    expect(row.status).to.be.oneOf(['approved', 'declined']);
    expect(row.amount * 100).to.be.closeTo(Math.round(row.amount * 100), 1e-6);
    expect(row.is_fraud).to.be.a('boolean');
    expect(row.country).to.match(/^[A-Z]{2}$/);
    for (const { status, decline_reason } of rows) expect(decline_reason === null).to.equal(status === 'approved');
  });

  it('tells what is known at the end, table by table', () => {
    const names: string[] = [];
    for (const rowsOfTable of run.tables()) {
      names.push(rowsOfTable.table.name);
      if (rowsOfTable.table.name !== 'customers') continue;
      const customers = [...rowsOf(rowsOfTable, run.vocabularies)];
      expect(customers).to.have.length(rowsOfTable.rowCount).and.have.length.above(100);
      expect(customers[0]).to.have.all.keys(Object.keys(rowsOfTable.table.columns));
    }
    expect(names).to.include.members(['accounts', 'campaigns', 'truth_accounts']).and.not.include('transactions');
  });

  it('lets an account be watched, declines included', async () => {
    const again = await start();
    const account = rows.find(({ status }) => status === 'declined')?.origin_account ?? rows[0]!.origin_account;
    const postings: number[] = [];
    again.watch(account).subscribe(({ transactionId }) => postings.push(transactionId));
    const results = again.finish();
    const own = rows.filter((row) => row.origin_account === account || row.destination_account === account);
    expect(postings.filter((id) => id > 0)).to.deep.equal(own.map(({ transaction_id }) => transaction_id));
    expect(results).to.deep.equal(run.results());
  });

  it('announces every campaign when it opens and when it ends', async () => {
    const watched = await simulate('tiny', { fraud: { without: ['card_testing'] } });
    const opened = new Set<number>();
    watched.campaigns$.subscribe(({ id, outcome }) => {
      if (outcome === undefined) opened.add(id);
      else expect(opened.has(id), `campaign ${id} opened`).to.equal(true);
    });
    watched.finish();
    expect(opened.size).to.be.above(2);
  });
});
