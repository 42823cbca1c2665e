import { recordEvent } from '../kernel/event.ts';
import type { Rng } from '../kernel/random.ts';
import type { Shard } from '../kernel/shard.ts';
import { DAY } from '../kernel/units.ts';
import { channels, codesOf, eventTypes } from '../schema/vocabularies.ts';

const channel = codesOf(channels);
const event = codesOf(eventTypes);

const CARD_VALIDITY_DAYS = 4 * 365;

/** Blocks a card at once and sends another within days. */
export function replaceCard(shard: Shard, slot: number, rng: Rng): void {
  const { cards } = shard.world;
  if (cards.isBlocked(slot)) return;
  const customer = cards.holder(slot);
  const account = cards.account[slot]!;
  const blockedAt = shard.now;
  cards.block(slot, blockedAt);
  recordEvent(shard, { type: event.card_block, customer, account, card: cards.id(slot), channel: channel.mobile });
  const postMs = Math.round((2 + 4 * rng.uniform()) * DAY);
  shard.clock.at((shard.now + postMs) as never, () => {
    const former = cards.id(slot);
    const card = cards.replace(slot, { issuedDay: shard.day, expiresDay: shard.day + CARD_VALIDITY_DAYS, blockedAt });
    recordEvent(shard, {
      type: event.card_issue,
      customer,
      account,
      card,
      oldValue: former,
      newValue: card,
      channel: channel.batch,
    });
  });
}
