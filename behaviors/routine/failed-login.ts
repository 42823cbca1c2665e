import {
  codesOf,
  defineBehavior,
  eventTypes,
  everybody,
  MINUTE,
  recordOwnLogin,
  SECOND,
  timeOnline,
} from '../../src/define.ts';

const EVENT = codesOf(eventTypes);
const PER_DAY = 0.012;
const MOST_FAILURES = 3;
/** Share of those who fail three times and ask for a new password. */
const RESET = 0.5;

/** What an event's target says. */
const FAILS = 0;
const SUCCEEDS = 1;
const RESETS = 2;

/** A mistyped password, once to three times, and then the right one or a new one. */
export default defineBehavior({
  name: 'failed_login',
  doc: 'A password mistyped once to three times, then the right one, or a new one.',
  who: 'persons',
  when: { perDay: everybody, times: PER_DAY },
  plan: (plan, person, rng) => {
    let time = timeOnline(plan.day, rng);
    const failures = 1 + Math.floor(rng.uniform() * rng.uniform() * MOST_FAILURES);
    for (let failure = 0; failure < failures; failure++) {
      plan.event(person, time, FAILS);
      time += (8 + 40 * rng.uniform()) * SECOND;
    }
    if (failures === MOST_FAILURES && rng.uniform() < RESET) {
      time += (1 + 6 * rng.uniform()) * MINUTE;
      plan.event(person, time, RESETS);
    }
    plan.event(person, time + (20 + 60 * rng.uniform()) * SECOND, SUCCEEDS);
  },
  enact: (present) => {
    const { agent, target, world } = present;
    const type = target === FAILS ? EVENT.login_failed : target === SUCCEEDS ? EVENT.login : EVENT.password_reset;
    recordOwnLogin(present, type, world.customers.currentAccount[agent]!, target !== FAILS);
  },
});
