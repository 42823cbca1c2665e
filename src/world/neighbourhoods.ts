import type { Customers } from './customers.ts';

/**
 * The persons of each city in order of row. Since a larger world only adds persons at the end of every list, whoever
 * is chosen among those before somebody stays the same.
 */
export interface Neighbourhoods {
  /** Persons of city `c` are `persons[offsets[c]] .. persons[offsets[c + 1] - 1]`. */
  readonly offsets: Int32Array;
  readonly persons: Int32Array;
}

/** Sorts the persons by city, stably. */
export function neighbourhoodsOf(customers: Customers, cityCount: number): Neighbourhoods {
  const offsets = new Int32Array(cityCount + 1);
  for (let person = 0; person < customers.personCount; person++) offsets[customers.city[person]! + 1]!++;
  for (let city = 0; city < cityCount; city++) offsets[city + 1]! += offsets[city]!;
  const next = offsets.slice();
  const persons = new Int32Array(customers.personCount);
  for (let person = 0; person < customers.personCount; person++) persons[next[customers.city[person]!]!++] = person;
  return { offsets, persons };
}
