import { expect } from 'chai';
import { routine } from '../../behaviors/index.ts';
import { type Planned, planDays, worldOf } from './planned-days.ts';

const THREE_MONTHS = 92;

describe('recurring payments', () => {
  const planned: Planned[] = [];
  const constant = ['video_subscription', 'music_subscription', 'rent', 'mortgage', 'energy', 'telecom', 'savings'];

  before(() => {
    const names = [...constant, 'salary', 'water'];
    const behaviors = routine.filter(({ name }) => names.includes(name));
    planDays(worldOf(), behaviors, THREE_MONTHS, (intent) => planned.push(intent));
  });

  for (const name of constant) {
    it(`${name}: the same sum to the same payee, month by month`, () => {
      const first = new Map<number, Planned>();
      let repeats = 0;
      for (const intent of planned.filter(({ behavior }) => behavior === name)) {
        const before = first.get(intent.agent);
        first.set(intent.agent, intent);
        if (before === undefined) continue;
        repeats++;
        expect(intent.amountCents).to.equal(before.amountCents);
        expect(intent.target).to.equal(before.target);
        expect(intent.day - before.day).to.be.within(25, 35);
      }
      expect(repeats).to.be.greaterThan(100);
    });
  }

  it('wages are the same for four in five', () => {
    const wages = new Map<number, Set<number>>();
    for (const { behavior, agent, amountCents } of planned) {
      if (behavior === 'salary') wages.set(agent, (wages.get(agent) ?? new Set()).add(amountCents));
    }
    const constantShare = [...wages.values()].filter(({ size }) => size === 1).length / wages.size;
    expect(constantShare).to.be.within(0.7, 0.9);
  });

  it('water is never twice the same', () => {
    const water = planned.filter(({ behavior }) => behavior === 'water');
    expect(new Set(water.map(({ amountCents }) => amountCents)).size).to.be.greaterThan(water.length * 0.8);
  });
});
