import { hash3, type StreamKey, streamKey } from '../kernel/random.ts';
import type { World } from './world.ts';

const TWO_POW_MINUS_32 = 1 / 4294967296;

/**
 * Something about an agent that stays as it is: whether he has a car, on which day he pays the insurance. It is
 * recomputed from the seed whenever it is asked for, so that nothing needs to be stored.
 *
 * @example
 * const car = new Trait('car');
 * const hasCar = car.of(world, person) < 0.6;
 */
export class Trait {
  private readonly key: StreamKey;

  /** The name is part of the data format. */
  constructor(name: string) {
    this.key = streamKey('trait', name);
  }

  /** The agent's own number in [0, 1); `index` tells several of a kind apart. */
  of(world: Pick<World, 'seed'>, agent: number, index = 0): number {
    return hash3(this.key, agent, index, world.seed) * TWO_POW_MINUS_32;
  }

  /** The agent's own integer from `low` to `high`, both included. */
  between(world: World, agent: number, low: number, high: number, index = 0): number {
    return low + Math.floor(this.of(world, agent, index) * (high - low + 1));
  }
}
