import { expect } from 'chai';
import { startRun } from '../../src/run.ts';
import { realTimersUsedBy } from '../kernel/trapped-timers.ts';
import { recordRun, smallScenario } from './recorded-run.ts';

/** Runs `work` and returns what it took from the real world: timers, clocks, chance. */
function realityUsedBy(work: () => void): string[] {
  const used: string[] = [];
  const { Date: RealDate } = globalThis;
  const { random } = Math;
  const { now } = performance;
  class TrappedDate extends RealDate {
    constructor(...values: readonly unknown[]) {
      if (values.length === 0) used.push('new Date()');
      super(...(values as [number]));
    }
  }
  Math.random = () => {
    used.push('Math.random');
    return 0.5;
  };
  performance.now = () => {
    used.push('performance.now');
    return 0;
  };
  globalThis.Date = TrappedDate as DateConstructor;
  try {
    used.push(...realTimersUsedBy(work));
  } finally {
    globalThis.Date = RealDate;
    Math.random = random;
    performance.now = now;
  }
  return used;
}

describe('a simulation', () => {
  it('takes nothing from the real world: no timer, no clock, no chance', () => {
    const scenario = smallScenario({ seed: 4, days: 10, fraud: { prevalence: 0.05 }, world: { customers: 300 } });
    let rows = 0;
    const used = realityUsedBy(() => {
      const run = startRun({ ...scenario, world: { ...scenario.world, names: true } });
      rows = recordRun(scenario, undefined, run).tables.transactions!.length;
      for (const { columns, rowCount } of run.tables()) {
        for (const values of Object.values(columns)) if (typeof values === 'function' && rowCount > 0) values(0);
      }
      expect(run.simulation.shard.campaigns.length).to.be.above(5);
    });
    expect(rows).to.be.above(3_000);
    expect(used).to.deep.equal([]);
  });

  it('would be caught if it did', () => {
    const used = realityUsedBy(() => {
      setTimeout(() => undefined, 1);
      Math.random();
      Date.now();
      performance.now();
      new Date();
    });
    expect(used).to.have.members(['setTimeout', 'Math.random', 'Date.now', 'performance.now', 'new Date()']);
  });
});
