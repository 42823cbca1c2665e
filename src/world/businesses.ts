import { AliasTable } from '../kernel/alias-table.ts';
import { Rng, streamKey } from '../kernel/random.ts';
import { categories } from './categories.ts';
import { type Customers, MORTGAGE, OWNED, RENT } from './customers.ts';
import { personaIndex, personas } from './personas.ts';
import { degreesEastPerKm, degreesNorthPerKm, type Places } from './places.ts';

/**
 * What businesses have beyond what every customer has. Row `b` is customer `personCount + b`; its monthly turnover is
 * `customers.incomeCents`.
 */
export interface Businesses {
  readonly count: number;
  /** Index into `categories` for shops, 255 for other companies. */
  readonly category: Uint8Array;
  /** customer_id of the person who owns it, or -1 for companies with many owners. */
  readonly ownerPerson: Int32Array;
  /** How attractive it is as an employer: about the employees it would have in a real country. */
  readonly size: Float32Array;
  /** Persons of the world whom it employs. */
  readonly employeeCount: Uint32Array;
  /** Their net wages together, cents a month. */
  readonly payrollCents: Float64Array;
}

export const NO_CATEGORY = 255;

/** Share of the customers that are businesses, at least so many. */
const BUSINESS_SHARE = 0.08;
const FEWEST_BUSINESSES = 12;

/** How many of so many customers are businesses. */
export function businessCountOf(customerCount: number): number {
  return Math.min(customerCount - 1, Math.max(FEWEST_BUSINESSES, Math.round(customerCount * BUSINESS_SHARE)));
}

/**
 * Founds the businesses. The self-employed and the wealthy own the small ones, in order of row, and have them in their
 * city; large companies have no single owner. Turnover is drawn here without the wages, which `employ` adds.
 */
export function foundBusinesses(seed: number, customers: Customers, places: Places, startDay: number): Businesses {
  const count = customers.count - customers.personCount;
  const businesses: Businesses = {
    count,
    category: new Uint8Array(count).fill(NO_CATEGORY),
    ownerPerson: new Int32Array(count).fill(-1),
    size: new Float32Array(count),
    employeeCount: new Uint32Array(count),
    payrollCents: new Float64Array(count),
  };
  const key = streamKey(seed, 'world/business');
  const rng = new Rng();
  const large = personaIndex('large_company');
  const shop = personaIndex('shop');
  let owner = -1;
  for (let business = 0; business < count; business++) {
    rng.seek(key, business, 0);
    const customer = customers.personCount + business;
    const persona = personaTable.draw(rng);
    const category = categoryTable.draw(rng);
    const description = personas[persona]!;
    customers.persona[customer] = persona;
    let city = places.pickHome(rng.uint32(), rng.uint32());
    if (persona !== large) {
      owner = nextOwner(customers, owner);
      if (owner < customers.personCount) {
        businesses.ownerPerson[business] = owner;
        city = customers.city[owner]!;
      }
    }
    if (persona === shop) businesses.category[business] = category;
    const spreadKm = places.radiusKm[city]! * 0.8;
    const latitude = places.latitude[city]! + rng.normal() * spreadKm * degreesNorthPerKm;
    customers.city[customer] = city;
    customers.latitude[customer] = latitude;
    customers.longitude[customer] = places.longitude[city]! + rng.normal() * spreadKm * degreesEastPerKm(latitude);
    customers.incomeCents[customer] = Math.round(rng.logNormal(description.incomeMedianCents, description.incomeSigma));
    businesses.size[business] =
      persona === large ? rng.logNormal(60, 1.2) : persona === shop ? rng.logNormal(2, 0.7) : rng.logNormal(6, 0.9);
    describe(rng, customers, customer, startDay);
  }
  return businesses;
}

const businessShare = (index: number) => (personas[index]!.kind === 'business' ? personas[index]!.share : 0);
const personaTable = new AliasTable(personas.map((_, index) => businessShare(index)));
// Chains belong to large companies; online shops abroad to nobody here.
const categoryTable = new AliasTable(
  categories.map((category) => category.merchantShare * (1 - category.chainShare) * (1 - category.abroadShare)),
);
const owners = new Set([personaIndex('self_employed'), personaIndex('wealthy')]);

/** The next person after `owner` who could own a business, or `personCount` when there is none left. */
function nextOwner(customers: Customers, owner: number): number {
  let person = owner + 1;
  while (person < customers.personCount && !owners.has(customers.persona[person]!)) person++;
  return Math.min(person, customers.personCount);
}

function describe(rng: Rng, customers: Customers, customer: number, startDay: number): void {
  const persona = personas[customers.persona[customer]!]!;
  const [rent, mortgage] = persona.housing;
  const housing = rng.uniform();
  customers.housing[customer] = housing < rent ? RENT : housing < rent + mortgage ? MORTGAGE : OWNED;
  customers.activity[customer] = Math.min(8, persona.activity * rng.logNormal(0.8, 0.65));
  customers.spendLevel[customer] = rng.logNormal(1.6, 0.5);
  customers.onlineShare[customer] = Math.min(0.95, persona.onlineShare * rng.logNormal(0.95, 0.3));
  const [medium, high] = persona.kycRisk;
  const risk = rng.uniform();
  customers.kycRisk[customer] = risk < high ? 2 : risk < high + medium ? 1 : 0;
  customers.sinceDay[customer] = Math.max(1, startDay - 1 - Math.floor(rng.exponential(3_200)));
  const spare = persona.devices - 1;
  customers.deviceCount[customer] = 1 + Number(rng.chance(spare * 0.5)) + Number(rng.chance(spare * 0.5));
}
