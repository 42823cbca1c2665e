import { pow } from '../kernel/elementary.ts';
import { hash3, Rng, streamKey } from '../kernel/random.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Customers, MORTGAGE, OWNED, RENT } from './customers.ts';
import type { Neighbourhoods } from './neighbourhoods.ts';
import type { Places } from './places.ts';
import type { Institutions } from './world.ts';

/** Share of the tenants who rent from a housing company rather than from a neighbour. */
const COMPANY_SHARE = 0.6;
/** Housing takes at most this share of a household's income. */
const MOST_OF_INCOME = 0.42;
const LEAST_RENT_CENTS = 24_000;
/** Median rent in cents of a household with EUR 2,300 a month in a city with rent level 1. */
const RENT_MEDIAN_CENTS = 64_000;
const REFERENCE_INCOME_CENTS = 230_000;
/** Rent rises with income to this power: the poor pay a larger share (Schwabe's law). */
const INCOME_ELASTICITY = 0.55;
const LANDLORD_AGE_DAYS = 35 * 365.25;
const LANDLORD_TRIES = 4;

/**
 * Sets what each household pays for its home, who of it pays and to whom. Tenants pay a housing company or somebody of
 * their city who owns a home; mortgages go to the bank of the payer. Businesses pay for their premises.
 */
export function rentHomes(
  seed: number,
  customers: Customers,
  places: Places,
  neighbourhoods: Neighbourhoods,
  institutions: Institutions,
  ledger: Ledger,
  startDay: number,
): void {
  const key = streamKey(seed, 'world/housing');
  const rng = new Rng();
  const { personCount } = customers;
  for (let first = 0; first < personCount; ) {
    let last = first;
    let income = 0;
    while (last < personCount && customers.household[last] === customers.household[first]) {
      income += customers.incomeCents[last++]!;
    }
    const housing = customers.housing[first]!;
    if (housing === RENT || housing === MORTGAGE) {
      rng.seek(key, customers.household[first]!, 0);
      const payer = first;
      const cents = monthlyCost(
        rng,
        housing,
        income,
        customers.incomeCents[payer]!,
        places.rentLevel[customers.city[payer]!]!,
      );
      customers.housingCents[payer] = cents;
      customers.housingAccount[payer] = housing === MORTGAGE ? ownBank(payer) : companyOf(rng, institutions);
    }
    first = last;
  }
  payNeighbours(seed, customers, neighbourhoods, startDay);
  for (let customer = personCount; customer < customers.count; customer++) {
    if (customers.housing[customer] === OWNED) continue;
    rng.seek(key, customer - personCount, 1);
    customers.housingCents[customer] = roundTo(customers.incomeCents[customer]! * (0.02 + 0.04 * rng.uniform()), 1_000);
    customers.housingAccount[customer] =
      customers.housing[customer] === MORTGAGE ? ownBank(customer) : companyOf(rng, institutions);
  }

  function ownBank(customer: number): number {
    return institutions.bankOwn[ledger.bankOf(customers.currentAccount[customer]!)]!;
  }
}

function companyOf(rng: Rng, institutions: Institutions): number {
  // A uniform number squared: the first companies have the most tenants.
  const u = rng.uniform();
  return institutions.housingCompanies[Math.floor(u * u * institutions.housingCompanies.length)]!;
}

function monthlyCost(
  rng: Rng,
  housing: number,
  householdIncome: number,
  payerIncome: number,
  rentLevel: number,
): number {
  const usual =
    RENT_MEDIAN_CENTS *
    rentLevel *
    pow(householdIncome / REFERENCE_INCOME_CENTS, INCOME_ELASTICITY) *
    rng.logNormal(housing === MORTGAGE ? 1.2 : 1, 0.25);
  // The payer lives on what is left, with some help of the others.
  const most = Math.min(MOST_OF_INCOME * householdIncome, 0.62 * payerIncome);
  const cents = Math.min(Math.max(usual, LEAST_RENT_CENTS), most);
  const style = rng.uniform();
  // Rents are round sums, or follow an index to the cent; annuities are never round.
  if (housing === MORTGAGE || style < 0.3) return Math.round(cents);
  return roundTo(cents, style < 0.65 ? 100 : style < 0.9 ? 500 : 1_000);
}

/** Hands a part of the tenants to small landlords: somebody earlier in the city's list, who has a home of his own. */
function payNeighbours(seed: number, customers: Customers, neighbourhoods: Neighbourhoods, startDay: number): void {
  const key = streamKey(seed, 'world/landlord');
  const { offsets, persons } = neighbourhoods;
  for (let city = 0; city + 1 < offsets.length; city++) {
    for (let row = offsets[city]!; row < offsets[city + 1]!; row++) {
      const tenant = persons[row]!;
      if (customers.housing[tenant] !== RENT || customers.housingCents[tenant] === 0) continue;
      if (hash3(key, customers.household[tenant]!, 0, 0) < COMPANY_SHARE * 2 ** 32) continue;
      for (let attempt = 1; attempt <= LANDLORD_TRIES; attempt++) {
        const earlier = row - offsets[city]!;
        const other =
          persons[
            offsets[city]! + Math.floor((hash3(key, customers.household[tenant]!, attempt, 0) / 2 ** 32) * earlier)
          ]!;
        if (earlier > 0 && canLet(customers, other, tenant, startDay)) {
          customers.housingAccount[tenant] = customers.currentAccount[other]!;
          break;
        }
      }
    }
  }
}

function canLet(customers: Customers, landlord: number, tenant: number, startDay: number): boolean {
  const housing = customers.housing[landlord]!;
  return (
    (housing === OWNED || housing === MORTGAGE) &&
    customers.household[landlord] !== customers.household[tenant] &&
    customers.birthDay[landlord]! <= startDay - LANDLORD_AGE_DAYS
  );
}

function roundTo(cents: number, unit: number): number {
  return Math.max(unit, Math.round(cents / unit) * unit);
}
