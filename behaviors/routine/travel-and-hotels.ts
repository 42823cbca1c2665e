import {
  categoryIndex,
  dayFactor,
  defineBehavior,
  PREAUTHORISED,
  planPurchase,
  purchasesPerDay,
  type World,
} from '../../src/define.ts';

const TRAVEL = categoryIndex('travel');
const HOTEL = categoryIndex('hotel');
/** Share of hotels that reserve the sum at arrival and book it at departure. */
const RESERVED = 0.6;

/** Trips are booked online in winter and spring; hotels are paid on the spot, in summer. */
export default defineBehavior({
  name: 'travel_and_hotels',
  doc: 'Flights and trips booked online, hotels paid on the spot after a reservation.',
  who: 'persons',
  lookAlikeOf: ['stolen_card_not_present'],
  when: { perDay: tripsPerDay, factor: dayFactor(HOTEL) },
  plan: (plan, person, rng) => {
    const isBooking = rng.uniform() * tripsPerDay(plan.world, person) < purchasesPerDay(plan.world, person, TRAVEL);
    if (isBooking) planPurchase(plan, person, TRAVEL, rng);
    else planPurchase(plan, person, HOTEL, rng, rng.uniform() < RESERVED ? PREAUTHORISED : 0);
  },
});

function tripsPerDay(world: World, person: number): number {
  return purchasesPerDay(world, person, TRAVEL) + purchasesPerDay(world, person, HOTEL);
}
