import { expect } from 'chai';
import { routine } from '../../behaviors/index.ts';
import type { Behavior } from '../../src/kernel/behavior.ts';
import { startRun } from '../../src/run.ts';
import { planDays, worldOf } from '../behaviors/planned-days.ts';
import { notePlannedIntents } from './planned-intents.ts';
import { recordRun, smallScenario } from './recorded-run.ts';

/** Merchants are paid out on the days after they were to sell something, and on no others: sales decide when. */
const FOLLOWS_SALES = 'merchant_settlement';

const names = routine.map(({ name }) => name);

/** Planned intents by behaviour, in a world in which some behaviours have other rates. */
function plannedWith(behaviors: Readonly<Record<string, number>>): ReadonlyMap<string, readonly string[]> {
  const scenario = smallScenario({ seed: 5, days: 10, fraud: { prevalence: 0 }, behaviors });
  const run = startRun(scenario);
  const planned = notePlannedIntents(run);
  recordRun(scenario, undefined, run);
  const byBehavior = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const intent of planned) byBehavior.get(intent.slice(0, intent.indexOf(' ')))!.push(intent);
  return byBehavior;
}

/** Halves of the catalogue such that any two behaviours are parted by one of them. */
const halves = Array.from({ length: Math.ceil(Math.log2(names.length)) }, (_, bit) =>
  names.filter((_name, index) => (index >> bit) % 2 === 1),
).flatMap((half) => [half, names.filter((name) => !half.includes(name))]);

/** What is planned in ten days with this catalogue, as text, whatever the order in which it was planned. */
function plannedFrom(catalogue: readonly Behavior[], skip: readonly string[] = []): string[] {
  const planned: string[] = [];
  planDays(worldOf(), catalogue, 10, (intent) => {
    if (!skip.includes(intent.behavior)) planned.push(Object.values(intent).join(' '));
  });
  return planned.sort();
}

describe('a catalogue of routine behaviours', () => {
  it('plans the same whatever its order', () => {
    expect(plannedFrom([...routine].reverse()).join('\n')).to.equal(plannedFrom(routine).join('\n'));
  });

  it('plans the same for all others when an entry is added', () => {
    // The first entry, so that all others have other codes afterwards; and one that many purchases come from.
    const added = [names[0]!, 'dining'];
    const before = plannedFrom(
      routine.filter(({ name }) => !added.includes(name)),
      [FOLLOWS_SALES],
    );
    expect(before.length).to.be.above(10_000);
    expect(plannedFrom(routine, [FOLLOWS_SALES, ...added]).join('\n')).to.equal(before.join('\n'));
  });
});

describe('routine behaviours', () => {
  let everyday: ReadonlyMap<string, readonly string[]>;
  before(() => {
    everyday = plannedWith({});
  });

  for (const off of halves) {
    it(`plan the same without ${off.slice(0, 3).join(', ')} and ${off.length - 3} others`, () => {
      const planned = plannedWith(Object.fromEntries(off.map((name) => [name, 0])));
      for (const name of off) expect(planned.get(name), name).to.deep.equal([]);
      for (const name of names) {
        if (off.includes(name)) continue;
        const usual = everyday.get(name)!;
        const kept = name === FOLLOWS_SALES ? usual.filter((intent) => planned.get(name)!.includes(intent)) : usual;
        expect(planned.get(name)!.length, name).to.equal(kept.length);
        expect(
          planned.get(name)!.every((intent, at) => intent === kept[at]),
          name,
        ).to.equal(true);
      }
    });
  }

  it('plan the same when another happens more often', () => {
    const planned = plannedWith({ donations: 3, dining: 1.2 });
    for (const name of names) {
      const [usual, now] = [everyday.get(name)!, planned.get(name)!];
      if (name === 'donations') expect(now.length).to.be.above(usual.length);
      else if (name !== 'dining' && name !== FOLLOWS_SALES) expect(now.join('\n'), name).to.equal(usual.join('\n'));
    }
  });

  it('nearly all happen in the world that this compares', () => {
    const silent = names.filter((name) => everyday.get(name)!.length === 0);
    expect(names.length).to.be.above(40);
    expect(silent.length, silent.join(', ')).to.be.below(names.length / 4);
  });
});
