import { exp, pow } from '../kernel/elementary.ts';
import { Rng, streamKey } from '../kernel/random.ts';
import type { Customers } from './customers.ts';
import { personaIndex, personas } from './personas.ts';
import type { Places } from './places.ts';

const DAYS_PER_YEAR = 365.25;
/**
 * Sigma of the logarithm of a person's activity. With the differences between personas and the chance of daily life it
 * gives a Gini coefficient of transactions per customer of .5 to .6.
 */
export const ACTIVITY_SIGMA = 1.12;
const MEAN_OF_LOG = (ACTIVITY_SIGMA * ACTIVITY_SIGMA) / 2;
const MOST_ACTIVE = 12;
const LEAST_INCOME_CENTS = 42_000;
const MOST_INCOME_CENTS = 9_000_000;
// First accounts are opened at sixteen, and kept for eleven years in the mean.
const FIRST_ACCOUNT_AGE = 16;
const MEAN_RELATION_DAYS = 11 * DAYS_PER_YEAR;
const MEAN_RELATION_DAYS_NEWCOMER = 400;
const DAYS_SINCE_1970_AT_LEAST = 1;

/**
 * Draws what a person has of his own: income, activity, shares of online and cash, risk class, first account, purse and
 * devices. Person `p` draws from his own stream. `spendLevel` follows in `housing.ts`, when it is known what is left.
 */
export function describePersons(seed: number, customers: Customers, places: Places, startDay: number): void {
  const key = streamKey(seed, 'world/person');
  const rng = new Rng();
  const newcomer = personaIndex('newcomer');
  const student = personaIndex('student');
  const cityLevels = places.rentLevel.map((level) => pow(level, 0.35));
  for (let person = 0; person < customers.personCount; person++) {
    rng.seek(key, person, 0);
    const persona = personas[customers.persona[person]!]!;
    const ageDays = startDay - customers.birthDay[person]!;
    const age = ageDays / DAYS_PER_YEAR;

    const cityLevel = cityLevels[customers.city[person]!]!;
    const full = rng.logNormal(persona.incomeMedianCents, persona.incomeSigma) * careerLevel(age) * cityLevel;
    // A fifth of the people in work do so part-time; what students earn is part-time work already.
    const partTime = rng.chance(0.2) && age < 63 && customers.persona[person] !== student;
    const income = full * (partTime ? 0.45 + 0.35 * rng.uniform() : 1);
    customers.incomeCents[person] = Math.round(clamp(income, LEAST_INCOME_CENTS, MOST_INCOME_CENTS));

    const activity = persona.activity * rng.logNormal(1, ACTIVITY_SIGMA) * EXP_MINUS_MEAN;
    customers.activity[person] = Math.min(activity, MOST_ACTIVE);
    customers.onlineShare[person] = Math.min(0.9, persona.onlineShare * rng.logNormal(0.88, 0.5) * youthLevel(age));
    const cashLover = rng.chance(0.04) ? 3 : 1;
    customers.cashShare[person] = Math.min(0.95, persona.cashShare * rng.logNormal(0.8, 0.6) * cashLover);

    const [medium, high] = persona.kycRisk;
    const risk = rng.uniform();
    customers.kycRisk[person] = risk < high ? 2 : risk < high + medium ? 1 : 0;

    const isNewcomer = customers.persona[person] === newcomer;
    const days = rng.exponential(isNewcomer ? MEAN_RELATION_DAYS_NEWCOMER : MEAN_RELATION_DAYS);
    const longest = Math.max(1, ageDays - FIRST_ACCOUNT_AGE * DAYS_PER_YEAR);
    const since = startDay - 1 - Math.floor(days < longest ? days : rng.uniform() * longest);
    customers.sinceDay[person] = Math.max(DAYS_SINCE_1970_AT_LEAST, since);

    customers.walletCents[person] = Math.round(rng.logNormal(4_200, 0.8) / 5) * 5;
    const spare = persona.devices - 1;
    customers.deviceCount[person] = 1 + Number(rng.chance(spare * 0.62)) + Number(rng.chance(spare * 0.38));
  }
}

const EXP_MINUS_MEAN = exp(-MEAN_OF_LOG);

/** Wages rise until fifty. */
function careerLevel(age: number): number {
  if (age >= 63) return 1;
  return age < 50 ? 0.9 + 0.28 * clamp((age - 20) / 30, 0, 1) : 1.18;
}

/** The old buy less online than their persona alone says. */
function youthLevel(age: number): number {
  return clamp(1.35 - age / 120, 0.55, 1.25);
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
