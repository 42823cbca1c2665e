import type { Behavior } from '../../src/kernel/behavior.ts';
import { DueIntents, Intents } from '../../src/kernel/intents.ts';
import { Planner } from '../../src/kernel/planner.ts';
import { buildWorld } from '../../src/world/build.ts';
import { localDay, parseDay } from '../../src/world/calendar.ts';
import { createHabits } from '../../src/world/habits.ts';
import type { World } from '../../src/world/world.ts';

export const FIRST_DAY = parseDay('2026-03-01');
export const CUSTOMERS = 2_000;
const SEED = 11;

export const worldOf = (seed = SEED): World =>
  buildWorld({ seed, customers: CUSTOMERS, startDay: FIRST_DAY, names: false });

/** An intent as a value. */
export interface Planned {
  readonly day: number;
  readonly time: number;
  readonly action: number;
  readonly agent: number;
  readonly origin: number;
  readonly target: number;
  readonly amountCents: number;
  readonly options: number;
  readonly behavior: string;
  readonly ordinal: number;
}

/** Plans days without anybody to carry them out, and hands out every intent. */
export function planDays(
  world: World,
  behaviors: readonly Behavior[],
  days: number,
  visit: (planned: Planned) => void,
): void {
  const planned = new Intents();
  const intents = new DueIntents(1);
  const planner = new Planner(SEED, world, behaviors, planned, createHabits(world, SEED));
  for (let day = FIRST_DAY; day < FIRST_DAY + days; day++) {
    planner.planDay(day);
    for (let row = 0; row < planned.count; row++) {
      planned.copyTo(intents, Int32Array.of(row), 0, 1);
      visit({
        day,
        time: intents.time[0]!,
        action: intents.action[0]!,
        agent: intents.agent[0]!,
        origin: intents.origin[0]!,
        target: intents.target[0]!,
        amountCents: intents.amountCents[0]!,
        options: intents.options[0]!,
        behavior: behaviors[intents.behavior[0]!]!.name,
        ordinal: intents.ordinal[0]!,
      });
    }
  }
}

/** How often each behaviour was asked to plan. */
export function countOccasions(world: World, behaviors: readonly Behavior[], days: number): number[] {
  const counts = behaviors.map(() => 0);
  const counting = behaviors.map(
    (behavior, index): Behavior => ({
      ...behavior,
      plan: (plan, agent, rng) => {
        counts[index]!++;
        behavior.plan(plan, agent, rng);
      },
    }),
  );
  planDays(world, counting, days, () => undefined);
  return counts;
}

/** First agent and the one after the last of a behaviour. */
export function agentRange(world: World, behavior: Behavior): readonly [number, number] {
  const { customers, merchants } = world;
  if (behavior.who === 'merchants') return [0, merchants.count];
  return behavior.who === 'persons' ? [0, customers.personCount] : [customers.personCount, customers.count];
}

/** Local milliseconds of day of an intent. */
export const msOfDayOf = ({ day, time }: Planned): number => time - localDay(day).startsAt;
