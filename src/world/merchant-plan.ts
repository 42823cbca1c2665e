import { pow } from '../kernel/elementary.ts';
import { hash3, type StreamKey, streamKey } from '../kernel/random.ts';
import { countries } from '../schema/vocabularies.ts';
import { type Businesses, NO_CATEGORY } from './businesses.ts';
import { categories } from './categories.ts';
import type { Customers } from './customers.ts';
import { personaIndex } from './personas.ts';
import type { Places } from './places.ts';

export const ABROAD = 65535;
/** Region of chains that serve the whole country. */
export const NATIONWIDE = -1;

/** A merchant that the world will have. */
export interface PlannedMerchant {
  readonly category: number;
  /** City of the shop or head office, or `ABROAD`. */
  readonly city: number;
  readonly country: number;
  /** customer_id of the owner, or -1. */
  readonly customer: number;
  /** Relative to the other chains, or the other independents of the city, or the other sites of the category. */
  readonly popularity: number;
  /** Region of a chain or `NATIONWIDE`; undefined for merchants with one shop or none. */
  readonly chainRegion?: number;
}

/**
 * Merchants of a world with 1,000 customers, and how they grow with it: the customers are a sample of the country, and
 * a sample's number of different merchants grows as a power of its size (Heaps).
 */
const MERCHANTS_PER_1000 = 700;
const HEAPS_EXPONENT = 0.7;
/** Rank-size slopes of popularity: purchase-card data have .92 to 1.02 over all merchants. */
const CHAIN_SLOPE = 0.9;
const SHOP_SLOPE = 0.8;
const SITE_SLOPE = 1.05;
/** Chains of categories with one per region beside a national one, such as public transport. */
const TERRITORIAL_CHAINS = 7;
const TERRITORIAL_POPULARITY = 2.3;
const NATIONAL_CHAIN_SHARE = 0.45;

/** Where foreign shops sit. */
const SITE_COUNTRIES = ['DE', 'DE', 'DE', 'US', 'US', 'CN', 'CN', 'NL', 'GB', 'FR', 'LU', 'IE'] as const;

/**
 * Decides which merchants there are: per category its chains, then independent shops city by city, or sites. Those whose
 * owner is a business of the world come first in their city; the others belong to nobody who is a customer.
 */
export function planMerchants(
  seed: number,
  customers: Customers,
  businesses: Businesses,
  places: Places,
): PlannedMerchant[] {
  const key = streamKey(seed, 'world/merchants');
  const total = MERCHANTS_PER_1000 * pow(customers.count / 1_000, HEAPS_EXPONENT);
  const owned = shopsByCategory(customers, businesses);
  const companies = largeCompanies(customers);
  const plan: PlannedMerchant[] = [];
  categories.forEach((category, index) => {
    const shops = owned[index]!;
    const count = Math.max(2, Math.round(total * category.merchantShare));
    if (category.online) planSites(plan, key, index, count, shops, customers, companies, places);
    else {
      const chains = planChains(plan, key, index, total, companies, places);
      planShops(plan, key, index, count - chains, shops, customers, places);
    }
  });
  return plan;
}

function planChains(
  plan: PlannedMerchant[],
  key: StreamKey,
  index: number,
  total: number,
  companies: () => number,
  places: Places,
): number {
  const category = categories[index]!;
  const isTerritorial = category.chains === TERRITORIAL_CHAINS && category.chainShare > 0.9;
  const growth = Math.min(3, Math.max(0.6, pow(total / 2_000, 0.25)));
  const count = isTerritorial ? TERRITORIAL_CHAINS : Math.max(2, Math.round(category.chains * growth));
  for (let rank = 0; rank < count; rank++) {
    const u = hash3(key, index, rank, 1);
    const isNational = isTerritorial ? rank === 0 : rank < Math.ceil(count * NATIONAL_CHAIN_SHARE);
    const region = isNational ? NATIONWIDE : isTerritorial ? rank - 1 : u % places.regions.length;
    plan.push({
      category: index,
      city: headOffice(places, region, u),
      country: 0,
      customer: companies(),
      popularity: isTerritorial && rank > 0 ? TERRITORIAL_POPULARITY : pow(rank + 1, -CHAIN_SLOPE),
      chainRegion: region,
    });
  }
  return count;
}

function planShops(
  plan: PlannedMerchant[],
  key: StreamKey,
  index: number,
  count: number,
  owned: readonly number[],
  customers: Customers,
  places: Places,
): void {
  const weight = places.population.map((inhabitants) => pow(inhabitants, 0.95));
  const totalWeight = weight.reduce((sum, next) => sum + next, 0);
  const ownersByCity = Array.from({ length: places.count }, (): number[] => []);
  for (const customer of owned) ownersByCity[customers.city[customer]!]!.push(customer);
  for (let city = 0; city < places.count; city++) {
    const owners = ownersByCity[city]!;
    const expected = (Math.max(0, count) * weight[city]!) / totalWeight;
    const whole = Math.floor(expected + hash3(key, index, city, 2) / 2 ** 32);
    // The capital has one of everything.
    const shops = Math.max(owners.length, whole, city === 0 ? 1 : 0);
    for (let shop = 0; shop < shops; shop++) {
      const u = hash3(key, index * 256 + city, shop, 3) / 2 ** 32;
      plan.push({
        category: index,
        city,
        country: 0,
        customer: owners[shop] ?? -1,
        popularity: pow(1 / (u + 0.0025), SHOP_SLOPE),
      });
    }
  }
}

function planSites(
  plan: PlannedMerchant[],
  key: StreamKey,
  index: number,
  count: number,
  owned: readonly number[],
  customers: Customers,
  companies: () => number,
  places: Places,
): void {
  const { abroadShare } = categories[index]!;
  let domestic = 0;
  for (let rank = 0; rank < Math.max(count, owned.length) || domestic < owned.length; rank++) {
    const popularity = pow(rank + 1, -SITE_SLOPE);
    const u = hash3(key, index, rank, 4);
    if (u / 2 ** 32 < abroadShare) {
      const country = countries.indexOf(SITE_COUNTRIES[hash3(key, index, rank, 5) % SITE_COUNTRIES.length]!);
      plan.push({ category: index, city: ABROAD, country, customer: -1, popularity });
      continue;
    }
    const customer = domestic < 2 ? companies() : (owned[domestic - 2] ?? -1);
    domestic++;
    const city = customer >= 0 ? customers.city[customer]! : headOffice(places, NATIONWIDE, u);
    plan.push({ category: index, city, country: 0, customer, popularity });
  }
}

/** One of the largest cities of the region, or of the country. */
function headOffice(places: Places, region: number, u: number): number {
  let city = region === NATIONWIDE ? (u >>> 8) % 6 : 0;
  while (region !== NATIONWIDE && places.region[city] !== region) city++;
  return city;
}

/** Customers that are shops, by category. */
function shopsByCategory(customers: Customers, businesses: Businesses): number[][] {
  const shops = categories.map((): number[] => []);
  for (let business = 0; business < businesses.count; business++) {
    const category = businesses.category[business]!;
    if (category !== NO_CATEGORY) shops[category]!.push(customers.personCount + business);
  }
  return shops;
}

/** Hands out the large companies one after the other, every one as the owner of one merchant, then -1. */
function largeCompanies(customers: Customers): () => number {
  const large = personaIndex('large_company');
  let next = customers.personCount;
  return () => {
    while (next < customers.count && customers.persona[next] !== large) next++;
    return next < customers.count ? next++ : -1;
  };
}
