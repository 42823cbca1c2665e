import { expect } from 'chai';
import fc from 'fast-check';
import { Rates } from '../../src/kernel/rates.ts';
import { BLOCK } from '../../src/kernel/turns.ts';

describe('rates', () => {
  it('lead from a position to the agent on whose stretch it lies, never to one without a rate', () => {
    const rate = fc.oneof(fc.constant(0), fc.float({ min: Math.fround(1e-3), max: 10, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(rate, { minLength: 1, maxLength: 40 }),
        fc.nat(39),
        fc.double({ min: 0, max: 0.999 }),
        (of, wanted, within) => {
          const agent = wanted % of.length;
          fc.pre(of[agent]! > 0);
          const rates = new Rates(of.length, (row) => of[row]!);
          const group = Math.floor(agent / 16);
          let start = 0;
          for (let row = group * 16; row < agent; row++) start = Math.fround(start + of[row]!);
          const position = start + within * 0.99 * of[agent]!;
          const found = rates.agentAt(group, position);
          // Ends are rounded: a position close to one may fall to the neighbour.
          if (within > 0.01) expect(found).to.equal(agent);
          expect(of[found]!).to.be.greaterThan(0);
        },
      ),
      { seed: 6 },
    );
  });

  it('sum up by group, the last of which may be short', () => {
    const rates = new Rates(35, (agent) => agent);
    expect([...rates.sums]).to.deep.equal([120, 376, 32 + 33 + 34]);
    expect(rates.agentAt(2, 98.9)).to.equal(34);
    expect(rates.firstGroup(2) * 16).to.equal(2 * BLOCK);
  });
});
