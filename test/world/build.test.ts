import { expect } from 'chai';
import { buildWorld } from '../../src/world/build.ts';
import type { Customers } from '../../src/world/customers.ts';
import type { World } from '../../src/world/world.ts';
import { exampleWorld, personsOf, START_DAY } from './example-world.ts';

const build = (customers: number, seed = 3): World =>
  buildWorld({ seed, customers, startDay: START_DAY, names: false });

/** All typed arrays of a part of the world, by name. */
function arraysOf(part: object): [string, ArrayLike<number>][] {
  return Object.entries(part).filter((entry): entry is [string, ArrayLike<number>] => ArrayBuffer.isView(entry[1]));
}

const partsOf = ({
  customers,
  merchants,
  businesses,
  terminals,
  cards,
  devices,
  networks,
  social,
  ledger,
  institutions,
}: World) => ({
  customers,
  merchants,
  businesses,
  terminals,
  cards,
  devices,
  networks,
  social,
  ledger,
  institutions,
});

describe('building a world', () => {
  it('gives the same world for the same seed', () => {
    const again = partsOf(build(5_000));
    let compared = 0;
    for (const [part, value] of Object.entries(partsOf(exampleWorld()))) {
      for (const [name, array] of arraysOf(value)) {
        const other = arraysOf(again[part as keyof typeof again]).find(([each]) => each === name)![1];
        expect(Buffer.compare(bytesOf(array), bytesOf(other)), `${part}.${name}`).to.equal(0);
        compared++;
      }
    }
    expect(compared).to.be.above(60);
  });

  it('gives another world for another seed', () => {
    const other = build(5_000, 4);
    expect(other.customers.incomeCents.slice(0, 20)).to.not.deep.equal(
      exampleWorld().customers.incomeCents.slice(0, 20),
    );
  });

  it('begins a larger world with the persons of a smaller one', () => {
    const { customers } = exampleWorld();
    const larger = build(6_000).customers;
    // The last household may gain members.
    const last = customers.household[customers.personCount - 1]!;
    const same = personsOf(exampleWorld()).filter((person) => customers.household[person] !== last);
    const drawn: (keyof Customers)[] = [
      'persona',
      'birthDay',
      'incomeCents',
      'housingCents',
      'spendLevel',
      'household',
      'city',
      'latitude',
      'longitude',
      'housing',
      'activity',
      'onlineShare',
      'cashShare',
      'kycRisk',
      'sinceDay',
      'walletCents',
      'deviceCount',
    ];
    for (const name of drawn) {
      const smallerColumn = customers[name] as Float64Array;
      const largerColumn = larger[name] as Float64Array;
      expect(
        same.filter((person) => smallerColumn[person] !== largerColumn[person]),
        name,
      ).to.deep.equal([]);
    }
  });

  it('adds ties of kin and friends to those of a smaller world and takes none away', () => {
    const smaller = exampleWorld();
    const larger = build(6_000);
    const tiesOf = ({ social }: World, person: number) =>
      Array.from({ length: social.degree(person) }, (_, tie) => social.offsets[person]! + tie)
        .filter((position) => social.tie[position]! < 3)
        .map((position) => social.neighbours[position]!);
    for (let person = 0; person < 500; person++) {
      expect(tiesOf(larger, person), `person ${person}`).to.include.members(tiesOf(smaller, person));
    }
  });

  it('points at accounts, customers, cities and merchants that exist', () => {
    const { customers, merchants, terminals, ledger, businesses, banks, places, institutions, cards } = exampleWorld();
    const within = (name: string, array: ArrayLike<number>, low: number, end: number, none?: number) => {
      for (let row = 0; row < array.length; row++) {
        const value = array[row]!;
        if (value === none) continue;
        if (!(value >= low && value < end)) expect.fail(`${name}[${row}] is ${value}`);
      }
    };
    within('currentAccount', customers.currentAccount, 0, ledger.count);
    within('savingsAccount', customers.savingsAccount, 0, ledger.count, -1);
    within('creditAccount', customers.creditAccount, 0, ledger.count, -1);
    within('housingAccount', customers.housingAccount, 0, ledger.count, -1);
    within('incomeAccount', customers.incomeAccount.subarray(0, customers.personCount), 0, ledger.count);
    within('employer', customers.employer, customers.personCount, customers.count, -1);
    within('city', customers.city, 0, places.count);
    within('payday', customers.payday.subarray(0, customers.personCount), 1, 32);
    within('merchant customer', merchants.customer, customers.personCount, customers.count, -1);
    within('merchant city', merchants.city, 0, places.count, 65_535);
    within('acquiringAccount', merchants.acquiringAccount, 0, ledger.count);
    within('settlementAccount', merchants.settlementAccount, 0, ledger.count, -1);
    within('terminal merchant', terminals.merchant, 0, merchants.count, -1);
    within('terminal city', terminals.city, 0, places.count);
    within('terminal bank', terminals.bank, 0, banks.length, 255);
    within('ledger owner', ledger.owner.subarray(0, ledger.count), 0, customers.count, -1);
    within('ledger merchant', ledger.merchant.subarray(0, ledger.count), 0, merchants.count, -1);
    within(
      'ledger bank',
      ledger.owner.subarray(0, ledger.count).map((_, account) => ledger.bankOf(account)),
      0,
      banks.length,
    );
    within('owner of business', businesses.ownerPerson, 0, customers.personCount, -1);
    within('card account', cards.account, 0, ledger.count, -1);
    for (const [name, accounts] of arraysOf(institutions)) within(name, accounts, 0, ledger.count);
  });

  it('happened before the first day', () => {
    const { customers, ledger, cards, devices } = exampleWorld();
    const latest = (days: Int32Array) => days.reduce((last, day) => Math.max(last, day), 0);
    expect(latest(customers.sinceDay)).to.be.below(START_DAY);
    expect(latest(ledger.openedDay)).to.be.below(START_DAY);
    expect(latest(cards.issuedDay)).to.be.below(START_DAY);
    expect(latest(devices.firstSeenDay)).to.be.below(START_DAY);
  });

  it('builds a world of a hundred customers, and refuses a smaller one', () => {
    const tiny = build(100);
    expect(tiny.customers.count).to.equal(100);
    expect(tiny.ledger.total()).to.equal(0);
    expect(() => build(99)).to.throw(RangeError, 'customers: 99 is below the minimum 100');
  });

  it('refuses banks that do not suffice', () => {
    const { banks } = exampleWorld();
    const without = (kind: string) => banks.filter((bank) => bank.kind !== kind);
    const spec = { seed: 1, customers: 100, startDay: START_DAY, names: false };
    for (const [kind, message] of [
      ['central', 'banks: 0 central banks'],
      ['foreign', 'is a foreign bank'],
      ['acquirer', 'is an acquirer'],
    ] as const) {
      expect(() => buildWorld({ ...spec, banks: without(kind) }), kind).to.throw(RangeError, message);
    }
    const silent = banks.map((bank) => ({ ...bank, reporting: false }));
    expect(() => buildWorld({ ...spec, banks: silent })).to.throw(RangeError, 'retail bank that reports');
  });
});

function bytesOf(array: ArrayLike<number>): Uint8Array {
  const view = array as unknown as Uint8Array;
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
