import { expect } from 'chai';
import { createAgents } from '../../agents/agents.ts';
import { recallMoney } from '../../agents/recall.ts';
import { routine, typologies } from '../../behaviors/index.ts';
import type { Campaign } from '../../src/kernel/campaign.ts';
import { Rng } from '../../src/kernel/random.ts';
import { Simulation } from '../../src/kernel/simulation.ts';
import { type AccountId, type Cents, HOUR, type SimTime } from '../../src/kernel/units.ts';
import { ACCOUNT_OPEN } from '../../src/ledger/ledger.ts';
import { buildWorld } from '../../src/world/build.ts';
import { parseDay } from '../../src/world/calendar.ts';
import { createHabits } from '../../src/world/habits.ts';

const START_DAY = parseDay('2026-02-02');
const CASES = 20;
const STOLEN = 500 as Cents;
const RETURNED = 200 as Cents;

describe('recalling money', () => {
  it('follows it to the mules, and leaves alone the victim to whom a scheme has sent some back', () => {
    const { world, shard } = quietWorld();
    const { customers, ledger } = world;
    let frozenMules = 0;
    for (let person = 0; person < CASES; person++) {
      const victim = customers.currentAccount[person]! as AccountId;
      const mule = customers.currentAccount[CASES + person]! as AccountId;
      const campaign = campaignOf(1 + person, shard.now);
      // The victim pays the mule, who returns some to be believed.
      ledger.book(victim, mule, STOLEN);
      shard.trail.link(campaign.id, victim, mule);
      ledger.book(mule, victim, RETURNED);
      shard.trail.link(campaign.id, mule, victim);
      shard.trail.receive(victim, 0, RETURNED);
      const harm = {
        ...{ campaign, victim: person, transactionId: 0, origin: victim, destination: mule },
        ...{ amountCents: STOLEN, cardSlot: -1, merchant: -1, time: shard.now },
      };
      recallMoney(shard, [harm], Rng.root(5).fork('case', person));
    }
    for (let hour = 1; hour <= 48; hour++) {
      shard.clock.advanceTo((shard.now + HOUR) as SimTime);
      for (let person = 0; person < CASES; person++) {
        expect(ledger.statusOf(customers.currentAccount[person]!)).to.equal(ACCOUNT_OPEN);
        if (ledger.statusOf(customers.currentAccount[CASES + person]!) !== ACCOUNT_OPEN) frozenMules++;
      }
    }
    expect(frozenMules).to.be.above(0);
  });
});

/** A world in which nobody does anything but what the test asks for. */
function quietWorld() {
  const world = buildWorld({ seed: 5, customers: 200, startDay: START_DAY, names: false });
  const { shard } = new Simulation({
    ...{ seed: 5, startDay: START_DAY, days: 10, warmupDays: 0, world },
    habits: createHabits(world, 5),
    agents: createAgents(world),
    behaviors: routine,
    typologies: typologies.map(({ name }) => name),
    quotas: [],
  });
  return { world, shard };
}

function campaignOf(id: number, startedAt: SimTime): Campaign {
  return {
    ...{ id, ordinal: id, typology: 'romance', family: 'scam', typologyCode: 0, familyCode: 1, startedAt },
    ...{ parameters: {}, plannedRows: 2, members: [], takenOver: new Set(), endedAt: -1, outcome: undefined },
    ...{ leastSuspectedCents: Number.POSITIVE_INFINITY, steps: 2, writtenSteps: 0, fraudRows: 2, writtenFraudRows: 0 },
    ...{ proceedsCents: 0, costCents: 0, lossCents: 0, recoveredCents: 0 },
  };
}
