import { Rng, streamKey } from '../kernel/random.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { countries } from '../schema/vocabularies.ts';
import { type Bank, banksOf } from './banks.ts';
import { categories } from './categories.ts';
import type { Customers } from './customers.ts';
import { merchantChoice } from './merchant-choice.ts';
import { ABROAD, type PlannedMerchant } from './merchant-plan.ts';
import { degreesEastPerKm, degreesNorthPerKm, type Places } from './places.ts';

/**
 * Merchants as a struct of arrays. A chain is one merchant with shops, hence terminals, in many cities: where a
 * purchase happens is where its terminal is, and `terminalIn` finds one. City and coordinates of a merchant are those
 * of its only shop or of its head office.
 */
export interface Merchants {
  readonly count: number;
  /** Index into `categories`. */
  readonly category: Uint8Array;
  readonly mcc: Uint16Array;
  /** 1 for shops that sell over the internet only. */
  readonly online: Uint8Array;
  /** customer_id of the business, or -1 where the owner is no customer of a reporting bank, as always abroad. */
  readonly customer: Int32Array;
  /** 1 for chains. */
  readonly chain: Uint8Array;
  /** City, or 65535 abroad. */
  readonly city: Uint16Array;
  /** Index into the `country` vocabulary. */
  readonly country: Uint8Array;
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  /** Account that purchases credit. */
  readonly acquiringAccount: Int32Array;
  /**
   * Account that daily settlements reach: its owner's, or one at a bank that does not report where the owner is no
   * customer; -1 abroad.
   */
  readonly settlementAccount: Int32Array;
  /** Merchant's fee to the acquirer, in basis points of the purchase. */
  readonly feeBasisPoints: Uint16Array;
  readonly firstTerminal: Int32Array;
  readonly terminalCount: Uint16Array;
  /** Multiplier of the category's usual amount. */
  readonly priceLevel: Float32Array;
  /** Local opening hours: from, until (24 = midnight). */
  readonly opensAt: Uint8Array;
  readonly closesAt: Uint8Array;
  /** Cash takings not yet taken to the bank, cents. */
  readonly tillCents: Float64Array;
  /** Draws a merchant of a category in a city, or over the internet (`city` = -1), by popularity; -1 if there is none. `u` and `v` are uniform uint32. */
  pick(category: number, city: number, u: number, v: number): number;
  /**
   * A terminal of the merchant in a city, or in the nearest city where it has one; -1 for merchants without terminals
   * (online ones). `u` is a uniform uint32.
   */
  terminalIn(merchant: number, city: number, u: number): number;
}

/** A merchant at the first acquirer rather than at another. */
const FIRST_ACQUIRER_SHARE = 0.6;

/**
 * Opens the merchants that were planned: their accounts in the ledger (acquiring, and settlement for owners who are no
 * customers), places, prices and hours. Terminals are numbered here and placed by `buildTerminals`.
 */
export function buildMerchants(
  seed: number,
  plan: readonly PlannedMerchant[],
  shopsIn: (merchant: number, city: number) => number,
  customers: Customers,
  places: Places,
  ledger: Ledger,
  banks: readonly Bank[],
  startDay: number,
): Merchants {
  const merchants = allocateMerchants(plan, shopsIn, places);
  const key = streamKey(seed, 'world/merchant');
  const rng = new Rng();
  const bankFor = merchantBanks(banks);
  let nextTerminal = 0;
  plan.forEach(({ category: index, city, country, customer, chainRegion }, merchant) => {
    rng.seek(key, merchant, 0);
    const category = categories[index]!;
    const isAbroad = city === ABROAD;
    const isChain = chainRegion !== undefined;
    merchants.category[merchant] = index;
    merchants.mcc[merchant] = category.mcc;
    merchants.online[merchant] = Number(category.online);
    merchants.customer[merchant] = customer;
    merchants.chain[merchant] = Number(isChain);
    merchants.city[merchant] = city;
    merchants.country[merchant] = country;
    const spreadKm = isAbroad ? 0 : places.radiusKm[city]! * 0.7;
    const latitude = isAbroad ? Number.NaN : places.latitude[city]! + rng.normal() * spreadKm * degreesNorthPerKm;
    merchants.latitude[merchant] = latitude;
    merchants.longitude[merchant] = isAbroad
      ? Number.NaN
      : places.longitude[city]! + rng.normal() * spreadKm * degreesEastPerKm(latitude);
    merchants.feeBasisPoints[merchant] = Math.round(
      category.feeBasisPoints * (isChain ? 0.7 : 1) * (0.85 + 0.3 * rng.uniform()),
    );
    merchants.priceLevel[merchant] = rng.logNormal(1, 0.35);
    const [opensAt, closesAt] = category.hours;
    const shift = opensAt === 0 ? 0 : rng.below(3) - 1;
    merchants.opensAt[merchant] = opensAt + shift;
    merchants.closesAt[merchant] = Math.min(24, closesAt + shift);
    merchants.firstTerminal[merchant] = nextTerminal;
    nextTerminal += merchants.terminalCount[merchant]!;

    const openedDay = startDay - 30 - Math.floor(rng.exponential(2_500));
    const bank = isAbroad ? bankFor.abroad(country, rng.uint32()) : bankFor.acquirer(rng.uniform());
    merchants.acquiringAccount[merchant] = ledger.open({
      type: isAbroad ? 'external' : 'acquiring',
      bank,
      owner: customer,
      merchant,
      openedDay,
    });
    if (customer >= 0) merchants.settlementAccount[merchant] = customers.currentAccount[customer]!;
    else if (!isAbroad) {
      merchants.settlementAccount[merchant] = ledger.open({
        type: 'external',
        bank: bankFor.silent(rng.uint32()),
        owner: -1,
        openedDay,
      });
    }
  });
  return merchants;
}

