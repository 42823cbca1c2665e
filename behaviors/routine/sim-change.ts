import { codesOf, defineBehavior, eventTypes, everybody, recordOfflineEvent, timeBetween } from '../../src/define.ts';

const SIM_CHANGE = codesOf(eventTypes).sim_change;
const YEARS = 6;

/** A new provider, a lost or broken SIM card: the telephone stays the same. */
export default defineBehavior({
  name: 'sim_change',
  doc: 'A new SIM card in the old telephone, on a change of provider or a loss.',
  who: 'persons',
  when: { perDay: everybody, times: 1 / (YEARS * 365), factor: ({ weekday }) => (weekday === 6 ? 0.3 : 1.117) },
  plan: (plan, person, rng) => plan.event(person, timeBetween(9, 20, rng), 0),
  enact: (present) => recordOfflineEvent(present, SIM_CHANGE),
});
