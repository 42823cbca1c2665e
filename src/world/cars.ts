import { personaIndex, personas } from './personas.ts';
import { Trait } from './trait.ts';
import type { World } from './world.ts';

/** Share of people with a car by way of life, in a middling town; assumptions. */
const OWNERS: Readonly<Record<string, number>> = {
  student: 0.3,
  worker: 0.72,
  family: 0.85,
  self_employed: 0.85,
  retired: 0.62,
  wealthy: 0.93,
  newcomer: 0.35,
};
const owners = personas.map(({ name }) => OWNERS[name] ?? 0);
const MEAN_SHARE = 0.69;
/** Who has a car buys so much less of bus and train tickets than who has none. */
const FARES_OF_OWNERS = 0.55;
const STUDENT = personaIndex('student');

const car = new Trait('car');

/**
 * What having a car or not makes of the mean number of fillings (`isFuel`) or of fares; the mean over persons is about 1.
 */
export function carFactor(world: World, person: number, isFuel: boolean): number {
  const persona = world.customers.persona[person]!;
  const hasCar = car.of(world, person) < owners[persona]!;
  if (isFuel) return hasCar ? 1 / MEAN_SHARE : 0;
  const fares = hasCar ? FARES_OF_OWNERS : persona === STUDENT ? 1.5 : 2;
  return fares / (FARES_OF_OWNERS * MEAN_SHARE + 1.9 * (1 - MEAN_SHARE));
}
