import { exp, ln, pow } from '../kernel/elementary.ts';
import { hash3, streamKey } from '../kernel/random.ts';
import { categories } from './categories.ts';
import { type Customers, WITH_FAMILY } from './customers.ts';
import { MOST_OF_FREE_INCOME, meanOverBaskets } from './prices.ts';
import { purchasesPerDay } from './purchases.ts';

const DAYS_PER_MONTH = 30.4;
/** Direct debits of a person with EUR 2,200 a month, and those that the head of a household pays for all. */
const OWN_BILLS_CENTS = 12_000;
const HOUSEHOLD_BILLS_CENTS = 12_500;
const REFERENCE_INCOME_CENTS = 220_000;
const BILLS_ELASTICITY = 0.45;
/** What is put aside, lent, given and paid as fees, of what is left after housing. */
const SAVED = 0.07;
/** What is planned at shops, as a share of the rest: about a tenth of it comes to nothing, and so does what is too dear. */
const SPENT_LEAST = 1.15;
const SPENT_MOST = 1.42;
/** Who has more than he would spend by habit buys dearer things; close enough is good enough. */
const CLOSE = 1.03;
const LOWEST_LEVEL = 0.12;
const HIGHEST_LEVEL = 7.5;
/** How a cut is shared between paying less at a time and paying less often. */
const CUT_OF_ACTIVITY = 0.25;
const ROUNDS = 4;

const LEVEL_CELLS = 48;
const CAP_CELLS = 14;
const LOWEST_CAP_CENTS = 5_000;
const HIGHEST_CAP_CENTS = 1_200_000;
const LN_LEVELS = ln(HIGHEST_LEVEL / LOWEST_LEVEL);
const LN_CAPS = ln(HIGHEST_CAP_CENTS / LOWEST_CAP_CENTS);
/** The mean price of what was too dear and is replaced by something cheaper, as a share of the most. */
const REPLACED = 0.625;

/**
 * Fits what every person spends at shops in the mean to what he has: cuts both sums and numbers of purchases where habits
 * cost more, and lets people spend more where they cost less. Needs incomes, housing and `limitSpending`.
 */
export function fitBudgets(seed: number, customers: Customers): void {
  const key = streamKey(seed, 'world/budget');
  const online = meanADay(1);
  const counter = meanADay(0);
  const { spendLevel, activity, onlineShare, incomeCents, housingCents, household, housing, personCount } = customers;
  let first = 0;
  let shared = 0;
  for (let person = 0; person < personCount; person++) {
    if (person === 0 || household[person] !== household[first]) {
      first = person;
      shared = meanLeft(customers, first);
    }
    const own = incomeCents[person]! - housingCents[person]!;
    const has = housing[person] === WITH_FAMILY ? own : 0.7 * own + 0.3 * Math.min(shared, 2 * own);
    const means = pow(incomeCents[person]! / REFERENCE_INCOME_CENTS, BILLS_ELASTICITY);
    const isHead = person === first;
    const bills = (OWN_BILLS_CENTS + (isHead ? HOUSEHOLD_BILLS_CENTS : 0)) * means;
    const spent = SPENT_LEAST + (SPENT_MOST - SPENT_LEAST) * (hash3(key, person, 0, 0) / 4294967296);
    const budget = Math.max(0.25 * has, (1 - SAVED) * has - bills) * spent;
    const cap = cell(ln((MOST_OF_FREE_INCOME * own) / LOWEST_CAP_CENTS) / LN_CAPS, CAP_CELLS);
    let hasCut = false;
    for (let round = 0; round < ROUNDS; round++) {
      const level = cell(ln(spendLevel[person]! / LOWEST_LEVEL) / LN_LEVELS, LEVEL_CELLS);
      const row = level * CAP_CELLS + cap;
      const ofOnline = onlineShare[person]!;
      const cents = activity[person]! * (ofOnline * online[row]! + (1 - ofOnline) * counter[row]!);
      const ratio = budget / (cents * DAYS_PER_MONTH);
      if (ratio > 1) {
        if (ratio < CLOSE || hasCut) break;
        spendLevel[person] = Math.min(HIGHEST_LEVEL, spendLevel[person]! * ratio);
        continue;
      }
      hasCut = true;
      const level0 = spendLevel[person]!;
      spendLevel[person] = Math.max(LOWEST_LEVEL, level0 * pow(ratio, 1 - CUT_OF_ACTIVITY));
      activity[person] = activity[person]! * pow(ratio, CUT_OF_ACTIVITY);
    }
  }
}

/** Cents left after housing, per member of the household that begins with a person. */
function meanLeft(customers: Customers, first: number): number {
  const { household, incomeCents, housingCents, personCount } = customers;
  let sum = 0;
  let last = first;
  for (; last < personCount && household[last] === household[first]; last++)
    sum += incomeCents[last]! - housingCents[last]!;
  return sum / (last - first);
}

function cell(share: number, cells: number): number {
  return Math.min(cells - 1, Math.max(0, Math.floor(share * cells)));
}

/** Mean cents a day of a person with activity 1 who makes such a share of his purchases online; rows (level, what is too dear). */
function meanADay(onlineShare: number): Float64Array {
  const customers = { activity: Float32Array.of(1), onlineShare: Float32Array.of(onlineShare) };
  const rates = categories.map((_, category) => purchasesPerDay({ customers }, 0, category));
  return Float64Array.from({ length: LEVEL_CELLS * CAP_CELLS }, (_, row) => {
    const cap = LOWEST_CAP_CENTS * exp((LN_CAPS * ((row % CAP_CELLS) + 0.5)) / CAP_CELLS);
    const spendLevel = LOWEST_LEVEL * exp((LN_LEVELS * (Math.floor(row / CAP_CELLS) + 0.5)) / LEVEL_CELLS);
    const cheaper = (cents: number): number => (cents > cap ? cap * REPLACED : cents);
    return rates.reduce(
      (sum, rate, category) => sum + (rate === 0 ? 0 : rate * meanOverBaskets(category, spendLevel, cheaper)),
      0,
    );
  });
}
