import { CREDIT_SLOT, DEBIT_SLOT, defineBehavior, everybody, replaceCard } from '../../src/define.ts';

/** One card in fifteen is lost or damaged in a year (assumption). */
const LOSSES_PER_DAY = 0.065 / 365;

/** Cards get lost without any crime: the holder blocks the card and gets another. */
export default defineBehavior({
  name: 'lost_card',
  doc: 'A card is lost or damaged; the holder has it blocked and replaced.',
  who: 'persons',
  when: { perDay: everybody, times: LOSSES_PER_DAY },
  plan: (plan, person, rng) => {
    plan.event(person, rng.logNormal(13, 0.25) * 3_600_000, rng.chance(0.75) ? DEBIT_SLOT : CREDIT_SLOT);
  },
  enact: ({ shard, world, agent, target, rng }) => {
    const slot = world.cards.slot(agent, target as typeof DEBIT_SLOT | typeof CREDIT_SLOT);
    if (world.cards.account[slot]! >= 0) replaceCard(shard, slot, rng.fork('lost'));
  },
});
