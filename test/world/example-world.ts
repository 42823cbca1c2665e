import { buildWorld } from '../../src/world/build.ts';
import { parseDay } from '../../src/world/calendar.ts';
import type { World } from '../../src/world/world.ts';

export const START_DAY = parseDay('2026-01-01');

/** A world of 5,000 customers that tests look at and never change; built once. */
export function exampleWorld(): World {
  built ??= buildWorld({ seed: 3, customers: 5_000, startDay: START_DAY, names: true });
  return built;
}

let built: World | undefined;

/** Rows of all persons. */
export function personsOf(world: World): number[] {
  return Array.from({ length: world.customers.personCount }, (_, person) => person);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
