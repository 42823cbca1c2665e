import { expect } from 'chai';
import fc from 'fast-check';
import { type PriceEnding, priceEndings } from '../../src/world/categories.ts';
import { endedPrice } from '../../src/world/price-endings.ts';

/** Shares of the prices that a sum becomes. */
function shares(cents: number, ending: PriceEnding): Record<string, number> {
  const found: Record<string, number> = {};
  for (let percent = 0; percent < 100; percent++) {
    const price = endedPrice(cents, priceEndings.indexOf(ending), (percent + 0.5) / 100);
    found[price] = (found[price] ?? 0) + 1;
  }
  return found;
}

describe('prices', () => {
  it('of articles end in .99, .95, .90, .50 or .00, those of several anyhow', () => {
    expect(shares(1_234.4, 'retail')).to.deep.equal({ 1199: 9, 1195: 5, 1190: 6, 1150: 6, 1200: 23, 1234: 51 });
    expect(shares(3_661, 'retail')).to.deep.equal({ 3699: 9, 3695: 5, 3690: 6, 3650: 6, 3700: 9, 3500: 14, 3661: 51 });
    expect(shares(20, 'retail')).to.deep.equal({ 99: 9, 95: 5, 90: 6, 50: 57, 100: 23 });
  });

  it('with tips are fives and tens the more, the larger the sum', () => {
    expect(shares(1_283, 'round')).to.deep.equal({ 1300: 85, 1280: 15 });
    expect(shares(7_283, 'round')).to.deep.equal({ 7500: 30, 7300: 55, 7280: 15 });
    expect(shares(37_283, 'round')).to.deep.equal({ 37000: 35, 37300: 50, 37280: 15 });
  });

  it('at the pump are round for one in four, and never tiny', () => {
    expect(shares(5_260, 'fuel')).to.deep.equal({ 5000: 16, 5500: 8, 5260: 76 });
    expect(shares(80, 'fuel')).to.deep.equal({ 500: 100 });
  });

  it('of fares are the nearest of a few', () => {
    expect(shares(139.99, 'fare')).to.deep.equal({ 120: 100 });
    expect(shares(140, 'fare')).to.deep.equal({ 160: 100 });
    expect(shares(100_000, 'fare')).to.deep.equal({ 9900: 100 });
  });

  it('are whole cents, half a euro at least, for any sum', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2e7, noNaN: true }),
        fc.nat(priceEndings.length - 1),
        fc.double({ min: 0, max: 1 - 2 ** -32, noNaN: true }),
        (cents, ending, uniform) => {
          const price = endedPrice(cents, ending, uniform);
          expect(Number.isInteger(price)).to.equal(true);
          expect(price).to.be.at.least(50);
          if (priceEndings[ending] === 'basket') expect(price).to.be.closeTo(Math.max(50, cents), 0.5 + 1e-9);
        },
      ),
      { seed: 8 },
    );
  });
});
