import type { Present } from '../kernel/behavior.ts';
import { type EventRecord, recordEvent, recordOnline } from '../kernel/event.ts';
import type { Payment } from '../kernel/payment.ts';
import { channels, codesOf, eventTypes } from '../schema/vocabularies.ts';
import { fillOwnAccess, newSession } from './access.ts';

const channel = codesOf(channels);
const event = codesOf(eventTypes);

/** Writes an event that a customer causes himself, from one of his own devices. `more` adds to it or overrides it. */
export function recordOwnEvent(present: Present, type: number, more: Partial<EventRecord> = {}): void {
  const { shard, world, agent } = present;
  const { device, ip, session, channel: by } = reachBank(present);
  const account = world.customers.currentAccount[agent]!;
  recordEvent(shard, { type, customer: agent, account, device, ip, session, channel: by, ...more });
}

/** The same for a login, which is all too frequent to describe at length. */
export function recordOwnLogin(present: Present, type: number, account: number, succeeded: boolean): void {
  reachBank(present);
  recordOnline(present.shard, type, present.agent, account, -1, succeeded);
}

/** From one of his own devices, in a session of its own. */
function reachBank({ shard, agent, rng }: Present): Payment {
  const access = shard.payment.reset();
  fillOwnAccess(shard, access, agent, rng);
  access.session = newSession(rng);
  return access;
}

/** Writes an event that happens without anybody being online: by post, at a shop, at the bank's counter. */
export function recordOfflineEvent(present: Present, type: number, more: Partial<EventRecord> = {}): void {
  const account = present.world.customers.currentAccount[present.agent]!;
  recordEvent(present.shard, { type, customer: present.agent, account, channel: channel.branch, ...more });
}

/** Puts a new device in the place of one of the customer's own and binds it to the bank's app. */
export function bindNewDevice(present: Present): void {
  const { shard, world, agent, rng } = present;
  const { customers, devices } = world;
  const slot = devices.slot(agent, rng.below(customers.deviceCount[agent]!));
  const device = devices.replace(slot, shard.day);
  recordOwnEvent(present, event.device_bind, { device });
}
