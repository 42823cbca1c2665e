import {
  carFactor,
  categoryIndex,
  dayFactor,
  defineBehavior,
  PREAUTHORISED,
  planPurchase,
  purchasesPerDay,
} from '../../src/define.ts';

const FUEL = categoryIndex('fuel');
/** Share of fillings at a pump with its own terminal, which reserves first; the rest is paid at the till. */
const AT_PUMP = 0.35;

/** Drivers fill up about once a week, most at one or two stations; one in four stops at a round sum. */
export default defineBehavior({
  name: 'fuel',
  doc: 'Petrol by people with a car, a third at a pump that reserves the sum first.',
  who: 'persons',
  when: {
    perDay: (world, person) => purchasesPerDay(world, person, FUEL) * carFactor(world, person, true),
    factor: dayFactor(FUEL),
  },
  plan: (plan, person, rng) => {
    planPurchase(plan, person, FUEL, rng, rng.uniform() < AT_PUMP ? PREAUTHORISED : 0);
  },
});
