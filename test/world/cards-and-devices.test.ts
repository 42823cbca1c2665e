import { expect } from 'chai';
import { CREDIT_SLOT, DEBIT_SLOT } from '../../src/world/cards.ts';
import { Devices } from '../../src/world/devices.ts';
import { dottedAddress } from '../../src/world/networks.ts';
import { exampleWorld, personsOf, START_DAY } from './example-world.ts';

const world = exampleWorld();
const { cards, customers, devices, networks } = world;

describe('cards', () => {
  it('are held by nearly everybody, credit cards by whoever has a credit account', () => {
    const persons = personsOf(world);
    const holders = persons.filter((person) => cards.account[cards.slot(person, DEBIT_SLOT)]! >= 0);
    expect(holders.length / persons.length).to.be.within(0.95, 0.99);
    for (const person of persons) {
      expect(cards.account[cards.slot(person, CREDIT_SLOT)]).to.equal(customers.creditAccount[person]);
    }
    const credit = persons.filter((person) => customers.creditAccount[person]! >= 0);
    expect(credit.length / persons.length).to.be.within(0.3, 0.4);
  });

  it('expire one after the other in the next four years, at the end of a month', () => {
    const days: number[] = [];
    for (let slot = 0; slot < cards.slotCount; slot++) {
      if (cards.account[slot]! < 0) continue;
      days.push(cards.expiresDay(slot) - START_DAY);
      expect(new Date((cards.expiresDay(slot) + 1) * 86_400_000).getUTCDate()).to.equal(1);
    }
    expect(Math.min(...days)).to.be.at.least(0);
    expect(Math.max(...days)).to.be.at.most(4 * 366 + 31);
    for (const year of [0, 1, 2, 3]) {
      const share = days.filter((day) => day >= year * 365 && day < (year + 1) * 365).length / days.length;
      expect(share, `year ${year}`).to.be.above(0.15);
    }
  });
});

describe('devices', () => {
  it('are as many as their owner has', () => {
    for (let customer = 0; customer < customers.count; customer++) {
      const inUse = [0, 1, 2].filter((device) => devices.firstSeenDay[devices.slot(customer, device)]! >= 0);
      expect(inUse.length).to.equal(customers.deviceCount[customer]);
    }
  });

  it('are known by an id that leads back to their slot', () => {
    const some = new Devices(1_000);
    for (const slot of [0, 1, 17, 2_999]) {
      expect(some.slotOf(some.firstId(slot))).to.equal(slot);
      expect(some.slotOf(some.replace(slot, 100))).to.equal(slot);
      expect(some.id(slot)).to.not.equal(some.firstId(slot));
    }
    expect(some.slotOf(some.burner(5, 100))).to.equal(-1);
    some.burner(5, 200);
    expect([...some.others.values()]).to.deep.equal([100]);
  });
});

describe('addresses', () => {
  it('are never those of real people, and nobody else’s', () => {
    const all = [...networks.home, ...networks.office, ...networks.mobile, ...networks.hosting];
    expect(new Set(all).size).to.equal(all.length);
    for (const address of all) if (address >>> 28 !== 15 || address === 0xffffffff) expect.fail(dottedAddress(address));
    expect(networks.office).to.have.length(world.businesses.count);
    expect(networks.home).to.have.length(Math.max(...customers.household) + 1);
    expect(networks.mobile.length % networks.carrierCount).to.equal(0);
  });

  it('are written with dots', () => {
    expect(dottedAddress(0xf0010203)).to.equal('240.1.2.3');
  });
});
