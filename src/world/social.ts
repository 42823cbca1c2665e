import { Rng, type StreamKey, streamKey } from '../kernel/random.ts';
import type { Customers } from './customers.ts';
import type { Neighbourhoods } from './neighbourhoods.ts';

/** What ties two persons: a home, blood, sympathy, work. */
export const ties = ['household', 'kin', 'friend', 'colleague'] as const;
export type Tie = (typeof ties)[number];
export const HOUSEHOLD_TIE = 0;
export const KIN_TIE = 1;
export const FRIEND_TIE = 2;
export const COLLEAGUE_TIE = 3;

/**
 * Who knows whom, in compressed sparse rows: the neighbours of person `p` are
 * `neighbours[offsets[p]] .. neighbours[offsets[p + 1] - 1]`, with the kind of tie beside them. Ties are mutual.
 */
export interface SocialGraph {
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  /** Index into `ties`. */
  readonly tie: Uint8Array;
  /** Number of persons whom somebody knows. */
  degree(person: number): number;
  /** One of them, or -1 for hermits and businesses. `u` is a uniform uint32. */
  pick(person: number, u: number): number;
}

/** Kin outside the household, and friends, whom a person has found among those before him: means. */
const KIN_FOUND = 0.9;
const FRIENDS_FOUND = 3;
/** Sigma of the logarithm of sociability, which gives the degrees a mild tail. */
const SOCIABILITY_SIGMA = 0.6;
const MOST_FOUND = 24;
/** Share of friends met through a friend: what makes clusters. */
const THROUGH_FRIENDS = 0.5;
/** Friends live a few doors away; rows of a city stand for streets. */
const MEAN_DOORS = 12;
const FAR_FRIENDS = 0.12;
/** Friends are about of an age, unless nobody is found. */
const AGE_GAP_DAYS = 12 * 365;
const TRIES = 4;
/** Kin lives anywhere, mostly in the same city. */
const KIN_IN_CITY = 0.65;
/** Chance to be close to the colleague hired before, and to the one before him. */
const COLLEAGUE_CHANCES = [0.7, 0.45] as const;

/**
 * Builds the social graph. Everybody looks for acquaintances among the persons before him only, so that a larger world
 * adds ties to those of a smaller one and takes none away.
 */
export function buildSocialGraph(seed: number, customers: Customers, neighbourhoods: Neighbourhoods): SocialGraph {
  return compress(customers.personCount, neighbourhoods.persons, findTies(seed, customers, neighbourhoods));
}

/** Ties between rows as they are found: those of row `r` are `firstTie[r] .. firstTie[r + 1] - 1`. */
class FoundTies {
  count = 0;
  target: Int32Array;
  tie: Uint8Array;
  readonly firstTie: Int32Array;

  constructor(rowCount: number) {
    const capacity = Math.ceil(rowCount * 4.1) + 64;
    this.target = new Int32Array(capacity);
    this.tie = new Uint8Array(capacity);
    this.firstTie = new Int32Array(rowCount + 1);
  }

  /** Adds a tie of the row whose ties begin at `first`, unless it has one to the target. */
  add(first: number, target: number, tie: number): void {
    for (let found = first; found < this.count; found++) if (this.target[found] === target) return;
    if (this.count === this.target.length) this.grow();
    this.target[this.count] = target;
    this.tie[this.count++] = tie;
  }

  private grow(): void {
    const capacity = Math.ceil(this.target.length * 1.2) + 64;
    const { target, tie } = this;
    this.target = new Int32Array(capacity);
    this.tie = new Uint8Array(capacity);
    this.target.set(target);
    this.tie.set(tie);
  }
}

/**
 * Works on rows of the neighbourhoods, not on persons, since those who live near each other are near in memory then.
 */
