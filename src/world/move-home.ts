import type { Rng } from '../kernel/random.ts';
import { degreesEastPerKm, degreesNorthPerKm, REGIONAL, WIDE } from './places.ts';
import type { World } from './world.ts';

/** Share of moves that leave the region. */
const FAR_SHARE = 0.25;

/** A household moves to a home in its city or another one near by; its members, consecutive rows, move together. */
export function moveHome(world: World, person: number, rng: Rng): void {
  const { customers, places } = world;
  const reach = rng.chance(FAR_SHARE) ? WIDE : REGIONAL;
  const city = places.pickNear(customers.city[person]!, rng.uint32(), rng.uint32(), reach);
  const spreadKm = places.radiusKm[city]!;
  const latitude = places.latitude[city]! + rng.normal() * spreadKm * degreesNorthPerKm;
  const longitude = places.longitude[city]! + rng.normal() * spreadKm * degreesEastPerKm(latitude);
  const household = customers.household[person]!;
  for (let member = person; customers.household[member] === household; member++) {
    customers.city[member] = city;
    customers.latitude[member] = latitude;
    customers.longitude[member] = longitude;
  }
}
