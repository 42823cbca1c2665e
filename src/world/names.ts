import { hash3, type StreamKey, streamKey } from '../kernel/random.ts';
import { categories } from './categories.ts';
import { ABROAD } from './merchant-plan.ts';
import { brandBeginnings, brandEndings, brandMiddles, firstNames, lastNames, shopWords, trades } from './name-pools.ts';
import type { World } from './world.ts';

const TWO_POW_32 = 2 ** 32;
/** Share of members of a household, other than its head, with a name of their own. */
const OWN_NAME_SHARE = 0.3;
/** Length of the name on a card statement (ISO 8583 field 43 has 22 places for it). */
const DESCRIPTOR_LENGTH = 22;

/**
 * Invented names of people, companies and merchants. A name is a hash of the seed and the row, made when it is asked
 * for, so that names cost no memory.
 */
export class Names {
  private readonly world: World;
  private readonly key: StreamKey;
  /** First merchant of a business, by business, or -1. */
  private readonly merchantOf: Int32Array;

  constructor(world: World) {
    this.world = world;
    this.key = streamKey(world.seed, 'world/name');
    const { customer, count } = world.merchants;
    this.merchantOf = new Int32Array(world.businesses.count).fill(-1);
    for (let merchant = count - 1; merchant >= 0; merchant--) {
      if (customer[merchant]! >= 0) this.merchantOf[customer[merchant]! - world.customers.personCount] = merchant;
    }
  }

  /** Full name of a person, or the firm of a business. */
  ofCustomer(customer: number): string {
    const { personCount } = this.world.customers;
    return customer < personCount ? this.ofPerson(customer) : this.ofBusiness(customer - personCount);
  }

  /** What card statements show, in capitals: `BAKERY FELDMANN VALMERE`. */
  descriptor(merchant: number): string {
    const { merchants, places } = this.world;
    const shop = plain(this.ofShop(merchant)).toUpperCase();
    if (merchants.online[merchant]) {
      const ending = merchants.city[merchant] === ABROAD ? '.COM' : '.XE';
      return `${shop.replaceAll(' ', '').slice(0, DESCRIPTOR_LENGTH - ending.length)}${ending}`;
    }
    const place = merchants.chain[merchant] ? '' : ` ${plain(places.name[merchants.city[merchant]!]!).toUpperCase()}`;
    return `${shop.slice(0, DESCRIPTOR_LENGTH)}${place}`;
  }

  private ofPerson(person: number): string {
    const { household } = this.world.customers;
    const isHead = person === 0 || household[person - 1] !== household[person];
    const ownName = !isHead && this.unit(person, 1) < OWN_NAME_SHARE;
    const last = frequent(lastNames, ownName ? this.unit(person, 2) : this.unit(household[person]!, 3));
    return `${frequent(firstNames, this.unit(person, 4))} ${last}`;
  }

  private ofBusiness(business: number): string {
    const merchant = this.merchantOf[business]!;
    if (merchant >= 0) return `${this.ofShop(merchant)} ${this.world.merchants.chain[merchant] ? 'Group' : 'Ltd'}`;
    const trade = trades[Math.floor(this.unit(business, 5) * trades.length)]!;
    const name = this.unit(business, 6) < 0.6 ? this.lastName(business, 7) : this.brand(business, 8);
    return `${name} ${trade} Ltd`;
  }

  private ofShop(merchant: number): string {
    const { category, chain, online } = this.world.merchants;
    const words = shopWords[categories[category[merchant]!]!.name] ?? ['Shop'];
    const word = words[Math.floor(this.unit(merchant, 9) * words.length)]!;
    if (chain[merchant] || online[merchant]) return `${this.brand(merchant, 10)} ${word}`;
    const name = this.lastName(merchant, 11);
    return this.unit(merchant, 12) < 0.5 ? `${word} ${name}` : `${name} ${word}`;
  }

  private lastName(row: number, purpose: number): string {
    return frequent(lastNames, this.unit(row, purpose));
  }

  private brand(row: number, purpose: number): string {
    const part = (parts: readonly string[], place: number): string =>
      parts[hash3(this.key, row, purpose, place) % parts.length]!;
    return `${part(brandBeginnings, 1)}${part(brandMiddles, 2)}${part(brandEndings, 3)}`;
  }

  private unit(row: number, purpose: number): number {
    return hash3(this.key, row, purpose, 0) / TWO_POW_32;
  }
}

// A prime that no pool's size is a multiple of: it spreads the frequent names over the alphabet.
const STRIDE = 7_919;

/** Some names are much more frequent than others: the square of a uniform number favours the first ranks. */
function frequent(pool: readonly string[], unit: number): string {
  const rank = Math.floor(unit * unit * pool.length);
  return pool[(rank * STRIDE) % pool.length]!;
}

/** Statements know no accents. */
function plain(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}
