import { Trait } from './trait.ts';
import type { World } from './world.ts';

/** Share of people who belong to a small club without an account of its own. */
const MEMBERS = 0.35;
/** Only people of this authority and more, a number from 0 to 1, are asked to keep the money. */
const LEAST_AUTHORITY = 0.65;

const authority = new Trait('club_authority');
const membership = new Trait('club_membership');

/**
 * The treasurer of a person's club, or -1. Everybody trusts the most trusted of those he knows, so that the members of a
 * club are people who know the same person.
 */
export function clubTreasurer(world: World, person: number): number {
  if (membership.of(world, person) >= MEMBERS) return -1;
  const { offsets, neighbours } = world.social;
  let most = Math.max(LEAST_AUTHORITY, authority.of(world, person));
  let treasurer = -1;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    const trust = authority.of(world, neighbours[row]!);
    if (trust <= most) continue;
    most = trust;
    treasurer = neighbours[row]!;
  }
  return treasurer;
}

/** Members who pay their dues to a person. */
export function clubMembers(world: World, person: number): number {
  if (authority.of(world, person) <= LEAST_AUTHORITY) return 0;
  const { offsets, neighbours } = world.social;
  let members = 0;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (clubTreasurer(world, neighbours[row]!) === person) members++;
  }
  return members;
}
