import { expect } from 'chai';
import { AliasTable } from '../../src/kernel/alias-table.ts';
import { Rng, streamKey } from '../../src/kernel/random.ts';
import { accountTypes } from '../../src/ledger/ledger.ts';
import { categories, categoryIndex } from '../../src/world/categories.ts';
import { exampleWorld } from './example-world.ts';

const world = exampleWorld();
const { merchants, terminals, customers, places, banks, ledger } = world;

describe('the categories of merchants', () => {
  it('share all purchases and all merchants', () => {
    expect(categories.reduce((sum, { purchaseShare }) => sum + purchaseShare, 0)).to.be.closeTo(1, 1e-9);
    expect(categories.reduce((sum, { merchantShare }) => sum + merchantShare, 0)).to.be.closeTo(1, 0.01);
    expect(new Set(categories.map(({ name }) => name)).size).to.equal(categories.length);
    const online = categories.filter((category) => category.online);
    expect(online.reduce((sum, { purchaseShare }) => sum + purchaseShare, 0)).to.be.within(0.18, 0.25);
  });
});

describe('merchants', () => {
  it('are found in every city for every category at a counter, and everywhere online', () => {
    categories.forEach(({ online, name }, category) => {
      for (let city = 0; city < places.count; city++) {
        const merchant = merchants.pick(category, city, 123_456_789, 987_654_321);
        expect(merchant, `${name} in ${places.name[city]}`).to.be.at.least(0);
        expect(merchants.category[merchant]).to.equal(category);
      }
      expect(merchants.pick(category, -1, 1, 1) >= 0, name).to.equal(online);
    });
  });

  it('have their terminals in a row, and one near every customer', () => {
    let next = 0;
    for (let merchant = 0; merchant < merchants.count; merchant++) {
      expect(merchants.firstTerminal[merchant]).to.equal(next);
      next += merchants.terminalCount[merchant]!;
      for (let terminal = merchants.firstTerminal[merchant]!; terminal < next; terminal++) {
        if (terminals.merchant[terminal] !== merchant) expect.fail(`terminal ${terminal} is not of ${merchant}`);
      }
    }
    expect(next).to.equal(terminals.merchantTerminalCount);
    const rng = new Rng(streamKey(1, 'terminals test'));
    for (let draw = 0; draw < 5_000; draw++) {
      const city = rng.below(places.count);
      const merchant = merchants.pick(categoryIndex('groceries'), city, rng.uint32(), rng.uint32());
      const terminal = merchants.terminalIn(merchant, city, rng.uint32());
      expect(terminals.merchant[terminal]).to.equal(merchant);
      if (merchants.chain[merchant]) expect(terminals.city[terminal]).to.equal(city);
    }
  });

  it('have no terminals when they sell online only', () => {
    const site = merchants.pick(categoryIndex('streaming'), -1, 5, 5);
    expect(merchants.terminalIn(site, 0, 0)).to.equal(-1);
    expect(merchants.online[site]).to.equal(1);
  });

  it('settle into the account of their owner', () => {
    let owned = 0;
    for (let merchant = 0; merchant < merchants.count; merchant++) {
      const acquiring = merchants.acquiringAccount[merchant]!;
      const settlement = merchants.settlementAccount[merchant]!;
      const owner = merchants.customer[merchant]!;
      expect(ledger.merchant[acquiring]).to.equal(merchant);
      if (merchants.city[merchant] === 65_535) {
        expect(banks[ledger.bankOf(acquiring)]!.kind).to.equal('foreign');
        expect(settlement).to.equal(-1);
        expect(merchants.country[merchant]).to.be.above(0);
      } else {
        expect(banks[ledger.bankOf(acquiring)]!.kind).to.equal('acquirer');
        expect(accountTypes[ledger.type[acquiring]!]).to.equal('acquiring');
        if (owner >= 0) expect(settlement).to.equal(customers.currentAccount[owner]);
        else expect(banks[ledger.bankOf(settlement)]!.reporting).to.equal(false);
      }
      if (owner >= 0) owned++;
    }
    expect(owned).to.be.above(150);
  });

  it('belong to the shop that sells what they sell, in its city', () => {
    const { businesses } = world;
    for (let merchant = 0; merchant < merchants.count; merchant++) {
      const business = merchants.customer[merchant]! - customers.personCount;
      if (business < 0 || businesses.category[business] === 255) continue;
      expect(businesses.category[business]).to.equal(merchants.category[merchant]);
      expect(merchants.city[merchant]).to.equal(customers.city[merchants.customer[merchant]!]);
    }
  });

  it('are as unequal as on purchase cards', () => {
    const rng = new Rng(streamKey(1, 'merchants test'));
    const table = new AliasTable(categories.map(({ purchaseShare }) => purchaseShare));
    const visits = new Float64Array(merchants.count);
    const draws = 60_000;
    for (let draw = 0; draw < draws; draw++) {
      const category = table.draw(rng);
      const { online, reach } = categories[category]!;
      const home = customers.city[rng.below(customers.personCount)]!;
      const city = online ? -1 : places.pickNear(home, rng.uint32(), rng.uint32(), reach);
      visits[merchants.pick(category, city, rng.uint32(), rng.uint32())]!++;
    }
    const ranked = visits
      .filter((count) => count > 0)
      .sort()
      .reverse();
    const top = ranked.subarray(0, Math.ceil(ranked.length / 100)).reduce((sum, count) => sum + count, 0);
    expect(top / draws).to.be.within(0.37, 0.6);
    expect(rankSizeSlope(ranked.subarray(0, Math.floor(ranked.length / 10)))).to.be.within(0.85, 1.1);
  });
});

describe('cash machines', () => {
  it('are in every city, first those of one’s own bank', () => {
    for (let city = 0; city < places.count; city++) {
      for (const [bank, { kind, marketShare }] of banks.entries()) {
        if (kind !== 'retail') continue;
        const machine = terminals.atmNear(city, bank, 4_000_000_000);
        expect(terminals.city[machine]).to.equal(city);
        expect(terminals.merchant[machine]).to.equal(-1);
        if (city === 0 && marketShare > 0.1) expect(terminals.bank[machine]).to.equal(bank);
      }
    }
  });
});

/** Least squares of the logarithm of size over that of rank. */
function rankSizeSlope(sizes: Float64Array): number {
  const points = Array.from(sizes, (size, rank) => [Math.log(rank + 1), Math.log(size)] as const);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return -covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
