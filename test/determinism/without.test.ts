import { expect } from 'chai';
import { startRun } from '../../src/run.ts';
import { leaveOut, type ResolvedScenario } from '../../src/scenario/resolve.ts';
import { pairCampaigns } from './differences.ts';
import { notePlannedIntents } from './planned-intents.ts';
import { type Reach, traceReach } from './reach.ts';
import { type RecordedRun, recordRun, type ScenarioChanges, smallScenario } from './recorded-run.ts';

// Without a warm-up, whose rows are not written: everything that a scheme causes can be seen.
const changes: ScenarioChanges = {
  seed: 11,
  days: 20,
  warmup_days: 0,
  world: { customers: 400 },
  fraud: { prevalence: 0.03 },
};
const scenario = smallScenario(changes);
const typologies = Object.keys(scenario.fraud.mix);

/** A run and the intents that it planned. */
interface Witnessed extends RecordedRun {
  readonly planned: readonly string[];
}

function witness(of: ResolvedScenario): Witnessed {
  const run = startRun(of);
  const planned = notePlannedIntents(run);
  return { ...recordRun(of, undefined, run), planned };
}

describe('a world without a typology', () => {
  let complete: Witnessed;
  before(() => {
    complete = witness(scenario);
  });
  const omissions = [...typologies.map((name) => [name]), typologies];
  let pairs = 0;
  let alike = 0;

  for (const gone of omissions) {
    describe(`without ${gone.length > 1 ? 'any fraud' : gone[0]}`, () => {
      let reduced: Witnessed;
      let reach: Reach;
      before(() => {
        reduced = witness(leaveOut(scenario, gone));
        reach = traceReach(complete, reduced, gone);
      });

      it('has campaigns to leave out and leaves them out', () => {
        const campaignsOf = ({ run }: RecordedRun): number =>
          run.simulation.shard.campaigns.filter(({ typology }) => gone.includes(typology)).length;
        expect(campaignsOf(complete)).to.be.above(0);
        expect(campaignsOf(reduced)).to.equal(0);
      });

      it('plans the same routine life to the last intent', () => {
        expect(reduced.planned.length).to.be.above(5_000);
        expect(firstDifference(reduced.planned, complete.planned)).to.equal(undefined);
      });

      it('differs only by what the scheme did and what followed from it', () => {
        expect(reach.unexplained).to.deep.equal([]);
        expect(reach.differences, 'rows, events and labels that differ').to.be.above(0);
        // Most people never hear of it; if the consequences were everywhere, they would explain anything.
        const customers = [...reach.reached.keys()].filter((party) => party.startsWith('c'));
        expect(customers.length, 'customers reached').to.be.below(scenario.world.customers / 2);
      });

      it('leaves everybody else the same balance to the cent', () => {
        const [one, other] = [complete, reduced].map(({ run }) => run.simulation.shard.world.ledger);
        const untouched = Array.from({ length: one!.count }, (_, account) => account).filter((account) => {
          const owner = one!.owner[account]!;
          return owner >= 0 && one!.merchant[account]! < 0 && !reach.reached.has(`c${owner}`);
        });
        expect(untouched.length).to.be.above(200);
        expect(untouched.filter((account) => one!.balanceOf(account) !== other!.balanceOf(account))).to.deep.equal([]);
      });

      it('draws the same parameters for the campaigns of the others', () => {
        for (const [one, other] of pairCampaigns(complete, reduced, gone)) {
          pairs++;
          if (one === undefined || other === undefined) continue;
          expect(other.parameters).to.deep.equal(one.parameters);
          if (other.startedAt === one.startedAt && JSON.stringify(other.members) === JSON.stringify(one.members)) {
            alike++;
          }
        }
      });
    });
  }

  describe('on the whole', () => {
    it('opens the campaigns of the others when they did, with the same people, but for a few whom the scheme reached', () => {
      expect(pairs).to.be.above(30);
      expect(alike / pairs).to.be.above(0.85);
    });
  });

  it('is the world of a scenario that asks for no fraud at all', () => {
    const brief: ScenarioChanges = { seed: 11, days: 8, warmup_days: 2, fraud: { prevalence: 0.05 } };
    const honest = recordRun(smallScenario({ ...brief, fraud: { prevalence: 0 } }));
    const twin = recordRun(leaveOut(smallScenario(brief), typologies));
    expect(twin.tables).to.deep.equal(honest.tables);
  });

  it('would notice a difference that no scheme caused', () => {
    const meddled = smallScenario({ ...changes, behaviors: { donations: 1.5 } });
    const { unexplained } = traceReach(complete, recordRun(leaveOut(meddled, ['cycle'])), ['cycle']);
    expect(unexplained).to.not.deep.equal([]);
  });
});

function firstDifference(one: readonly string[], other: readonly string[]): string | undefined {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return `${at}: ${one[at]} instead of ${other[at]}`;
  return undefined;
}
