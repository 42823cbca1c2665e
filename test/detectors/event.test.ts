import { expect } from 'chai';
import { DecisionLog } from '../../src/detectors/decision-log.ts';
import type { DetectorEvent, LearnedLabel } from '../../src/detectors/detector.ts';
import { type DuelSetup, PresentTruth } from '../../src/detectors/duel-setup.ts';
import { type RowOf, rowsOf } from '../../src/rows-of.ts';
import { startRun } from '../../src/run.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { reportingBanks } from '../../src/stress/duel.ts';
import { smallScenario } from '../determinism/recorded-run.ts';

/** Columns that a bank knows when it is asked. */
const requestColumns = Object.entries(transactions.columns)
  .filter(([, { knownAt }]) => knownAt === 'request')
  .map(([name]) => name);

describe('what a detector is shown', function () {
  this.timeout(120_000);
  const scored: DetectorEvent[] = [];
  const observed: { event: DetectorEvent; status: string; scoredBefore: number }[] = [];
  const learned: { label: LearnedLabel; at: number }[] = [];
  const rows = new Map<number, RowOf<typeof transactions>>();
  const labelTimes: number[] = [];

  before(() => {
    const setup: DuelSetup = {
      spec: 'witness',
      detector: {
        score(event) {
          scored.push(event);
          return { action: event.amount > 2_000 ? 'decline' : 'approve' };
        },
        observe: (event, { status }) => observed.push({ event, status, scoredBefore: scored.length }),
        learn: (label) => learned.push({ label, at: observed.at(-1)!.event.event_time }),
      },
      truth: new PresentTruth(),
      homeBanks: reportingBanks(),
      asksFrom: 0 as never,
      alertsPerDay: 5,
      fallback: 'stop',
      log: new DecisionLog(),
    };
    const run = startRun(smallScenario({ days: 20 }), setup);
    for (const batch of run.batches()) {
      if (batch.table.name === 'transactions') {
        for (const row of rowsOf(batch as never, run.vocabularies)) {
          const typed = row as RowOf<typeof transactions>;
          rows.set(typed.transaction_id, typed);
        }
      } else if (batch.table.name === 'labels') {
        for (const row of rowsOf(batch as never, run.vocabularies))
          labelTimes.push(Number((row as { label_time: Date }).label_time));
      }
    }
  });

  it('are the columns known at the request, and no others: no truth, no outcome, no future', () => {
    expect(scored.length).to.be.above(2_000);
    for (const { event } of observed) expect(Object.keys(event)).to.deep.equal(requestColumns);
    for (const event of scored) expect(Object.keys(event)).to.deep.equal(requestColumns);
    expect(requestColumns).to.not.include.members(['is_fraud', 'status', 'origin_balance_after']);
  });

  it('is what the log holds, mistakes of the log included', () => {
    for (const { event, status } of observed) {
      const row = rows.get(event.transaction_id)!;
      const shown = Object.fromEntries(requestColumns.map((name) => [name, row[name as keyof typeof row]]));
      expect({ ...event }, `transaction ${event.transaction_id}`).to.deep.equal({
        ...shown,
        event_time: Number(row.event_time),
      });
      expect(status).to.equal(row.status);
    }
    expect([...rows.values()].filter(({ device_id }) => device_id === null).length).to.be.above(0);
  });

  it('comes in order, each payment observed before the next is scored', () => {
    let last = 0;
    for (const { event, scoredBefore } of observed) {
      expect(event.transaction_id).to.be.above(last);
      last = event.transaction_id;
      expect(scored[scoredBefore - 1]!.transaction_id, 'a later one was scored already').to.be.at.most(last);
    }
  });

  it('does not include labels before the banks have them', () => {
    expect(learned.length).to.be.above(5);
    for (const { label, at } of learned) {
      expect(label.label_time).to.be.at.least(at);
      expect(labelTimes).to.include(label.label_time);
    }
  });
});
