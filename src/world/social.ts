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
const KIN_FOUND = 0.75;
const FRIENDS_FOUND = 2.2;
/** Sigma of the logarithm of sociability, which gives the degrees a mild tail. */
const SOCIABILITY_SIGMA = 0.6;
const MOST_FOUND = 24;
/** Share of friends met through a friend: what makes clusters. */
const THROUGH_FRIENDS = 0.4;
/** Friends live a few doors away; rows of a city stand for streets. */
const MEAN_DOORS = 30;
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
  return compress(customers.personCount, findTies(seed, customers, neighbourhoods));
}

/** Ties as they are found: parallel columns, those of one source together. */
class FoundTies {
  count = 0;
  source: Int32Array;
  target: Int32Array;
  tie: Uint8Array;

  constructor(capacity: number) {
    this.source = new Int32Array(capacity);
    this.target = new Int32Array(capacity);
    this.tie = new Uint8Array(capacity);
  }

  /** Adds a tie unless the source, whose ties begin at row `first`, has one to the target. */
  add(first: number, source: number, target: number, tie: number): boolean {
    for (let row = first; row < this.count; row++) if (this.target[row] === target) return false;
    if (this.count === this.source.length) this.grow();
    this.source[this.count] = source;
    this.target[this.count] = target;
    this.tie[this.count++] = tie;
    return true;
  }

  private grow(): void {
    const capacity = Math.ceil(this.source.length * 1.3) + 64;
    const { source, target, tie } = this;
    this.source = new Int32Array(capacity);
    this.target = new Int32Array(capacity);
    this.tie = new Uint8Array(capacity);
    this.source.set(source);
    this.target.set(target);
    this.tie.set(tie);
  }
}

function findTies(seed: number, customers: Customers, { offsets, persons }: Neighbourhoods): FoundTies {
  const key: StreamKey = streamKey(seed, 'world/social');
  const rng = new Rng();
  const { personCount, household, employer, birthDay } = customers;
  const found = new FoundTies(personCount * 5 + 64);
  const firstTie = new Int32Array(personCount);
  const lastTie = new Int32Array(personCount);
  const colleagues = colleaguesBefore(customers);

  for (let city = 0; city + 1 < offsets.length; city++) {
    const start = offsets[city]!;
    for (let row = start; row < offsets[city + 1]!; row++) {
      const person = persons[row]!;
      const first = found.count;
      firstTie[person] = first;
      rng.seek(key, person, 0);
      for (let other = person - 1; other >= 0 && household[other] === household[person]; other--) {
        found.add(first, person, other, HOUSEHOLD_TIE);
      }
      const kin = person === 0 ? 0 : rng.poisson(KIN_FOUND);
      for (let n = 0; n < kin; n++) {
        const inCity = rng.chance(KIN_IN_CITY);
        const u = rng.uniform();
        const other = inCity && row > start ? persons[start + Math.floor(u * (row - start))]! : Math.floor(u * person);
        if (household[other] !== household[person]) found.add(first, person, other, KIN_TIE);
      }
      const friends = Math.min(MOST_FOUND, rng.poisson(FRIENDS_FOUND * rng.logNormal(0.84, SOCIABILITY_SIGMA)));
      for (let n = 0; n < friends && row > start; n++) {
        const other = findFriend(person, row, start, first);
        if (other >= 0) found.add(first, person, other, FRIEND_TIE);
      }
      if (employer[person]! >= 0) {
        for (let before = 0; before < 2; before++) {
          const other = colleagues[before]![person]!;
          if (rng.chance(COLLEAGUE_CHANCES[before]!) && other >= 0) found.add(first, person, other, COLLEAGUE_TIE);
        }
      }
      lastTie[person] = found.count;
    }
  }
  return found;

  function findFriend(person: number, row: number, start: number, first: number): number {
    if (found.count > first && rng.chance(THROUGH_FRIENDS)) {
      const through = found.target[first + rng.below(found.count - first)]!;
      const theirs = lastTie[through]! - firstTie[through]!;
      // Kin in a city that has not been visited yet has no friends to introduce.
      if (theirs > 0) {
        const other = found.target[firstTie[through]! + rng.below(theirs)]!;
        if (other !== person && other < person && household[other] !== household[person]) return other;
      }
    }
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const doors = rng.chance(FAR_FRIENDS)
        ? 1 + rng.below(row - start)
        : 1 + Math.floor(rng.exponential(MEAN_DOORS * (1 + attempt)));
      if (doors > row - start) continue;
      const other = persons[row - doors]!;
      const gap = Math.abs(birthDay[other]! - birthDay[person]!);
      if (household[other] !== household[person] && gap < AGE_GAP_DAYS) return other;
    }
    return -1;
  }
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
function compress(personCount: number, found: FoundTies): SocialGraph {
  const offsets = new Int32Array(personCount + 1);
  for (let row = 0; row < found.count; row++) {
    offsets[found.source[row]! + 1]!++;
    offsets[found.target[row]! + 1]!++;
  }
  for (let person = 0; person < personCount; person++) offsets[person + 1]! += offsets[person]!;
  const next = offsets.slice(0, personCount);
  const neighbours = new Int32Array(found.count * 2);
  const tie = new Uint8Array(found.count * 2);
  for (let row = 0; row < found.count; row++) {
    const source = found.source[row]!;
    const target = found.target[row]!;
    const atSource = next[source]!++;
    const atTarget = next[target]!++;
    neighbours[atSource] = target;
    neighbours[atTarget] = source;
    tie[atSource] = found.tie[row]!;
    tie[atTarget] = found.tie[row]!;
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
