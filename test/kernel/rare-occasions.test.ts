import { expect } from 'chai';
import { streamKey } from '../../src/kernel/random.ts';
import { RareOccasions } from '../../src/kernel/rare-occasions.ts';

const DAYS = 4_000;

describe('rare occasions', () => {
  const key = streamKey(5, 'rare');
  const rates = Float32Array.from({ length: 700 }, (_, agent) =>
    agent % 3 === 0 ? 0 : 0.002 + 0.01 * ((agent % 7) / 7),
  );

  it('come to every agent at his own rate, as often as Poisson', () => {
    const rare = new RareOccasions(key, rates);
    const counts = new Float64Array(rates.length);
    for (let day = 0; day < DAYS; day++) {
      rare.drawDay(day, 1.5);
      for (let row = 0; row < rare.count; row++) counts[rare.agents[row]!]!++;
    }
    let chiSquared = 0;
    let agents = 0;
    for (let agent = 0; agent < rates.length; agent++) {
      const expected = rates[agent]! * 1.5 * DAYS;
      if (expected === 0) expect(counts[agent]).to.equal(0);
      else {
        chiSquared += (counts[agent]! - expected) ** 2 / expected;
        agents++;
      }
    }
    // Four standard deviations of chi-squared, whose variance is twice its mean.
    expect(chiSquared).to.be.within(agents - 4 * Math.sqrt(2 * agents), agents + 4 * Math.sqrt(2 * agents));
  });

  it('number the occasions of an agent on one day', () => {
    const busy = new RareOccasions(key, Float32Array.of(1.5, 0, 1.5));
    for (let day = 0; day < 200; day++) {
      busy.drawDay(day, 1);
      const next = [0, 0, 0];
      for (let row = 0; row < busy.count; row++) expect(busy.ordinals[row]).to.equal(next[busy.agents[row]!]!++);
    }
  });

  it('are the same for the first agents of a larger world', () => {
    const smaller = new RareOccasions(key, rates.slice(0, 512));
    const larger = new RareOccasions(key, rates.slice(0, 700));
    for (let day = 0; day < 300; day++) {
      smaller.drawDay(day, 1);
      larger.drawDay(day, 1);
      const first = [...larger.agents.subarray(0, larger.count)].filter((agent) => agent < 512);
      expect([...smaller.agents.subarray(0, smaller.count)]).to.deep.equal(first);
    }
  });

  it('are left to others when they are not rare', () => {
    expect(RareOccasions.areRare(Float32Array.of(0.3, 0.2))).to.equal(false);
    expect(RareOccasions.areRare(Float32Array.of(0.03, 0.02))).to.equal(true);
  });
});
