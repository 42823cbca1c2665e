import { AliasTable } from '../kernel/alias-table.ts';
import { hash3, Rng, streamKey } from '../kernel/random.ts';
import type { Businesses } from './businesses.ts';
import type { Customers } from './customers.ts';
import {
  EMPLOYMENT_AGENCY,
  FIRST_PRIVATE_EMPLOYER,
  PUBLIC_SERVICE,
  STATE_PENSION,
  STUDENT_AID,
} from './institutions.ts';
import { personas } from './personas.ts';
import { type Places, REGIONAL } from './places.ts';
import type { Institutions } from './world.ts';

/** Share of the employed who work for a business of the world; the rest works for somebody at a bank that does not report. */
const IN_WORLD_SHARE = 0.6;
const PUBLIC_SERVICE_SHARE = 0.25;
/** Shares of those in work, and of those who live on aid while they look for it, by persona. */
const EMPLOYED: Readonly<Record<string, number>> = {
  student: 0.6,
  worker: 0.94,
  family: 0.94,
  newcomer: 0.85,
  wealthy: 1,
};
/** What the employment agency pays of the former wage. */
const BENEFIT_SHARE = 0.62;
/** Paydays of employers with their weights; 31 is the last day of the month. */
const PAYDAYS = [1, 15, 25, 26, 27, 28, 29, 30, 31] as const;
const paydayTable = new AliasTable([0.1, 0.06, 0.15, 0.07, 0.14, 0.14, 0.06, 0.1, 0.18]);
const STATE_PAYDAYS: Readonly<Record<number, number>> = {
  [STATE_PENSION]: 1,
  [STUDENT_AID]: 31,
  [EMPLOYMENT_AGENCY]: 31,
  [PUBLIC_SERVICE]: 25,
};

/**
 * Says who pays whom: sets employer, income account and payday of every person, and counts the businesses' employees
 * and payroll, which their turnover then has to cover. Needs the customers' accounts.
 */
export function employ(
  seed: number,
  customers: Customers,
  businesses: Businesses,
  places: Places,
  institutions: Institutions,
): void {
  const key = streamKey(seed, 'world/employment');
  const paydayKey = streamKey(seed, 'world/payday');
  const rng = new Rng();
  const { personCount } = customers;
  const ownBusiness = businessByOwner(customers, businesses);
  const pickBusiness = businessPicker(customers, businesses, places);
  const payday = (group: number, payer: number): number =>
    PAYDAYS[paydayTable.at(hash3(paydayKey, group, payer, 0) / 2 ** 32)]!;

  for (let person = 0; person < personCount; person++) {
    rng.seek(key, person, 0);
    const persona = personas[customers.persona[person]!]!.name;
    const worksFor = rng.uniform();
    const inWorld = rng.uniform();
    const external = drawExternal(rng);
    const business = pickBusiness(places.pickNear(customers.city[person]!, rng.uint32(), rng.uint32(), REGIONAL), rng);

    const owned = ownBusiness.get(person);
    if (owned !== undefined) {
      customers.incomeAccount[person] = customers.currentAccount[personCount + owned]!;
      customers.payday[person] = payday(0, owned);
      businesses.payrollCents[owned]! += customers.incomeCents[person]!;
      continue;
    }
    if (persona === 'self_employed') {
      // Without a business in the world he lives on one main client.
      const client = institutions.tradePartners;
      customers.incomeAccount[person] = client[Math.floor(inWorld * client.length)]!;
      customers.payday[person] = 1 + Math.floor(worksFor * 28);
      continue;
    }
    const employed = worksFor < (EMPLOYED[persona] ?? 0);
    if (employed && inWorld < IN_WORLD_SHARE && business >= 0) {
      const employer = personCount + business;
      customers.employer[person] = employer;
      customers.incomeAccount[person] = customers.currentAccount[employer]!;
      customers.payday[person] = payday(0, business);
      businesses.employeeCount[business]!++;
      businesses.payrollCents[business]! += customers.incomeCents[person]!;
      continue;
    }
    const payer = employed
      ? external
      : persona === 'retired'
        ? STATE_PENSION
        : persona === 'student'
          ? STUDENT_AID
          : EMPLOYMENT_AGENCY;
    if (payer === EMPLOYMENT_AGENCY) {
      customers.incomeCents[person] = Math.round(customers.incomeCents[person]! * BENEFIT_SHARE);
    }
    customers.incomeAccount[person] = institutions.externalEmployers[payer]!;
    customers.payday[person] = STATE_PAYDAYS[payer] ?? payday(1, payer);
  }
  coverWages(customers, businesses);
}

// Wages are about half of what a business earns.
const TURNOVER_PER_WAGE = 1.9;

function coverWages(customers: Customers, businesses: Businesses): void {
  for (let business = 0; business < businesses.count; business++) {
    const customer = customers.personCount + business;
    customers.incomeCents[customer] = Math.round(
      customers.incomeCents[customer]! + TURNOVER_PER_WAGE * businesses.payrollCents[business]!,
    );
  }
}

function businessByOwner(customers: Customers, businesses: Businesses): { get(person: number): number | undefined } {
  const byPerson = new Int32Array(customers.personCount).fill(-1);
  for (let business = 0; business < businesses.count; business++) {
    const owner = businesses.ownerPerson[business]!;
    if (owner >= 0) byPerson[owner] = business;
  }
  return { get: (person) => (byPerson[person]! < 0 ? undefined : byPerson[person]) };
}

// Large employers by rank: a few hire most.
const externalTable = new AliasTable(Array.from({ length: 60 - FIRST_PRIVATE_EMPLOYER }, (_, rank) => 1 / (rank + 1)));

function drawExternal(rng: Rng): number {
  const isPublic = rng.chance(PUBLIC_SERVICE_SHARE);
  const employer = FIRST_PRIVATE_EMPLOYER + externalTable.draw(rng);
  return isPublic ? PUBLIC_SERVICE : employer;
}

/** Draws a business of a city by size; -1 where there is none. One draw or none. */
function businessPicker(customers: Customers, businesses: Businesses, places: Places) {
  const rows = Array.from({ length: places.count }, (): number[] => []);
  for (let business = 0; business < businesses.count; business++) {
    rows[customers.city[customers.personCount + business]!]!.push(business);
  }
  const tables = rows.map((row) =>
    row.length === 0 ? undefined : new AliasTable(row.map((business) => businesses.size[business]!)),
  );
  return (city: number, rng: Rng): number => {
    const table = tables[city];
    return table === undefined ? -1 : rows[city]![table.draw(rng)]!;
  };
}