function allocateMerchants(
  plan: readonly PlannedMerchant[],
  shopsIn: (merchant: number, city: number) => number,
  places: Places,
): Merchants {
  const count = plan.length;
  const terminalCount = Uint16Array.from(plan, ({ category, city }, merchant) => {
    const { online, terminalsPerShop } = categories[category]!;
    if (online || city === ABROAD) return 0;
    let shops = 0;
    if (plan[merchant]!.chainRegion === undefined) shops = 1;
    else for (let other = 0; other < places.count; other++) shops += shopsIn(merchant, other);
    return shops * terminalsPerShop;
  });
  const firstTerminal = new Int32Array(count);
  return {
    count,
    category: new Uint8Array(count),
    mcc: new Uint16Array(count),
    online: new Uint8Array(count),
    customer: new Int32Array(count),
    chain: new Uint8Array(count),
    city: new Uint16Array(count),
    country: new Uint8Array(count),
    latitude: new Float32Array(count),
    longitude: new Float32Array(count),
    acquiringAccount: new Int32Array(count),
    settlementAccount: new Int32Array(count).fill(-1),
    feeBasisPoints: new Uint16Array(count),
    firstTerminal,
    terminalCount,
    priceLevel: new Float32Array(count),
    opensAt: new Uint8Array(count),
    closesAt: new Uint8Array(count),
    tillCents: new Float64Array(count),
    pick: merchantChoice(plan, shopsIn, places),
    terminalIn: terminalChoice(plan, shopsIn, places, firstTerminal, terminalCount),
  };
}

/** A merchant's terminals are in order of city, so that those of one city are a range. */
function terminalChoice(
  plan: readonly PlannedMerchant[],
  shopsIn: (merchant: number, city: number) => number,
  places: Places,
  firstTerminal: Int32Array,
  terminalCount: Uint16Array,
): (merchant: number, city: number, u: number) => number {
  const offsets: (Int32Array | undefined)[] = plan.map(() => undefined);
  plan.forEach(({ category, chainRegion }, merchant) => {
    if (chainRegion === undefined) return;
    const { terminalsPerShop } = categories[category]!;
    const starts = new Int32Array(places.count + 1);
    for (let city = 0; city < places.count; city++) {
      starts[city + 1] = starts[city]! + shopsIn(merchant, city) * terminalsPerShop;
    }
    offsets[merchant] = starts;
  });
  return (merchant, city, u) => {
    const count = terminalCount[merchant]!;
    if (count === 0) return -1;
    const first = firstTerminal[merchant]!;
    const starts = offsets[merchant];
    if (starts === undefined) return first + Math.floor((u / 2 ** 32) * count);
    for (const near of places.nearest(city)) {
      const here = starts[near + 1]! - starts[near]!;
      if (here > 0) return first + starts[near]! + Math.floor((u / 2 ** 32) * here);
    }
    return first;
  };
}

function merchantBanks(banks: readonly Bank[]) {
  const acquirers = banksOf(banks, 'acquirer');
  const foreign = banksOf(banks, 'foreign');
  const silent = banksOf(banks, 'retail', false);
  return {
    acquirer(unit: number): number {
      if (acquirers.length === 1 || unit < FIRST_ACQUIRER_SHARE) return acquirers[0]!;
      const rest = (unit - FIRST_ACQUIRER_SHARE) / (1 - FIRST_ACQUIRER_SHARE);
      return acquirers[1 + Math.floor(rest * (acquirers.length - 1))]!;
    },
    /** A bank of the country, or one of any other. */
    abroad(country: number, hash: number): number {
      const local = foreign.filter((bank) => banks[bank]!.country === countries[country]);
      return local.length > 0 ? local[hash % local.length]! : foreign[hash % foreign.length]!;
    },
    silent: (hash: number): number => silent[hash % silent.length]!,
  };
}
