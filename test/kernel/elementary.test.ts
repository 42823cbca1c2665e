import { expect } from 'chai';
import { exp, ln, pow } from '../../src/kernel/elementary.ts';
import { normalQuantile } from '../../src/kernel/normal-quantile.ts';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { normalDistribution } from './statistics.ts';

const rng = new Rng(streamKey(1, 'elementary'));
const relativeError = (value: number, reference: number) => Math.abs(value - reference) / Math.abs(reference);
/** Half a unit in the last place, of numbers just above a power of two. */
const HALF_UNIT = 2 ** -53;

function worstError(ours: (x: number) => number, engines: (x: number) => number, draw: () => number): number {
  let worst = 0;
  for (let round = 0; round < 50_000; round++) {
    const x = draw();
    worst = Math.max(worst, relativeError(ours(x), engines(x)));
  }
  return worst;
}

describe('elementary functions in exact arithmetic', () => {
  it('agree with the logarithm of the engine to the last places, from the smallest to the largest number', () => {
    const everywhere = () => 10 ** (616 * rng.uniform53() - 308);
    const nearOne = () => 0.5 + rng.uniform53();
    expect(worstError(ln, Math.log, everywhere)).to.be.below(4 * HALF_UNIT);
    expect(worstError(ln, Math.log, nearOne)).to.be.below(4 * HALF_UNIT);
    expect(relativeError(ln(5e-324), Math.log(5e-324))).to.be.below(4 * HALF_UNIT);
    expect(relativeError(ln(Number.MAX_VALUE), Math.log(Number.MAX_VALUE))).to.be.below(4 * HALF_UNIT);
  });

  it('agree with the exponential of the engine to the last places', () => {
    const everywhere = () => 1416 * rng.uniform53() - 707.5;
    const nearZero = () => rng.uniform53() - 0.5;
    expect(worstError(exp, Math.exp, everywhere)).to.be.below(8 * HALF_UNIT);
    expect(worstError(exp, Math.exp, nearZero)).to.be.below(8 * HALF_UNIT);
    expect(relativeError(exp(709.78), Math.exp(709.78))).to.be.below(8 * HALF_UNIT);
    expect(exp(-740)).to.be.closeTo(Math.exp(-740), 5e-324);
  });

  it('have the right values where there is only one', () => {
    expect([ln(1), ln(0), ln(Infinity), ln(-1), ln(Number.NaN)]).to.deep.equal([0, -Infinity, Infinity, NaN, NaN]);
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(-800), exp(710), exp(Number.NaN)]).to.deep.equal([
      1,
      0,
      Infinity,
      0,
      Infinity,
      NaN,
    ]);
    expect(pow(2, 10)).to.be.closeTo(1024, 1e-11);
    expect(pow(9, -0.5)).to.be.closeTo(1 / 3, 1e-16);
  });

  it('give these bits on every engine', () => {
    // The whole of the data hangs on them, so one changed bit here must be noticed here.
    const float = new DataView(new ArrayBuffer(8));
    const bits = (value: number) => {
      float.setFloat64(0, value);
      return float.getBigUint64(0).toString(16);
    };
    expect(
      [ln(2), ln(10), ln(0.3), exp(1), exp(-0.7), exp(30), pow(7, 0.35), normalQuantile(0.975)].map(bits),
    ).to.deep.equal([
      '3fe62e42fefa39ef',
      '40026bb1bbb55516',
      'bff34378fcbda721',
      '4005bf0a8b145769',
      '3fdfc80db9dd5542',
      '42a370470aec28ec',
      '3fff9da5a57b5c77',
      '3fff5c0331eeff82',
    ]);
  });
});

describe('the normal quantile', () => {
  it('inverts the distribution function', () => {
    for (const probability of [1e-12, 1e-6, 0.001, 0.02, 0.1, 0.3, 0.5, 0.6, 0.9, 0.99, 0.9999]) {
      expect(relativeError(normalDistribution(normalQuantile(probability)), probability)).to.be.below(1e-12);
    }
  });

  it('has the published values of AS 241', () => {
    expect(normalQuantile(0.25)).to.be.closeTo(-0.6744897501960817, 1e-15);
    expect(normalQuantile(0.001)).to.be.closeTo(-3.090232306167814, 1e-14);
    expect(normalQuantile(1e-20)).to.be.closeTo(-9.262340089798409, 1e-13);
    expect([normalQuantile(0), normalQuantile(1)]).to.deep.equal([-Infinity, Infinity]);
  });
});
