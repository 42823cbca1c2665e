import {
  codesOf,
  defineBehavior,
  eventTypes,
  personaIndex,
  recordOwnLogin,
  Trait,
  timeOnline,
} from '../../src/define.ts';

const LOGIN = codesOf(eventTypes).login;
const RETIRED = personaIndex('retired');
/** Logins a day that lead to no payment; the mean over persons. An assumption. */
const PER_DAY = 0.25;

const curiosity = new Trait('balance_checks');

/** A look at the balance on the telephone, without paying anything. */
export default defineBehavior({
  name: 'login',
  doc: 'A look at the balance, some people daily and others hardly ever.',
  who: 'persons',
  when: {
    perDay: (world, person) => {
      const u = curiosity.of(world, person);
      return PER_DAY * 3 * u * u * (world.customers.persona[person] === RETIRED ? 0.5 : 1.15);
    },
  },
  plan: (plan, person, rng) => {
    plan.event(person, timeOnline(plan.day, rng), plan.world.customers.currentAccount[person]!);
  },
  enact: (present) => recordOwnLogin(present, LOGIN, present.target, true),
});
