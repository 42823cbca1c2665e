import { pow } from '../kernel/elementary.ts';
import { Rng, streamKey } from '../kernel/random.ts';
import { type Customers, WITH_FAMILY } from './customers.ts';

/** Median of what a person has left for purchases, and the power to which his purchases grow with it. */
const FREE_REFERENCE_CENTS = 140_000;
const FREE_EXPONENT = 0.85;
/** The more often somebody pays, the less at a time. */
const ACTIVITY_EXPONENT = -0.7;

/**
 * Sets what persons spend at a time so that activity times level follows what is left after housing: this is what
 * keeps purchases declined for want of funds rare.
 */
export function limitSpending(seed: number, customers: Customers): void {
  const key = streamKey(seed, 'world/spending');
  const rng = new Rng();
  const { personCount } = customers;
  for (let first = 0; first < personCount; ) {
    let last = first;
    let free = 0;
    while (last < personCount && customers.household[last] === customers.household[first]) {
      free += customers.incomeCents[last]! - customers.housingCents[last]!;
      last++;
    }
    // Households share a part of what they have; grown children keep what they earn.
    const shared = free / (last - first);
    for (let person = first; person < last; person++) {
      const own = customers.incomeCents[person]! - customers.housingCents[person]!;
      const has = customers.housing[person] === WITH_FAMILY ? own : 0.7 * own + 0.3 * Math.min(shared, own * 2);
      rng.seek(key, person, 0);
      const level =
        pow(has / FREE_REFERENCE_CENTS, FREE_EXPONENT) *
        pow(customers.activity[person]!, ACTIVITY_EXPONENT) *
        rng.logNormal(1, 0.2);
      customers.spendLevel[person] = Math.min(8, Math.max(0.1, level));
    }
    first = last;
  }
}
