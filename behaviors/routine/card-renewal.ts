import {
  CREDIT_SLOT,
  codesOf,
  DEBIT_SLOT,
  defineBehavior,
  eventTypes,
  type Present,
  recordOfflineEvent,
  Trait,
  timeBetween,
} from '../../src/define.ts';

const CARD_ISSUE = codesOf(eventTypes).card_issue;
/** Banks send the new card so many days before the old one ends; the look at the calendar is monthly. */
const AHEAD_DAYS = 45;
const VALIDITY_DAYS = 4 * 365;

const day = new Trait('renewal_day');

/** The bank sends a new card before the old one expires. */
export default defineBehavior({
  name: 'card_renewal',
  doc: 'A new card by post before the old one expires.',
  who: 'persons',
  when: {
    dayOfMonth: (world, person) =>
      world.cards.account[world.cards.slot(person, DEBIT_SLOT)]! >= 0 ||
      world.cards.account[world.cards.slot(person, CREDIT_SLOT)]! >= 0
        ? day.between(world, person, 1, 28)
        : 0,
    onBusinessDays: true,
  },
  plan: (plan, person, rng) => {
    plan.event(person, timeBetween(8, 16, rng), 0);
  },
  enact: (present) => {
    renew(present, DEBIT_SLOT);
    renew(present, CREDIT_SLOT);
  },
});

function renew(present: Present, kind: typeof DEBIT_SLOT | typeof CREDIT_SLOT): void {
  const { world, shard, agent } = present;
  const { cards } = world;
  const slot = cards.slot(agent, kind);
  if (cards.account[slot]! < 0 || cards.isBlocked(slot) || cards.expiresDay(slot) > shard.day + AHEAD_DAYS) return;
  const issuedDay = shard.day;
  const card = cards.replace(slot, { issuedDay, expiresDay: issuedDay + VALIDITY_DAYS, blockedAt: -1 });
  recordOfflineEvent(present, CARD_ISSUE, { card, account: cards.account[slot]! });
}
