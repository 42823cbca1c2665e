import {
  bindNewDevice,
  codesOf,
  DAY,
  defineBehavior,
  eventTypes,
  MINUTE,
  recordOfflineEvent,
  recordOwnEvent,
  timeOnline,
} from '../../src/define.ts';

const EVENT = codesOf(eventTypes);
/** A device is in use for about three years. */
const YEARS = 3;
const RESET = 0.3;
const NEW_SIM = 0.22;

const BINDS = 0;
const RESETS = 1;
const CHANGES_SIM = 2;

/** A new telephone: bound to the bank's app, often with a new password, sometimes with a new contract and its SIM card. */
export default defineBehavior({
  name: 'new_device',
  doc: 'A new telephone or computer every three years, often with a new password or SIM card the same day.',
  who: 'persons',
  when: {
    perDay: (world, person) => world.customers.deviceCount[person]! / (YEARS * 365),
    factor: ({ month }) => (month === 12 ? 1.8 : month === 1 ? 1.3 : 0.89),
  },
  plan: (plan, person, rng) => {
    const time = timeOnline(plan.day, rng);
    if (rng.uniform() < NEW_SIM) plan.event(person, time - (5 + 120 * rng.uniform()) * MINUTE, CHANGES_SIM);
    plan.event(person, time, BINDS);
    if (rng.uniform() < RESET) plan.event(person, Math.min(DAY - 1, time + (1 + 20 * rng.uniform()) * MINUTE), RESETS);
  },
  enact: (present) => {
    if (present.target === BINDS) bindNewDevice(present);
    else if (present.target === RESETS) recordOwnEvent(present, EVENT.password_reset);
    else recordOfflineEvent(present, EVENT.sim_change);
  },
});
