import { hash3, streamKey } from '../kernel/random.ts';
import type { Networks } from './devices.ts';

/**
 * Addresses are taken from 240.0.0.0/4, which is reserved and never routed: none of them can be a real person's.
 * The first quarter is homes, then mobile carriers, offices and data centres.
 */
const HOMES = 0xf0000000;
const MOBILE = 0xf8000000;
const OFFICES = 0xfa000000;
const HOSTING = 0xfd000000;
const BLOCK_BITS = 25;
/** Odd multipliers permute the addresses of a block, so that neighbours in it are not neighbours in the tables. */
const SCRAMBLE = 0x9e3779b1;

const MOBILE_CARRIERS = 3;
/** People behind one address of a carrier (carrier-grade translation shares an address among hundreds). */
const PEOPLE_PER_MOBILE_ADDRESS = 150;
const FEWEST_MOBILE_ADDRESSES = 24;
const CUSTOMERS_PER_HOSTING_ADDRESS = 400;
const FEWEST_HOSTING_ADDRESSES = 64;

/** Gives addresses to homes and offices, and pools to carriers and data centres. */
export function buildNetworks(
  seed: number,
  householdCount: number,
  businessCount: number,
  customerCount: number,
): Networks {
  const key = streamKey(seed, 'world/network');
  const pool = (base: number, count: number, offset: number): Uint32Array => {
    const start = hash3(key, base, offset, 0) % 2 ** BLOCK_BITS;
    return Uint32Array.from({ length: count }, (_, ordinal) => addressOf(base, BLOCK_BITS, ordinal, start));
  };
  const home = new Uint32Array(householdCount);
  for (let household = 0; household < householdCount; household++) {
    home[household] = addressOf(HOMES, BLOCK_BITS + 2, household, key.k1);
  }
  const mobile =
    MOBILE_CARRIERS * Math.max(FEWEST_MOBILE_ADDRESSES, Math.ceil(customerCount / PEOPLE_PER_MOBILE_ADDRESS / 3));
  return {
    home,
    mobile: pool(MOBILE, mobile, 1),
    office: pool(OFFICES, businessCount, 2),
    hosting: pool(
      HOSTING,
      Math.max(FEWEST_HOSTING_ADDRESSES, Math.ceil(customerCount / CUSTOMERS_PER_HOSTING_ADDRESS)),
      3,
    ),
    carrierCount: MOBILE_CARRIERS,
  };
}

/** The ordinal-th address of a block of 2^bits addresses. */
function addressOf(base: number, bits: number, ordinal: number, start: number): number {
  return (base + ((Math.imul(ordinal, SCRAMBLE) + start) & (2 ** bits - 1))) >>> 0;
}

/** `240.1.2.3` */
export function dottedAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}
