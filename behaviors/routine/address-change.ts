import {
  codesOf,
  defineBehavior,
  eventTypes,
  isHeadOfHousehold,
  moveHome,
  recordOwnEvent,
  timeOnline,
} from '../../src/define.ts';

const CONTACT_CHANGE = codesOf(eventTypes).contact_change;
/** Households move every dozen years; a quarter more of the messages are new telephone numbers and e-mail addresses. */
const YEARS_IN_A_HOME = 12;
const OTHER_CONTACTS_PER_YEAR = 0.12;

const MOVES = 1;
const OTHER = 0;

/** A household moves, mostly within the region, and shops elsewhere from then on; or just a new e-mail address. */
export default defineBehavior({
  name: 'address_change',
  doc: 'A new address of a household, mostly in the region, or a new telephone number or e-mail address.',
  who: 'persons',
  when: {
    perDay: (world, person) => movesPerDay(isHeadOfHousehold(world, person)) + OTHER_CONTACTS_PER_YEAR / 365,
  },
  plan: (plan, person, rng) => {
    const moves = movesPerDay(isHeadOfHousehold(plan.world, person));
    const isMove = rng.uniform() * (moves + OTHER_CONTACTS_PER_YEAR / 365) < moves;
    plan.event(person, timeOnline(plan.day, rng), isMove ? MOVES : OTHER);
  },
  enact: (present) => {
    if (present.target === MOVES) moveHome(present.world, present.agent, present.rng);
    recordOwnEvent(present, CONTACT_CHANGE);
  },
});

function movesPerDay(isHead: boolean): number {
  return isHead ? 1 / (YEARS_IN_A_HOME * 365) : 0;
}
