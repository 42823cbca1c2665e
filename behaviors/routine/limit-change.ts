import { codesOf, defineBehavior, eventTypes, everybody, recordOwnEvent, timeOnline } from '../../src/define.ts';

const LIMIT_CHANGE = codesOf(eventTypes).limit_change;
const PER_YEAR = 0.2;
/** Daily limits of transfers that banks offer, in euros. */
const LIMITS = [500, 1_000, 2_000, 3_000, 5_000, 10_000] as const;

/** A higher daily limit before a large payment, a lower one for peace of mind. */
export default defineBehavior({
  name: 'limit_change',
  doc: 'Another daily limit for transfers, mostly a higher one.',
  who: 'persons',
  when: { perDay: everybody, times: PER_YEAR / 365 },
  plan: (plan, person, rng) => plan.event(person, timeOnline(plan.day, rng), 0),
  enact: (present) => {
    const from = present.rng.below(LIMITS.length - 1);
    const isHigher = present.rng.uniform() < 0.75;
    const [low, high] = [LIMITS[from]!, LIMITS[from + 1]!];
    recordOwnEvent(present, LIMIT_CHANGE, { oldValue: isHigher ? low : high, newValue: isHigher ? high : low });
  },
});
