import { expect } from 'chai';
import fc from 'fast-check';
import { camelKeys, snakeKeys } from '../../src/scenario/names.ts';
import { nearestName } from '../../src/scenario/nearest.ts';

describe('the nearest valid name', () => {
  const names = ['fan_in', 'cycle', 'card_testing', 'instant_mule_chain'];

  it('forgives typing errors, hyphens and capitals', () => {
    expect(nearestName('fan-in', names)).to.equal('fan_in');
    expect(nearestName('Fan In', names)).to.equal('fan_in');
    expect(nearestName('card_tseting', names)).to.equal('card_testing');
    expect(nearestName('instant_mule', names)).to.equal('instant_mule_chain');
    expect(nearestName('instant_mules_chain', names)).to.equal('instant_mule_chain');
  });

  it('stays silent rather than guess', () => {
    expect(nearestName('rent', names)).to.equal(undefined);
    expect(nearestName('', names)).to.equal(undefined);
    expect(nearestName('x'.repeat(1e6), names)).to.equal(undefined);
    expect(nearestName('fan_in', [])).to.equal(undefined);
  });
});

describe('names in files and in code', () => {
  it('translate both ways', () => {
    expect(camelKeys({ merchants_per_1000_customers: 1, seed: 2 })).to.deep.equal({
      merchantsPer1000Customers: 1,
      seed: 2,
    });
    const word = fc.stringMatching(/^([a-z]{1,8}|[1-9][0-9]{0,4})$/);
    // Two numbers in a row would run together, and no setting has them.
    const key = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), word), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(key, (words) => {
        const name = words.flat().join('_');
        expect(snakeKeys(camelKeys({ [name]: 1 }))).to.deep.equal({ [name]: 1 });
      }),
    );
  });
});
