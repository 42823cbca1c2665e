import { expect } from 'chai';
import { routine } from '../../behaviors/index.ts';
import { PURCHASE } from '../../src/kernel/intents.ts';
import { personas } from '../../src/world/personas.ts';
import { type Planned, planDays, worldOf } from '../behaviors/planned-days.ts';

describe('budgets', () => {
  it('let every way of life spend at shops less than it has after housing', () => {
    const world = worldOf();
    const { customers } = world;
    const days = 56;
    const spent = new Float64Array(personas.length);
    planDays(world, routine, days, ({ action, agent, amountCents }: Planned) => {
      if (action === PURCHASE) spent[customers.persona[agent]!]! += amountCents;
    });
    const left = new Float64Array(personas.length);
    for (let person = 0; person < customers.personCount; person++) {
      left[customers.persona[person]!]! += customers.incomeCents[person]! - customers.housingCents[person]!;
    }
    for (const [index, { name, kind }] of personas.entries()) {
      if (kind !== 'person') continue;
      expect(spent[index]! / (days / 30.4) / left[index]!, name).to.be.within(0.45, 0.98);
    }
  });
});
