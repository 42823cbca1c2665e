import { hash3, type StreamKey, streamKey } from '../kernel/random.ts';
import { accountTypes } from '../ledger/ledger.ts';
import type { Table } from '../schema/column.ts';
import * as entities from '../schema/entities.ts';
import { countries, currencies } from '../schema/vocabularies.ts';
import { expiryOf } from './card-issue.ts';
import { categories } from './categories.ts';
import { ABROAD } from './merchant-plan.ts';
import { Names } from './names.ts';
import { dottedAddress } from './networks.ts';
import { personas } from './personas.ts';
import type { World } from './world.ts';

/** A table whose cells are computed when they are asked for: dates in days, timestamps in ms, money in currency units. */
export interface EntityTable {
  readonly table: Table;
  readonly columns: Readonly<Record<string, (row: number) => unknown>>;
  readonly rowCount: number;
}

/** The span of the log. */
export interface LogSpan {
  /** Balances by account when the log starts, in cents. Accounts opened later are past its end. */
  readonly openingBalances: Float64Array;
  /** Where everybody lived then. */
  readonly openingHomes: Homes;
  /** First day of the log, and the first after it, days since 1970-01-01. */
  readonly startDay: number;
  readonly endDay: number;
}

/** Places of residence by customer: those of a world move on. */
export type Homes = Pick<World['customers'], 'city' | 'latitude' | 'longitude'>;

/** A copy of where everybody lives now. */
export function copyHomes({ customers }: World): Homes {
  return {
    city: customers.city.slice(),
    latitude: customers.latitude.slice(),
    longitude: customers.longitude.slice(),
  };
}

/**
 * The entity tables of a world as it is now, at the end of a run.
 *
 * @example
 * for (const { table, columns, rowCount } of entityTables(world, span)) sink.writeTable(table, columns, rowCount);
 */
export function entityTables(world: World, span: LogSpan): EntityTable[] {
  const names = world.hasNames ? new Names(world) : undefined;
  return [
    customersTable(world, span, names),
    accountsTable(world, span),
    cardsTable(world),
    merchantsTable(world, names),
    terminalsTable(world),
    devicesTable(world),
    ipsTable(world),
    banksTable(world),
  ];
}

/** The compiler sees to it that no column is forgotten. */
function entityTable<T extends Table>(
  table: T,
  rowCount: number,
  columns: { readonly [Name in keyof T['columns'] & string]: (row: number) => unknown },
): EntityTable {
  return { table, rowCount, columns };
}

const orNull = (value: number): number | null => (value < 0 ? null : value);
const riskClasses = ['low', 'medium', 'high'] as const;

function customersTable(
  { customers, places }: World,
  { openingHomes: homes }: LogSpan,
  names: Names | undefined,
): EntityTable {
  const isPerson = (row: number): boolean => row < customers.personCount;
  return entityTable(entities.customers, customers.count, {
    customer_id: (row) => row,
    customer_type: (row) => (isPerson(row) ? 'person' : 'business'),
    name: (row) => names?.ofCustomer(row) ?? null,
    persona: (row) => personas[customers.persona[row]!]!.name,
    birth_date: (row) => (isPerson(row) ? customers.birthDay[row]! : null),
    income_monthly: (row) => customers.incomeCents[row]! / 100,
    household_id: (row) => orNull(customers.household[row]!),
    city: (row) => places.name[homes.city[row]!],
    region: (row) => places.regions[places.region[homes.city[row]!]!],
    latitude: (row) => homes.latitude[row]!,
    longitude: (row) => homes.longitude[row]!,
    employer_id: (row) => orNull(customers.employer[row]!),
    customer_since: (row) => customers.sinceDay[row]!,
    kyc_risk: (row) => riskClasses[customers.kycRisk[row]!],
  });
}

function accountsTable({ ledger, banks }: World, { openingBalances }: LogSpan): EntityTable {
  return entityTable(entities.accounts, ledger.count, {
    account_id: (row) => row,
    customer_id: (row) => orNull(ledger.owner[row]!),
    merchant_id: (row) => orNull(ledger.merchant[row]!),
    account_type: (row) => accountTypes[ledger.type[row]!],
    bank: (row) => banks[ledger.bankOf(row)]!.code,
    opened: (row) => ledger.openedDay[row]!,
    closed: (row) => orNull(ledger.closedDay[row]!),
    currency: () => currencies[0],
    credit_limit: (row) => {
      // A source has no limit, which files cannot say.
      const cents = ledger.limitOf(row);
      return Number.isFinite(cents) ? cents / 100 : 0;
    },
    opening_balance: (row) => (openingBalances[row] ?? 0) / 100,
    closing_balance: (row) => ledger.balanceOf(row) / 100,
  });
}

/** Cards held at the start by slot, then their successors in time order. */
function cardsTable({ cards }: World): EntityTable {
  const held: number[] = [];
  for (let slot = 0; slot < cards.slotCount; slot++) if (cards.account[slot]! >= 0) held.push(slot);
  const later = (row: number) => (row < held.length ? undefined : cards.history[row - held.length]!);
  const cardAt = (row: number): number => later(row)?.card ?? held[row]!;
  const slotAt = (row: number): number => (row < held.length ? held[row]! : cards.slotOf(later(row)!.card));
  const issuedDay = (row: number): number => later(row)?.issuedDay ?? cards.issuedDay[held[row]!]!;
  return entityTable(entities.cards, held.length + cards.history.length, {
    card_id: cardAt,
    account_id: (row) => cards.account[slotAt(row)]!,
    customer_id: (row) => cards.holder(slotAt(row)),
    card_type: (row) => (cards.isCredit(slotAt(row)) ? 'credit' : 'debit'),
    issued: issuedDay,
    expires: (row) => later(row)?.expiresDay ?? expiryOf(issuedDay(row)),
    replaces_card_id: (row) => later(row)?.replaces ?? null,
    blocked_time: (row) => cards.blockedTimes.get(cardAt(row)) ?? null,
  });
}

