import { expect } from 'chai';
import { AliasPool } from '../../src/kernel/alias-pool.ts';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { chiSquareZ } from './statistics.ts';

const rng = new Rng(streamKey(4, 'alias pool'));

describe('a pool of alias tables', () => {
  const shared = { values: [7, 70, 700], weights: [1, 0, 3] };
  const long = { values: Int32Array.from({ length: 500 }, (_, index) => 1_000 + index), weights: [] as number[] };
  long.weights = Array.from(long.values, (_, index) => 1 / (index + 1));
  const pool = new AliasPool([shared, undefined, long, shared]);

  it('draws the values of a row in proportion to their weights', () => {
    const draws = 200_000;
    const counts = new Int32Array(500);
    for (let draw = 0; draw < draws; draw++) counts[pool.at(2, rng.uint32(), rng.uint32()) - 1_000]!++;
    const total = long.weights.reduce((sum, weight) => sum + weight, 0);
    expect(Math.abs(chiSquareZ(counts, (index) => (draws * long.weights[index]!) / total))).to.be.below(4);
  });

  it('never draws what has no weight, and the same from rows that share a table', () => {
    let sevens = 0;
    for (let draw = 0; draw < 20_000; draw++) {
      const [u, v] = [rng.uint32(), rng.uint32()];
      const value = pool.at(0, u, v);
      expect(value).to.be.oneOf([7, 700]);
      expect(pool.at(3, u, v)).to.equal(value);
      if (value === 7) sevens++;
    }
    expect(sevens).to.be.within(4_700, 5_300);
  });

  it('has nothing to draw in an empty row', () => {
    expect(pool.at(1, rng.uint32(), rng.uint32())).to.equal(-1);
  });

  it('takes signed and unsigned integers alike', () => {
    for (let draw = 0; draw < 1_000; draw++) {
      const [u, v] = [rng.uint32(), rng.uint32()];
      expect(pool.at(2, u | 0, v | 0)).to.equal(pool.at(2, u, v));
    }
  });

  it('refuses weights that are none', () => {
    expect(() => new AliasPool([{ values: [1, 2], weights: [0, 0] }])).to.throw(RangeError, 'their sum 0');
  });
});
