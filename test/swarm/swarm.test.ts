import { expect } from 'chai';
import { stringify } from 'yaml';
import { scenarioCatalogue } from '../../src/cli/catalogue.ts';
import type { Batch } from '../../src/kernel/batch.ts';
import { Auditor } from '../../src/ledger/auditor.ts';
import { type Run, startRun } from '../../src/run.ts';
import { ScenarioError } from '../../src/scenario/errors.ts';
import { parseScenario } from '../../src/scenario/load.ts';
import { randomScenario } from './random-scenario.ts';

/**
 * Random scenarios, each simulated to the end and audited from its rows. `SWARM=200` runs more of them, from the seed
 * `SWARM_SEED` on; a failure says which seed repeats it.
 */
const seeds = Number(process.env.SWARM ?? 8);
const firstSeed = Number(process.env.SWARM_SEED ?? 1);

describe('a swarm of random scenarios', () => {
  let campaigns = 0;

  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    it(`keeps its books with SWARM=1 SWARM_SEED=${seed}`, () => {
      const run = startFitting(randomScenario(seed));
      const { shard } = run.simulation;
      const auditor = auditRun(run);
      const story = JSON.stringify(randomScenario(seed));
      expect(auditor.findings, story).to.deep.equal([]);
      expect(auditor.rows, story).to.be.above(100);
      expect(auditor.rows).to.equal(run.results().rows);
      expect(shard.world.ledger.total()).to.equal(0);
      for (const { rowCount } of run.tables()) expect(rowCount).to.be.at.least(0);
      campaigns += shard.campaigns.length;
    });
  }

  after(() => {
    // A swarm that never meets a criminal proves little.
    if (seeds >= 8) expect(campaigns).to.be.above(10);
  });
});

/** Simulates and audits. */
function auditRun(run: Run): Auditor {
  const batches: Batch[] = [...run.batches()];
  const { openingBalances, world } = run.simulation.shard;
  const { ledger, banks } = world;
  const auditor = new Auditor({
    openingCents: openingBalances,
    type: ledger.type,
    limitCents: ledger.limits(),
    bank: ledger.banks(),
    reporting: banks.map(({ reporting }) => reporting),
  });
  for (const batch of batches) auditor.read(batch);
  auditor.close(ledger.balances());
  return auditor;
}

/** Starts a scenario without the typologies that do not fit into it. */
function startFitting(document: Record<string, unknown>): Run {
  const fraud = document.fraud as { prevalence: number; mix: Record<string, unknown> };
  for (;;) {
    try {
      return startRun(parseScenario(stringify(document), 'swarm', scenarioCatalogue));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      const refused = error.issues.map(({ path }) => String(path[2]));
      expect(Object.keys(fraud.mix), error.message).to.include.members(refused);
      for (const name of refused) delete fraud.mix[name];
      if (Object.keys(fraud.mix).length === 0) fraud.prevalence = 0;
    }
  }
}
