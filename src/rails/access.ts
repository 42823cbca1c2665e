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

/** Fills in how a customer reaches his bank or a shop: one of his own devices, from home or on the move. */
export function fillOwnAccess(shard: Shard, payment: Payment, customer: number, rng: Rng): void {
  const { customers, devices } = shard.world;
  const count = customers.deviceCount[customer]!;
  const device = count > 1 && rng.chance(0.3) ? 1 + rng.below(count - 1) : 0;
  payment.device = devices.id(devices.slot(customer, device));
  payment.ip = ownAddress(shard, customer, rng);
  payment.channel = device === 0 ? channel.mobile : channel.web;
}

/** The same, as a value. */
export function ownAccess(shard: Shard, customer: number, rng: Rng): Access {
  const { customers, devices } = shard.world;
  const count = customers.deviceCount[customer]!;
  const device = count > 1 && rng.chance(0.3) ? 1 + rng.below(count - 1) : 0;
  return {
    device: devices.id(devices.slot(customer, device)),
    ip: ownAddress(shard, customer, rng),
    session: newSession(rng),
    channel: device === 0 ? 'mobile' : 'web',
  };
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
