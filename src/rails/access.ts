import type { Access } from '../kernel/order.ts';
import type { Payment } from '../kernel/payment.ts';
import { hash3, type Rng } from '../kernel/random.ts';
import type { Shard } from '../kernel/shard.ts';
import { DAY } from '../kernel/units.ts';
import { channels, codesOf } from '../schema/vocabularies.ts';

const channel = codesOf(channels);

/** Where people are when they use their phones and computers; shares are assumptions. */
const AT_HOME = 0.6;
const ON_THE_MOVE = 0.97;
/** Addresses that a mobile carrier hands to one customer on different days. */
const MOBILE_RANGE = 24;

/** Share of days on which a customer's browser has forgotten its cookies (assumptions). */
const CLEARED = 0.15;
/** Share of them on the device of somebody of the household, and on a machine in an office or a library. */
const BORROWED = 0.06;
const SHARED = 0.015;

/** Fills in how a customer reaches his bank: one of his own devices, from home or on the move. */
export function fillOwnAccess(shard: Shard, payment: Payment, customer: number, rng: Rng): void {
  const device = pickDevice(shard, customer, rng);
  const isBrowser = device > 0;
  payment.device = isBrowser ? browserOf(shard, customer, device) : deviceOf(shard, customer, device);
  payment.ip = ownAddress(shard, customer, rng);
  payment.channel = isBrowser ? channel.web : channel.mobile;
}

/** Fills in how a customer reaches an online shop, which knows browsers rather than devices. */
export function fillShopAccess(shard: Shard, payment: Payment, customer: number, rng: Rng): void {
  payment.device = browserOf(shard, customer, pickDevice(shard, customer, rng));
  payment.ip = ownAddress(shard, customer, rng);
}

/** `fillOwnAccess` as a value. */
export function ownAccess(shard: Shard, customer: number, rng: Rng): Access {
  const device = pickDevice(shard, customer, rng);
  const isBrowser = device > 0;
  return {
    device: isBrowser ? browserOf(shard, customer, device) : deviceOf(shard, customer, device),
    ip: ownAddress(shard, customer, rng),
    session: newSession(rng),
    channel: isBrowser ? 'web' : 'mobile',
  };
}

/** Mostly the telephone. */
function pickDevice(shard: Shard, customer: number, rng: Rng): number {
  const count = shard.world.customers.deviceCount[customer]!;
  return count > 1 && rng.chance(0.3) ? 1 + rng.below(count - 1) : 0;
}

function deviceOf(shard: Shard, customer: number, device: number): number {
  const { devices } = shard.world;
  return devices.id(devices.slot(customer, device));
}

/** What a site takes a customer's device for: mostly for what it is, and for the same all day. */
function browserOf(shard: Shard, customer: number, device: number): number {
  const draw = hash3(shard.addressKey, customer, shard.day, 3) / 2 ** 32;
  if (draw >= CLEARED + BORROWED + SHARED) return deviceOf(shard, customer, device);
  const { customers, devices } = shard.world;
  if (draw < SHARED) return devices.sharedMachine(customer, shard.day);
  if (draw < SHARED + BORROWED) {
    const { household } = customers;
    // Members of a household are consecutive rows.
    const neighbour = customer > 0 && household[customer - 1] === household[customer] ? customer - 1 : customer + 1;
    const isFamily = household[neighbour] === household[customer] && household[customer]! >= 0;
    return deviceOf(shard, isFamily ? neighbour : customer, 0);
  }
  const slot = devices.slot(customer, device);
  return devices.clearedBrowser(slot, hash3(shard.addressKey, customer, shard.day, 4), shard.day);
}

/** An address that a customer could have now. */
export function ownAddress(shard: Shard, customer: number, rng: Rng): number {
  const { customers, networks } = shard.world;
  const place = rng.uniform();
  const household = customers.household[customer]!;
  if (place < AT_HOME && household >= 0) return networks.home[household]!;
  if (place < ON_THE_MOVE) {
    const day = Math.floor(shard.clock.now() / DAY);
    const first = hash3(shard.addressKey, customer, 1, 0) % networks.mobile.length;
    const today = hash3(shard.addressKey, customer, day, 2) % MOBILE_RANGE;
    return networks.mobile[(first + today) % networks.mobile.length]!;
  }
  return networks.hosting[rng.below(networks.hosting.length)]!;
}

/** A session number as online banking gives it out: 48 random bits. */
export function newSession(rng: Rng): number {
  return rng.uint32() * 65536 + (rng.uint32() & 0xffff);
}
