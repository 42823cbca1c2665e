import {
  carFactor,
  categoryIndex,
  dayFactor,
  defineBehavior,
  planPurchase,
  purchasesPerDay,
} from '../../src/define.ts';

const TRANSPORT = categoryIndex('transport');

/** Buses, trains and parking: at one of a few fixed fares; who has a car buys fewer. */
export default defineBehavior({
  name: 'transport',
  doc: 'Buses, trains and taxis at fixed fares, at rush hour; less by people with a car.',
  who: 'persons',
  when: {
    perDay: (world, person) => purchasesPerDay(world, person, TRANSPORT) * carFactor(world, person, false),
    factor: dayFactor(TRANSPORT),
  },
  plan: (plan, person, rng) => {
    planPurchase(plan, person, TRANSPORT, rng);
  },
});
