import { expect } from 'chai';
import { billerFor, billerKinds, billers, billersOf } from '../../src/world/billers.ts';
import { OWNED, RENT, WITH_FAMILY } from '../../src/world/customers.ts';
import { householdKinds } from '../../src/world/household-kinds.ts';
import { personaIndex, personas } from '../../src/world/personas.ts';
import { distanceKm } from '../../src/world/places.ts';
import { exampleWorld, mean, median, personsOf, START_DAY } from './example-world.ts';

const world = exampleWorld();
const { customers, businesses } = world;
const persons = personsOf(world);
const withPersona = (name: string) => persons.filter((person) => customers.persona[person] === personaIndex(name));

describe('the people of a world', () => {
  it('live as their personas say, in about the declared shares', () => {
    for (const kind of ['person', 'business'] as const) {
      const all = personas.filter((persona) => persona.kind === kind);
      expect(all.reduce((sum, { share }) => sum + share, 0)).to.be.closeTo(1, 0.02);
      const first = kind === 'person' ? 0 : customers.personCount;
      const rows = customers.persona.subarray(first, kind === 'person' ? customers.personCount : customers.count);
      for (const { name, share } of all) {
        const reached = rows.filter((persona) => persona === personaIndex(name)).length / rows.length;
        expect(reached, name).to.be.closeTo(share, 0.01 + 0.15 * share);
      }
    }
  });

  it('are as old as their personas allow', () => {
    for (const person of persons) {
      const [youngest, oldest] = personas[customers.persona[person]!]!.ages;
      const age = (START_DAY - customers.birthDay[person]!) / 365.25;
      if (age < youngest - 0.01 || age > oldest + 1.01) expect.fail(`person ${person} is ${age}`);
    }
  });

  it('have plausible incomes', () => {
    const income = (name: string) => median(withPersona(name).map((person) => customers.incomeCents[person]! / 100));
    expect(income('worker')).to.be.within(2_450, 3_000);
    expect(income('retired')).to.be.within(1_650, 2_100);
    expect(income('student')).to.be.within(800, 1_250);
    expect(income('wealthy')).to.be.above(6_000);
    expect(persons.every((person) => Number.isInteger(customers.incomeCents[person]))).to.equal(true);
  });

  it('share homes with a few others', () => {
    const sizes = new Map<number, number>();
    for (const person of persons)
      sizes.set(customers.household[person]!, (sizes.get(customers.household[person]!) ?? 0) + 1);
    expect(mean([...sizes.values()])).to.be.within(1.5, 2);
    expect(Math.max(...sizes.values())).to.equal(4);
    expect([...sizes.values()].filter((size) => size === 1).length / sizes.size).to.be.within(0.38, 0.5);
    for (const person of persons.slice(1)) {
      if (customers.household[person] !== customers.household[person - 1]) continue;
      expect(customers.city[person]).to.equal(customers.city[person - 1]);
      expect(customers.latitude[person]).to.equal(customers.latitude[person - 1]);
    }
    expect(householdKinds.reduce((sum, { share }) => sum + share, 0)).to.be.closeTo(1, 1e-9);
  });

  it('live around their city', () => {
    const { places } = world;
    const km = persons.map((person) => {
      const city = customers.city[person]!;
      return distanceKm(
        customers.latitude[person]!,
        customers.longitude[person]!,
        places.latitude[city]!,
        places.longitude[city]!,
      );
    });
    expect(median(km)).to.be.within(3, 9);
    expect(Math.max(...km)).to.be.below(70);
  });

  it('pay for a home once a household, and no more than they can', () => {
    const payers = new Map<number, number>();
    for (const person of persons) {
      if (customers.housingCents[person] === 0) {
        expect(customers.housingAccount[person]).to.equal(-1);
        continue;
      }
      payers.set(customers.household[person]!, (payers.get(customers.household[person]!) ?? 0) + 1);
      expect(customers.housingCents[person]! / customers.incomeCents[person]!).to.be.below(0.65);
      expect(customers.housing[person]).to.not.be.oneOf([OWNED, WITH_FAMILY]);
    }
    expect([...payers.values()].every((count) => count === 1)).to.equal(true);
    expect(payers.size).to.be.above(1_500);
  });

  it('rent from each other as well as from companies', () => {
    const tenants = persons.filter(
      (person) => customers.housing[person] === RENT && customers.housingCents[person]! > 0,
    );
    const small = tenants.filter((person) => world.ledger.owner[customers.housingAccount[person]!]! >= 0);
    expect(small.length / tenants.length).to.be.within(0.2, 0.45);
    for (const tenant of small) {
      const landlord = world.ledger.owner[customers.housingAccount[tenant]!]!;
      expect(customers.city[landlord]).to.equal(customers.city[tenant]);
      expect(customers.housing[landlord]).to.not.equal(RENT);
    }
  });

  it('differ in activity as cardholders do', () => {
    expect(mean(persons.map((person) => customers.activity[person]!))).to.be.within(0.8, 1.15);
    expect(gini(persons.map((person) => customers.activity[person]!))).to.be.within(0.5, 0.6);
  });

  it('work for each other, for others, or live on a pension', () => {
    const employed = persons.filter((person) => customers.employer[person]! >= 0);
    expect(employed.length / persons.length).to.be.within(0.3, 0.45);
    const counted = businesses.employeeCount.reduce((sum, count) => sum + count, 0);
    expect(counted).to.equal(employed.length);
    for (const person of employed) {
      expect(customers.incomeAccount[person]).to.equal(customers.currentAccount[customers.employer[person]!]);
    }
    for (const person of withPersona('retired')) {
      expect(customers.incomeAccount[person]).to.equal(world.institutions.externalEmployers[0]);
      expect(customers.payday[person]).to.equal(1);
    }
    const sizes = [...businesses.employeeCount].sort((a, b) => b - a);
    expect(sizes[0]!).to.be.above(20 * Math.max(1, sizes[Math.floor(sizes.length / 2)]!));
  });

  it('own the small businesses', () => {
    const owners = businesses.ownerPerson.filter((owner) => owner >= 0);
    expect(owners.length).to.be.above(250);
    expect(new Set(owners).size).to.equal(owners.length);
    for (let business = 0; business < businesses.count; business++) {
      const customer = customers.personCount + business;
      const turnover = customers.incomeCents[customer]!;
      expect(turnover).to.be.above(businesses.payrollCents[business]!);
      const owner = businesses.ownerPerson[business]!;
      if (owner >= 0) expect(customers.city[owner]).to.equal(customers.city[customer]);
    }
  });
});

describe('billers', () => {
  it('share the customers of their kind among them', () => {
    for (const kind of billerKinds) {
      const rows = billersOf(kind);
      expect(
        rows.reduce((sum, row) => sum + billers[row]!.share, 0),
        kind,
      ).to.be.closeTo(1, 1e-9);
      expect(billerFor(kind, 0)).to.equal(rows[0]);
      expect(billerFor(kind, 0.999999)).to.equal(rows.at(-1));
      for (const unit of [0.1, 0.5, 0.9]) expect(billers[billerFor(kind, unit)]!.kind).to.equal(kind);
    }
    expect(world.institutions.billers).to.have.length(billers.length);
  });
});

function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const weighted = sorted.reduce((sum, value, rank) => sum + value * (rank + 1), 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}
