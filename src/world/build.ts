import { Ledger } from '../ledger/ledger.ts';
import { expectedAccounts, openCustomerAccounts, openDormantAccounts } from './accounts.ts';
import { type Bank, defaultBanks } from './banks.ts';
import { fitBudgets } from './budget.ts';
import { businessCountOf, foundBusinesses } from './businesses.ts';
import { handOutDevices, issueCards } from './card-issue.ts';
import { allocateCustomers } from './customers.ts';
import { employ } from './employment.ts';
import { fundAccounts } from './funding.ts';
import { settleHouseholds } from './households.ts';
import { rentHomes } from './housing.ts';
import { openInstitutions } from './institutions.ts';
import { describePayments } from './instruments.ts';
import { planMerchants } from './merchant-plan.ts';
import { buildMerchants } from './merchants.ts';
import { neighbourhoodsOf } from './neighbourhoods.ts';
import { buildNetworks } from './networks.ts';
import { describePersons } from './persons.ts';
import { buildPlaces } from './places.ts';
import { shopNetwork } from './shop-network.ts';
import { buildSocialGraph } from './social.ts';
import { limitSpending } from './spending.ts';
import { buildTerminals } from './terminals.ts';
import type { World } from './world.ts';

/** What a world is built from. */
export interface WorldSpec {
  readonly seed: number;
  /** Customers of the reporting banks, persons and businesses; 100 or more. */
  readonly customers: number;
  /** Day before which everything here happened, days since 1970-01-01. */
  readonly startDay: number;
  /** Whether entity tables carry names; they are made when the tables are written. */
  readonly names: boolean;
  /** Banks other than `defaultBanks`: one central bank and at least one of each other kind. */
  readonly banks?: readonly Bank[];
}

export const FEWEST_CUSTOMERS = 100;
const MOST_BANKS = 200;

/**
 * Builds a world. The same spec gives the same world to the bit; every person draws from streams of his own, so that
 * the persons of a smaller world are the first of a larger one.
 *
 * Throws a RangeError for fewer than 100 customers and for banks that do not suffice.
 *
 * @example
 * const world = buildWorld({ seed: 1, customers: 5_000, startDay: parseDay('2026-01-01'), names: true });
 * world.ledger.total(); // 0
 */
export function buildWorld(spec: WorldSpec): World {
  const { seed, startDay } = spec;
  const banks = spec.banks ?? defaultBanks;
  if (!(Number.isInteger(spec.customers) && spec.customers >= FEWEST_CUSTOMERS)) {
    throw new RangeError(`customers: ${spec.customers} is below the minimum ${FEWEST_CUSTOMERS}`);
  }
  if (banks.length > MOST_BANKS) throw new RangeError(`banks: ${banks.length} are above the maximum ${MOST_BANKS}`);

  const places = buildPlaces();
  const businessCount = businessCountOf(spec.customers);
  const customers = allocateCustomers(spec.customers - businessCount, businessCount);
  const householdCount = settleHouseholds(seed, customers, places, startDay);
  describePersons(seed, customers, places, startDay);
  const businesses = foundBusinesses(seed, customers, places, startDay);

  const plan = planMerchants(seed, customers, businesses, places);
  const shopsIn = shopNetwork(seed, plan, places, spec.customers);
  const accountCount = expectedAccounts(customers.personCount, businessCount) + plan.length * 2;
  const ledger = new Ledger(accountCount + Math.ceil(spec.customers / 40) + 1_000);
  const institutions = openInstitutions(seed, ledger, banks, spec.customers);
  openCustomerAccounts(seed, customers, ledger, banks, startDay);
  const merchants = buildMerchants(seed, plan, shopsIn, customers, places, ledger, banks, startDay);
  const terminals = buildTerminals(seed, plan, merchants, shopsIn, places, banks, spec.customers);
  const dormantAccounts = openDormantAccounts(seed, customers, ledger, banks, startDay);

  employ(seed, customers, businesses, places, institutions);
  const neighbourhoods = neighbourhoodsOf(customers, places.count);
  rentHomes(seed, customers, places, neighbourhoods, institutions, ledger, startDay);
  limitSpending(seed, customers);
  fitBudgets(seed, customers);
  fundAccounts(seed, customers, businesses, ledger, banks, institutions, dormantAccounts);

  const cards = issueCards(seed, customers, ledger, startDay);
  describePayments(seed, customers, cards, startDay);

  return {
    seed,
    startDay,
    hasNames: spec.names,
    places,
    banks,
    customers,
    businesses,
    merchants,
    terminals,
    cards,
    devices: handOutDevices(seed, customers, startDay),
    networks: buildNetworks(seed, householdCount, businessCount, spec.customers),
    social: buildSocialGraph(seed, customers, neighbourhoods),
    ledger,
    institutions,
    dormantAccounts,
  };
}
