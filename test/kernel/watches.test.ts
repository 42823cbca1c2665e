import { expect } from 'chai';
import { asapScheduler, take } from 'rxjs';
import type { Posting } from '../../src/kernel/posting.ts';
import { Watches } from '../../src/kernel/watches.ts';
import { startRun } from '../../src/run.ts';
import { statuses } from '../../src/schema/vocabularies.ts';
import { cell, type Rows, recordRun, smallScenario } from '../determinism/recorded-run.ts';

const scenario = smallScenario({ seed: 2, days: 8, warmup_days: 0, fraud: { prevalence: 0.05 } });

const posting = (origin: number, destination: number): Posting => ({
  transactionId: 1,
  time: 0 as Posting['time'],
  type: 0,
  origin,
  destination,
  amountCents: 100,
  approved: true,
  declineReason: 255,
  card: -1,
  merchant: -1,
  campaign: 0,
});

describe('watches', () => {
  it('tell both sides of a posting, each once', () => {
    const watches = new Watches();
    const heard: string[] = [];
    watches.watch(1).subscribe(() => heard.push('payer'));
    watches.watch(2).subscribe(() => heard.push('payee'));
    watches.watch(3).subscribe(() => heard.push('stranger'));
    watches.notify(posting(1, 2));
    expect(heard).to.deep.equal(['payer', 'payee']);
  });

  it('share one subject among the watchers of an account', () => {
    const watches = new Watches();
    const heard: string[] = [];
    const first = watches.watch(1).subscribe(() => heard.push('first'));
    watches.watch(1).subscribe(() => heard.push('second'));
    expect(watches.size).to.equal(1);
    first.unsubscribe();
    watches.notify(posting(1, 2));
    expect(heard).to.deep.equal(['second']);
    expect(watches.size).to.equal(1);
  });

  it('drop the subject with its last watcher', () => {
    const watches = new Watches();
    const subscriptions = [watches.watch(1).subscribe(), watches.watch(1).subscribe()];
    expect(watches.isWatched(1)).to.equal(true);
    for (const subscription of subscriptions) subscription.unsubscribe();
    expect(watches.size).to.equal(0);
    expect(watches.isWatched(1)).to.equal(false);
  });

  it('drop the subject when a watcher has heard enough', () => {
    const watches = new Watches();
    const heard: Posting[] = [];
    watches
      .watch(1)
      .pipe(take(1))
      .subscribe((one) => heard.push(one));
    watches.notify(posting(1, 2));
    expect(heard.length).to.equal(1);
    expect(watches.size).to.equal(0);
  });

  it('do nothing until somebody subscribes', () => {
    const watches = new Watches();
    watches.watch(1);
    expect(watches.size).to.equal(0);
  });

  it('start anew for who watches again', () => {
    const watches = new Watches();
    watches.watch(1).subscribe().unsubscribe();
    const heard: Posting[] = [];
    watches.watch(1).subscribe((one) => heard.push(one));
    watches.notify(posting(1, 2));
    expect(heard.length).to.equal(1);
  });
});

describe('watching an account of a simulation', () => {
  let rows: Rows;
  let account: number;
  before(() => {
    rows = recordRun(scenario).tables.transactions!;
    account = accountWithDeclines();
  });

  /** The account with the most rows among those that were refused something. */
  function accountWithDeclines(): number {
    const declined = new Set<number>();
    const counts = new Map<number, number>();
    for (let row = 0; row < rows.length; row++) {
      const origin = cell(rows, 'origin_account', row);
      counts.set(origin, (counts.get(origin) ?? 0) + 1);
      if (statuses[cell(rows, 'status', row)] === 'declined') declined.add(origin);
    }
    return [...declined].sort((a, b) => counts.get(b)! - counts.get(a)!)[0]!;
  }

  const rowsOf = (side: number): number[] =>
    Array.from({ length: rows.length }, (_, row) => row).filter(
      (row) => cell(rows, 'origin_account', row) === side || cell(rows, 'destination_account', row) === side,
    );

  it('hears every row of the account, declines included, in order', () => {
    const run = startRun(scenario);
    const heard: Posting[] = [];
    run.simulation.watch(account).subscribe((one) => heard.push(one));
    recordRun(scenario, undefined, run);
    const expected = rowsOf(account).map((row) => [
      cell(rows, 'transaction_id', row),
      cell(rows, 'event_time', row) / 1_000,
      statuses[cell(rows, 'status', row)] === 'approved',
    ]);
    expect(heard.map(({ transactionId, time, approved }) => [transactionId, time, approved])).to.deep.equal(expected);
    expect(heard.filter(({ approved }) => !approved).length).to.be.above(0);
  });

  it('hears of a posting right after it is made, before anything else happens', () => {
    const run = startRun(scenario);
    const { shard } = run.simulation;
    let heard = 0;
    run.simulation.watch(account).subscribe(({ transactionId, time }) => {
      heard++;
      expect(shard.lastTransactionId).to.equal(transactionId);
      expect(shard.clock.now()).to.equal(time);
    });
    recordRun(scenario, undefined, run);
    expect(heard).to.equal(rowsOf(account).length);
  });

  it('reacts at the same time, before the next intent', () => {
    const run = startRun(scenario);
    const { shard } = run.simulation;
    const diary: string[] = [];
    const { agents } = shard;
    const fulfil = agents.fulfil.map((act): typeof act => (at, row) => {
      diary.push('intent');
      act(at, row);
    });
    Object.assign(agents, { fulfil });
    run.simulation.watch(account).subscribe(({ time }) => {
      diary.push('posting');
      shard.clock.schedule(() => diary.push(shard.clock.now() === time ? 'reaction' : 'late'));
    });
    recordRun(scenario, undefined, run);
    const postings = diary.flatMap((entry, at) => (entry === 'posting' ? [at] : []));
    expect(postings.length).to.equal(rowsOf(account).length);
    for (const at of postings) expect(diary[at + 1]).to.equal('reaction');
  });

  it('leaves no watch behind when the run is over', () => {
    const run = startRun(scenario);
    recordRun(scenario, undefined, run);
    expect(run.simulation.shard.campaigns.length).to.be.above(0);
    expect(run.simulation.shard.watches.size).to.equal(0);
    expect(asapScheduler.actions.length).to.equal(0);
  });
});
