import { expect } from 'chai';
import fc from 'fast-check';
import { AliasTable, logNormalTable, QuantileTable, zipfWeights } from '../../src/kernel/distributions.ts';
import { normalQuantile } from '../../src/kernel/normal-quantile.ts';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { chiSquareZ, kolmogorov, normalDistribution } from './statistics.ts';

const rng = new Rng(streamKey(4, 'distributions'));
const sample = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe('an alias table', () => {
  it('draws each index in proportion to its weight', () => {
    const weights = [5, 0.5, 20, 3, 3, 11, 1, 40];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const table = new AliasTable(weights);
    const counts = new Int32Array(weights.length);
    for (let round = 0; round < 200_000; round++) counts[table.draw(rng)]!++;
    expect(Math.abs(chiSquareZ(counts, (index) => (200_000 * weights[index]!) / total))).to.be.below(4);
  });

  it('draws Zipf ranks, more of them than one draw can resolve', () => {
    const weights = zipfWeights(20_000, 1.1);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const table = new AliasTable(weights);
    const ranks = 300;
    const counts = new Int32Array(ranks + 1);
    for (let round = 0; round < 300_000; round++) counts[Math.min(table.draw(rng), ranks)]!++;
    const expected = (rank: number) =>
      (300_000 * (rank < ranks ? weights[rank]! : weights.subarray(ranks).reduce((sum, w) => sum + w, 0))) / total;
    expect(Math.abs(chiSquareZ(counts, expected))).to.be.below(4);
  });

  it('takes one draw for few weights, and two for many', () => {
    for (const [length, draws] of [
      [4096, 1],
      [4097, 2],
    ] as const) {
      const [drawing, counting] = [Rng.root(1), Rng.root(1)];
      new AliasTable(new Float64Array(length).fill(1)).draw(drawing);
      for (let draw = 0; draw < draws; draw++) counting.uint32();
      expect(drawing.uint32()).to.equal(counting.uint32());
    }
  });

  it('keeps the exact proportions, for any weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(9), fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 40 }),
        (weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          fc.pre(total > 1e-300);
          const table = new AliasTable(weights);
          const shares = sharesOf(table);
          for (const [index, weight] of weights.entries()) {
            expect(shares[index]!).to.be.closeTo(weight / total, 1e-9);
            if (weight === 0) expect(shares[index]!).to.equal(0);
          }
        },
      ),
      { numRuns: 200, seed: 4 },
    );
  });

  it('gives the same index for the same number', () => {
    const table = new AliasTable([1, 2, 3]);
    expect(sample(50, () => table.at(0.37)).every((index) => index === table.at(0.37))).to.equal(true);
    expect(table.at(0)).to.be.within(0, 2);
    expect(table.at(1 - 2 ** -53)).to.be.within(0, 2);
  });

  it('refuses weights that are none', () => {
    expect(() => new AliasTable([])).to.throw(RangeError, 'their sum 0');
    expect(() => new AliasTable([0, 0])).to.throw(RangeError, 'their sum 0');
    expect(() => new AliasTable([1, -1])).to.throw(RangeError, 'weights[1]: -1');
    expect(() => new AliasTable([Number.NaN])).to.throw(RangeError, 'weights[0]: NaN');
    expect(() => new AliasTable([Infinity])).to.throw(RangeError, 'weights[0]: Infinity');
  });
});

/** The share of each index over all numbers in [0, 1): each column of the table is halved until its border is found. */
function sharesOf(table: AliasTable): number[] {
  const shares = new Array<number>(table.length).fill(0);
  for (let column = 0; column < table.length; column++) {
    const number = (within: number) => (column + within) / table.length;
    const first = table.at(number(1e-12));
    let low = 0;
    let high = 1;
    while (high - low > 1e-12) {
      const middle = (low + high) / 2;
      if (table.at(number(middle)) === first) low = middle;
      else high = middle;
    }
    shares[first]! += low / table.length;
    if (low < 1 - 1e-11) shares[table.at(number(high))]! += (1 - low) / table.length;
  }
  return shares;
}

describe('Zipf weights', () => {
  it('fall with the power of the rank', () => {
    const weights = zipfWeights(4, 1.5);
    for (const [index, weight] of weights.entries()) expect(weight).to.be.closeTo((index + 1) ** -1.5, 1e-15);
    expect([...zipfWeights(3, 0)]).to.deep.equal([1, 1, 1]);
  });
});

describe('a quantile table', () => {
  it('draws evenly between the quantiles that it is given', () => {
    const table = new QuantileTable([0, 10, 100]);
    const distribution = (x: number) => (x < 10 ? x / 20 : 0.5 + (x - 10) / 180);
    expect(
      kolmogorov(
        sample(100_000, () => table.draw(rng)),
        distribution,
      ),
    ).to.be.below(2.3);
    expect([table.at(0), table.at(0.25), table.at(0.5), table.at(0.75)]).to.deep.equal([0, 5, 10, 55]);
  });

  it('never leaves its first and last value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 2, maxLength: 9 }),
        fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }),
        (values, u) => {
          values.sort((a, b) => a - b);
          expect(new QuantileTable(values).at(u)).to.be.within(values[0]!, values.at(-1)!);
        },
      ),
      { seed: 5 },
    );
  });

  it('follows a quantile function whose ends are infinite', () => {
    const table = QuantileTable.fromFunction(normalQuantile);
    expect(
      kolmogorov(
        sample(100_000, () => table.draw(rng)),
        normalDistribution,
      ),
    ).to.be.below(2.3);
    expect(table.at(0)).to.be.closeTo(-3.3, 0.01);
  });

  it('follows a log-normal distribution', () => {
    const table = logNormalTable(1800, 0.9);
    const distribution = (x: number) => normalDistribution(Math.log(x / 1800) / 0.9);
    expect(
      kolmogorov(
        sample(100_000, () => table.draw(rng)),
        distribution,
      ),
    ).to.be.below(2.3);
  });

  it('passes through published quantiles', () => {
    const table = QuantileTable.fromQuantiles([
      { probability: 0, value: 1 },
      { probability: 0.5, value: 20 },
      { probability: 0.75, value: 60 },
      { probability: 1, value: 900 },
    ]);
    expect([table.at(0), table.at(0.25), table.at(0.5), table.at(0.625), table.at(0.75)]).to.deep.equal([
      1, 10.5, 20, 40, 60,
    ]);
  });

  it('refuses what is no distribution', () => {
    expect(() => new QuantileTable([1])).to.throw(RangeError, 'fewer than 2');
    expect(() => new QuantileTable([1, 0])).to.throw(RangeError, 'quantiles[1]: 0 is less than');
    expect(() => new QuantileTable([0, Infinity])).to.throw(RangeError, 'quantiles[1]: Infinity');
    const quantiles = (...probabilities: number[]) => probabilities.map((probability) => ({ probability, value: 1 }));
    expect(() => QuantileTable.fromQuantiles(quantiles(0.1, 1))).to.throw(RangeError, 'quantiles[0].probability: 0.1');
    expect(() => QuantileTable.fromQuantiles(quantiles(0, 0.9))).to.throw(RangeError, 'quantiles[1].probability: 0.9');
    expect(() => QuantileTable.fromQuantiles(quantiles(0, 0.5, 0.5, 1))).to.throw(RangeError, 'quantiles[2]');
    expect(() => QuantileTable.fromQuantiles([])).to.throw(RangeError, 'fewer than 2');
  });
});
