import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDataset } from '../../src/analysis/duckdb.ts';
import type { PlainValue } from '../../src/analysis/plain-value.ts';
import { loadScenario } from '../../src/load-scenario.ts';
import { type DuelOptions, type DuelResult, duel } from '../../src/stress/duel.ts';
import { expectRejection } from '../detectors/rejections.ts';
import { startServiceProcess } from '../detectors/service-process.ts';

describe('a duel with a service', function () {
  this.timeout(180_000);
  let directory: string;
  let runs = 0;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-duel-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  async function fight(detector: string, waiting: DuelOptions['waiting'] = {}): Promise<DuelResult> {
    const scenario = await loadScenario('tiny', { days: 3, world: { customers: 200 }, fraud: { prevalence: 0 } });
    const target = join(directory, `run-${++runs}`);
    return duel({ scenario, detector, directory: target, historyDays: 1, waiting });
  }

  async function decisionsOf(result: DuelResult, columns: string): Promise<Record<string, PlainValue>> {
    const dataset = await openDataset(result.directory);
    try {
      const [row] = await dataset.rows(`SELECT ${columns} FROM decisions`);
      return row!;
    } finally {
      dataset.close();
    }
  }

  it('is the same as one with a function that decides alike', async () => {
    const service = await startServiceProcess();
    try {
      const result = await fight(service.url, { timeoutMs: 5_000 });
      expect(result.decisions).to.be.above(300);
      expect(result.asked).to.include({ asked: result.decisions, answered: result.decisions, timeouts: 0, errors: 0 });
      const row = await decisionsOf(
        result,
        `bool_and((action = 'decline') = (amount >= 1000)) AS right_one, bool_and(latency_ms > 0) AS measured,
        count_if(action = 'decline') AS declined, bool_or(is_fallback) AS fallback`,
      );
      expect(row).to.include({ right_one: true, measured: true, fallback: false });
      expect(row.declined).to.be.above(0);
    } finally {
      await service.close();
    }
  });

  it('comes to its end when the service dies, stalls and lies, and says how often', async () => {
    const service = await startServiceProcess(`
      if (count === 300) process.exit(1);
      if (count % 10 === 3) socket.resetAndDestroy();
      else if (count % 10 === 5) say({ action: 'approve', score: 'NaN' });
      else if (count % 40 === 7) setTimeout(() => say(decide(event)), 150);
      else say(decide(event));`);
    try {
      const result = await fight(service.url, { timeoutMs: 100 });
      const { asked, answered, timeouts, late, errors, spared } = result.asked!;
      expect(asked).to.equal(result.decisions);
      expect(answered + timeouts + errors + spared).to.equal(asked);
      expect(timeouts).to.be.at.least(8);
      expect(late).to.be.at.least(7).and.at.most(timeouts);
      expect(errors).to.be.at.least(60);
      expect(spared).to.be.above(0);
      const row = await decisionsOf(
        result,
        `count_if(is_fallback) AS fallbacks, count_if(is_fallback AND action <> 'approve') AS others,
        count_if(reasons = 'fallback: timeout') AS timeouts`,
      );
      expect(row).to.deep.equal({ fallbacks: asked - answered, others: 0, timeouts });
    } finally {
      await service.close();
    }
  });

  it('is refused when the service is not there, and leaves nothing behind', async () => {
    const before = readdirSync(directory);
    await expectRejection(fight('http://127.0.0.1:9/score'), 'unusable', 'has never given a decision');
    expect(readdirSync(directory)).to.deep.equal(before);
    expect(existsSync(join(directory, `run-${runs}`))).to.equal(false);
  });
});
