import type { Present } from '../kernel/behavior.ts';
import { type EventRecord, recordEvent } from '../kernel/event.ts';
import { channels, codesOf, eventTypes } from '../schema/vocabularies.ts';
import { ownAccess } from './access.ts';

const channel = codesOf(channels);
const event = codesOf(eventTypes);

/** Writes an event that a customer causes himself, from one of his own devices. `more` adds to it or overrides it. */
export function recordOwnEvent(present: Present, type: number, more: Partial<EventRecord> = {}): void {
  const { shard, world, agent, rng } = present;
  const access = ownAccess(shard, agent, rng);
  recordEvent(shard, {
    type,
    customer: agent,
    account: world.customers.currentAccount[agent]!,
    device: access.device,
    ip: access.ip,
    ...(access.session !== undefined && { session: access.session }),
    channel: channel[access.channel],
    ...more,
  });
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