function findTies(seed: number, customers: Customers, neighbourhoods: Neighbourhoods): FoundTies {
  const key: StreamKey = streamKey(seed, 'world/social');
  const rng = new Rng();
  const { offsets, persons } = neighbourhoods;
  const { personCount } = customers;
  const household = inOrderOf(persons, customers.household);
  const birthDay = inOrderOf(persons, customers.birthDay);
  const rowOf = new Int32Array(personCount);
  for (let row = 0; row < personCount; row++) rowOf[persons[row]!] = row;
  const [colleague, formerColleague] = colleaguesBefore(customers);
  const found = new FoundTies(personCount);
  const { firstTie } = found;
  const introducible = new Uint8Array(personCount);

  for (let city = 0; city + 1 < offsets.length; city++) {
    const start = offsets[city]!;
    for (let row = start; row < offsets[city + 1]!; row++) {
      const person = persons[row]!;
      const home = household[row]!;
      const first = found.count;
      firstTie[row] = first;
      rng.seek(key, person, 0);
      for (let other = row - 1; other >= start && household[other] === home; other--) {
        found.add(first, other, HOUSEHOLD_TIE);
      }
      const kin = person === 0 ? 0 : rng.poisson(KIN_FOUND);
      for (let n = 0; n < kin; n++) {
        const inCity = rng.chance(KIN_IN_CITY);
        const u = rng.uniform();
        const other = inCity && row > start ? start + Math.floor(u * (row - start)) : rowOf[Math.floor(u * person)]!;
        if (household[other] !== home) found.add(first, other, KIN_TIE);
      }
      const friends = Math.min(MOST_FOUND, rng.poisson(FRIENDS_FOUND * rng.logNormal(0.84, SOCIABILITY_SIGMA)));
      for (let n = 0; n < friends && row > start; n++) {
        const other = findFriend(person, row, start, first);
        if (other >= 0) found.add(first, other, FRIEND_TIE);
      }
      // Who works where depends on the size of the world: nobody is introduced to colleagues.
      introducible[row] = found.count - first;
      for (const other of [colleague[person]!, formerColleague[person]!]) {
        const chance = other === colleague[person] ? COLLEAGUE_CHANCES[0] : COLLEAGUE_CHANCES[1];
        if (other >= 0 && rng.chance(chance)) found.add(first, rowOf[other]!, COLLEAGUE_TIE);
      }
      firstTie[row + 1] = found.count;
    }
  }
  return found;

  function findFriend(person: number, row: number, start: number, first: number): number {
    if (found.count > first && rng.chance(THROUGH_FRIENDS)) {
      const through = found.target[first + rng.below(found.count - first)]!;
      // Kin in a city that has not been visited yet has no friends to introduce.
      const theirs = through < row ? introducible[through]! : 0;
      if (theirs > 0) {
        const other = found.target[firstTie[through]! + rng.below(theirs)]!;
        if (persons[other]! < person && household[other] !== household[row]) return other;
      }
    }
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const doors = rng.chance(FAR_FRIENDS)
        ? 1 + rng.below(row - start)
        : 1 + Math.floor(rng.exponential(MEAN_DOORS * (1 + attempt)));
      if (doors > row - start) continue;
      const other = row - doors;
      const gap = Math.abs(birthDay[other]! - birthDay[row]!);
      if (household[other] !== household[row] && gap < AGE_GAP_DAYS) return other;
    }
    return -1;
  }
}

function inOrderOf(persons: Int32Array, column: Int32Array): Int32Array {
  const ordered = new Int32Array(persons.length);
  for (let row = 0; row < persons.length; row++) ordered[row] = column[persons[row]!]!;
  return ordered;
}

/** Who was hired just before somebody by the same employer, and the one before him; -1 where nobody was. */
function colleaguesBefore({ personCount, employer, count }: Customers): readonly [Int32Array, Int32Array] {
  const last = new Int32Array(count - personCount).fill(-1);
  const before = new Int32Array(personCount).fill(-1);
  const beforeThat = new Int32Array(personCount).fill(-1);
  for (let person = 0; person < personCount; person++) {
    if (employer[person]! < 0) continue;
    const business = employer[person]! - personCount;
    before[person] = last[business]!;
    if (before[person]! >= 0) beforeThat[person] = before[before[person]!]!;
    last[business] = person;
  }
  return [before, beforeThat];
}

/** Lists every tie with both of its persons. */
function compress(personCount: number, persons: Int32Array, found: FoundTies): SocialGraph {
  const { firstTie } = found;
  const degrees = new Int32Array(personCount);
  for (let row = 0; row < personCount; row++) degrees[row] = firstTie[row + 1]! - firstTie[row]!;
  for (let each = 0; each < found.count; each++) degrees[found.target[each]!]!++;
  const offsets = new Int32Array(personCount + 1);
  for (let row = 0; row < personCount; row++) offsets[persons[row]! + 1] = degrees[row]!;
  for (let person = 0; person < personCount; person++) offsets[person + 1]! += offsets[person]!;
  // Where the next tie of a row's person goes.
  const next = degrees;
  for (let row = 0; row < personCount; row++) next[row] = offsets[persons[row]!]!;
  const neighbours = new Int32Array(found.count * 2);
  const tie = new Uint8Array(found.count * 2);
  for (let row = 0; row < personCount; row++) {
    for (let each = firstTie[row]!; each < firstTie[row + 1]!; each++) {
      const target = found.target[each]!;
      const atSource = next[row]!++;
      const atTarget = next[target]!++;
      neighbours[atSource] = persons[target]!;
      neighbours[atTarget] = persons[row]!;
      tie[atSource] = found.tie[each]!;
      tie[atTarget] = found.tie[each]!;
    }
  }
  const degree = (person: number): number => (person < personCount ? offsets[person + 1]! - offsets[person]! : 0);
  return {
    offsets,
    neighbours,
    tie,
    degree,
    pick(person, u) {
      const count = degree(person);
      return count === 0 ? -1 : neighbours[offsets[person]! + Math.floor((u / 2 ** 32) * count)]!;
    },
  };
}