function merchantsTable({ merchants, places }: World, names: Names | undefined): EntityTable {
  const isAbroad = (row: number): boolean => merchants.city[row] === ABROAD;
  return entityTable(entities.merchants, merchants.count, {
    merchant_id: (row) => row,
    customer_id: (row) => orNull(merchants.customer[row]!),
    descriptor: (row) => names?.descriptor(row) ?? null,
    category: (row) => categories[merchants.category[row]!]!.name,
    mcc: (row) => merchants.mcc[row]!,
    online: (row) => merchants.online[row] === 1,
    city: (row) => (isAbroad(row) ? null : places.name[merchants.city[row]!]),
    country: (row) => countries[merchants.country[row]!],
    latitude: (row) => (isAbroad(row) ? null : merchants.latitude[row]!),
    longitude: (row) => (isAbroad(row) ? null : merchants.longitude[row]!),
    acquiring_account: (row) => merchants.acquiringAccount[row]!,
    // Abroad the account that purchases credit is the only one that the world knows.
    settlement_account: (row) => orNull(merchants.settlementAccount[row]!) ?? merchants.acquiringAccount[row]!,
  });
}

function terminalsTable({ terminals, banks, places }: World): EntityTable {
  return entityTable(entities.terminals, terminals.count, {
    terminal_id: (row) => row,
    merchant_id: (row) => orNull(terminals.merchant[row]!),
    bank: (row) => banks[terminals.bank[row]!]?.code ?? null,
    city: (row) => places.name[terminals.city[row]!],
    latitude: (row) => terminals.latitude[row]!,
    longitude: (row) => terminals.longitude[row]!,
  });
}

/** Systems by kind of device, most frequent first. */
const SYSTEMS = {
  phone: ['android', 'ios', 'android'],
  computer: ['windows', 'windows', 'macos', 'linux'],
  tablet: ['ios', 'android'],
} as const;
const deviceTypes = ['phone', 'computer', 'tablet'] as const;

/** All devices that were ever seen, in order of their ids, which tell nothing of their owners. */
function devicesTable({ devices, seed }: World): EntityTable {
  const later = new Map<number, number>(devices.others);
  for (const { device, firstSeenDay } of devices.history) later.set(device, firstSeenDay);
  const ids: number[] = [...later.keys()];
  for (let slot = 0; slot < devices.slotCount; slot++) {
    if (devices.firstSeenDay[slot]! >= 0) ids.push(devices.firstId(slot));
  }
  const sorted = Int32Array.from(ids).sort();
  const key = streamKey(seed, 'world/device table');
  const typeAt = (row: number) => {
    const slot = devices.slotOf(sorted[row]!);
    return slot < 0 ? 'phone' : deviceTypes[slot % deviceTypes.length]!;
  };
  return entityTable(entities.devices, sorted.length, {
    device_id: (row) => sorted[row]!,
    device_type: typeAt,
    operating_system: (row) => {
      const systems = SYSTEMS[typeAt(row)];
      return systems[hash3(key, sorted[row]!, 0, 0) % systems.length];
    },
    fingerprint: (row) => fingerprint(key, sorted[row]!),
    first_seen: (row) => later.get(sorted[row]!) ?? devices.firstSeenDay[devices.slotOf(sorted[row]!)]!,
  });
}

function fingerprint(key: StreamKey, device: number): string {
  return [1, 2].map((word) => hash3(key, device, word, 0).toString(16).padStart(8, '0')).join('');
}

const HOSTING_COUNTRIES = ['XE', 'XE', 'NL', 'DE', 'US', 'FR', 'LT', 'GB'] as const;

/** Homes by household, then offices by business, carriers and data centres. */
function ipsTable({ networks, customers, places, seed }: World): EntityTable {
  const { home, office, mobile, hosting } = networks;
  const addresses = new Uint32Array(home.length + office.length + mobile.length + hosting.length);
  const isHosting = (row: number): boolean => row >= addresses.length - hosting.length;
  const cityOf = new Uint16Array(home.length + office.length);
  for (let person = 0; person < customers.personCount; person++) {
    cityOf[customers.household[person]!] = customers.city[person]!;
  }
  cityOf.set(customers.city.subarray(customers.personCount, customers.personCount + office.length), home.length);
  let rows = 0;
  for (const pool of [home, office, mobile, hosting]) {
    addresses.set(pool, rows);
    rows += pool.length;
  }
  const key = streamKey(seed, 'world/hosting');
  return entityTable(entities.ips, addresses.length, {
    ip: (row) => addresses[row]!,
    address: (row) => dottedAddress(addresses[row]!),
    network: (row) => {
      if (row < home.length) return 'residential';
      if (row < cityOf.length) return 'office';
      return isHosting(row) ? 'hosting' : 'mobile';
    },
    city: (row) => (row < cityOf.length ? places.name[cityOf[row]!] : null),
    country: (row) =>
      isHosting(row) ? HOSTING_COUNTRIES[hash3(key, addresses[row]!, 0, 0) % HOSTING_COUNTRIES.length] : 'XE',
  });
}

function banksTable({ banks }: World): EntityTable {
  return entityTable(entities.banks, banks.length, {
    bank: (row) => banks[row]!.code,
    name: (row) => banks[row]!.name,
    country: (row) => banks[row]!.country,
    reporting: (row) => banks[row]!.reporting,
    market_share: (row) => banks[row]!.marketShare,
  });
}
