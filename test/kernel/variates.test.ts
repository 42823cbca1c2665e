import { expect } from 'chai';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { chiSquareZ, kolmogorov, mean, normalDistribution } from './statistics.ts';

const rng = new Rng(streamKey(3, 'variates'));
const sample = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe('Poisson counts', () => {
  for (const expected of [0.05, 0.5, 3, 12, 29.5, 30.5, 100, 2500]) {
    it(`have the published frequencies at a mean of ${expected}`, () => {
      const draws = 100_000;
      const probability = poissonProbabilities(expected);
      // Cells of at least 20 expected counts; what lies outside of them is the last one.
      const first = probability.findIndex((p) => p * draws >= 20);
      const last = probability.findLastIndex((p) => p * draws >= 20);
      const cells = last - first + 1;
      const counts = new Int32Array(cells + 1);
      for (let draw = 0; draw < draws; draw++) {
        const count = rng.poisson(expected);
        counts[count >= first && count <= last ? count - first : cells]!++;
      }
      const inside = probability.slice(first, last + 1);
      const outside = 1 - inside.reduce((sum, p) => sum + p, 0);
      expect(Math.abs(chiSquareZ(counts, (cell) => draws * (inside[cell] ?? outside)))).to.be.below(4);
    });
  }

  it('are none at a mean of nothing', () => {
    expect(new Set(sample(1000, () => rng.poisson(0)))).to.deep.equal(new Set([0]));
  });

  it('refuse a negative mean', () => {
    expect(() => rng.poisson(-1)).to.throw(RangeError, 'poisson(-1)');
    expect(() => rng.poisson(Number.NaN)).to.throw(RangeError);
  });
});

describe('gamma variates', () => {
  it('of shape 1 are exponential', () => {
    expect(
      kolmogorov(
        sample(100_000, () => rng.gamma(1)),
        (x) => 1 - Math.exp(-x),
      ),
    ).to.be.below(2.3);
  });

  it('of shape one half are half the square of a normal', () => {
    const distribution = (x: number) => 2 * normalDistribution(Math.sqrt(2 * x)) - 1;
    expect(
      kolmogorov(
        sample(100_000, () => rng.gamma(0.5)),
        distribution,
      ),
    ).to.be.below(2.3);
  });

  it('of a whole shape are sums of exponentials', () => {
    // The Erlang distribution: more than x is waited for the fifth event if at most four came, a Poisson probability.
    const distribution = (x: number) =>
      1 - Math.exp(-x) * (1 + x + (x * x) / 2 + (x * x * x) / 6 + (x * x * x * x) / 24);
    expect(
      kolmogorov(
        sample(100_000, () => rng.gamma(5)),
        distribution,
      ),
    ).to.be.below(2.3);
  });

  it('have the shape as mean and variance', () => {
    for (const shape of [0.1, 0.9, 2.5, 400]) {
      const draws = sample(100_000, () => rng.gamma(shape));
      const variance = mean(draws.map((x) => (x - shape) ** 2));
      expect(Math.abs(mean(draws) - shape)).to.be.below(4 * Math.sqrt(shape / draws.length));
      // The variance of a squared deviation is 2 shape^2 + 6 shape.
      const deviation = Math.sqrt((2 * shape * shape + 6 * shape) / draws.length);
      expect(Math.abs(variance - shape)).to.be.below(4 * deviation);
    }
  });

  it('refuse a shape that is not positive', () => {
    expect(() => rng.gamma(0)).to.throw(RangeError, 'gamma(0)');
  });
});

describe('beta variates', () => {
  for (const [alpha, beta, distribution] of [
    [1, 1, (x: number) => x],
    [2, 1, (x: number) => x * x],
    [1, 3, (x: number) => 1 - (1 - x) ** 3],
    [0.5, 0.5, (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
    [2, 3, (x: number) => x * x * (6 - 8 * x + 3 * x * x)],
  ] as const) {
    it(`have the published distribution at ${alpha} and ${beta}`, () => {
      expect(
        kolmogorov(
          sample(60_000, () => rng.beta(alpha, beta)),
          distribution,
        ),
      ).to.be.below(2.3);
    });
  }

  it('become a coin between 0 and 1 for tiny shapes', () => {
    const draws = sample(20_000, () => rng.beta(1e-4, 3e-4));
    expect(draws.every((x) => x >= 0 && x <= 1)).to.equal(true);
    expect(mean(draws)).to.be.closeTo(0.25, 4 * Math.sqrt(0.1875 / draws.length));
  });
});

/** P(count) by the recurrence from the mode outwards, which neither underflows nor cancels. */
function poissonProbabilities(expected: number): number[] {
  const mode = Math.floor(expected);
  const weights = new Array<number>(mode + Math.ceil(12 * Math.sqrt(expected)) + 30).fill(0);
  weights[mode] = 1;
  for (let count = mode + 1; count < weights.length; count++) weights[count] = (weights[count - 1]! * expected) / count;
  for (let count = mode - 1; count >= 0; count--) weights[count] = (weights[count + 1]! * (count + 1)) / expected;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
