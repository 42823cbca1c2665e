import { expect } from 'chai';
import fc from 'fast-check';
import { RadixOrder } from '../../src/kernel/radix.ts';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { DAY } from '../../src/kernel/units.ts';

const BASE = Date.UTC(2025, 5, 1);

/** The stable sort of the language, by whole milliseconds. */
function modelOrder(times: Float64Array): number[] {
  return [...times.keys()].sort((a, b) => Math.floor(times[a]! - BASE) - Math.floor(times[b]! - BASE) || a - b);
}

describe('the radix order', () => {
  it('is the stable order by millisecond, for any times and spans and from call to call', () => {
    const radix = new RadixOrder();
    const spans = fc.constantFrom(1, 2, 3, 1000, 2048, 2049, DAY, 2 ** 28, 2 ** 31);
    const offsets = fc.array(
      fc.oneof(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 0.999999)),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(spans, offsets, fc.boolean(), (spanMs, shares, isWhole) => {
        const times = Float64Array.from(
          shares,
          (share) => BASE + (isWhole ? Math.floor(share * spanMs) : share * spanMs),
        );
        fc.pre(times.every((time) => time - BASE < spanMs));
        const order = radix.sort(times, times.length, BASE, spanMs);
        expect([...order.subarray(0, times.length)]).to.deep.equal(modelOrder(times));
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('orders a day of many customers', () => {
    const rng = new Rng(streamKey(6, 'radix'));
    // Whole minutes, so that most times are shared and stability shows.
    const times = Float64Array.from({ length: 100_000 }, () => BASE + 60_000 * rng.below(1440));
    const order = new RadixOrder().sort(times, times.length, BASE, DAY);
    expect(order.subarray(0, times.length)).to.deep.equal(Int32Array.from(modelOrder(times)));
  });

  it('looks only at the first times of an array', () => {
    const order = new RadixOrder().sort(Float64Array.of(BASE + 5, BASE + 3, BASE - 1), 2, BASE, 10);
    expect([...order.subarray(0, 2)]).to.deep.equal([1, 0]);
    expect(() => new RadixOrder().sort(Float64Array.of(), 0, BASE, 10)).to.not.throw();
  });

  it('refuses times outside of the span', () => {
    const sort = (time: number, span = 10) => new RadixOrder().sort(Float64Array.of(BASE, time), 2, BASE, span);
    expect(() => sort(BASE - 1)).to.throw(RangeError, `times[1]: ${BASE - 1} is not in`);
    expect(() => sort(BASE + 10)).to.throw(RangeError, 'times[1]');
    expect(() => sort(Number.NaN)).to.throw(RangeError, 'times[1]: NaN');
    expect(() => sort(BASE, 0)).to.throw(RangeError, 'span of 0 ms');
    expect(() => sort(BASE, 2 ** 31 + 1)).to.throw(RangeError, 'span');
    expect(() => new RadixOrder().sort(new Float64Array(3), 4, 0, 10)).to.throw(RangeError, 'count 4');
  });
});
