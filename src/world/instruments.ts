import { BY_WALLET, CASH, CREDIT, DEBIT, ONLINE } from '../kernel/options.ts';
import type { Rng } from '../kernel/random.ts';
import { categories } from './categories.ts';
import { Trait } from './trait.ts';
import type { World } from './world.ts';

/** No instrument fits: the person has no card, and cash does not do. */
export const NO_INSTRUMENT = -1;

// The smaller the sum, the more of it is paid in coins (ECB SPACE: cash leads below EUR 20 and is rare above EUR 100).
const SMALL_CENTS = 1_000;
const MEDIUM_CENTS = 3_000;
const LARGE_CENTS = 10_000;
const SMALL_CASH = 1.25;
const MEDIUM_CASH = 0.85;
const UPPER_CASH = 0.55;
const LARGE_CASH = 0.15;
/** What is never paid in cash, by habit and partly by law. */
const MOST_CASH_CENTS = 50_000;

/** Share of people who tap with the telephone at 20 years of age, and how it falls by the year. */
const WALLET_AT_20 = 0.75;
const WALLET_PER_YEAR = 0.012;
const DAYS_PER_YEAR = 365.25;
/** Once somebody has it, so many of his purchases. */
const WALLET_AT_COUNTER = 0.8;
const WALLET_ONLINE = 0.3;

/** Holders of a credit card prefer it for larger sums and online; the mean over persons. */
const CREDIT_AT_COUNTER = 0.75;
const CREDIT_ONLINE = 1.15;

const creditTaste = new Trait('credit_card_taste');
const walletTaste = new Trait('wallet');
const cashFactors = Float64Array.from(categories, (category) => category.cashFactor);

/** How a person means to pay at a counter: options of `Plan.purchase`, or `NO_INSTRUMENT`. */
export function payAtCounter(world: World, person: number, category: number, amountCents: number, rng: Rng): number {
  const { customers, cards } = world;
  if (rng.uniform() < customers.cashShare[person]! * cashFactor(category, amountCents)) return CASH;
  const hasDebit = cards.account[person * 2]! >= 0;
  const hasCredit = cards.account[person * 2 + 1]! >= 0;
  if (!hasDebit && !hasCredit) return amountCents < MOST_CASH_CENTS ? CASH : NO_INSTRUMENT;
  const card =
    hasCredit && (!hasDebit || rng.uniform() < CREDIT_AT_COUNTER * creditTaste.of(world, person)) ? CREDIT : DEBIT;
  return usesWallet(world, person) && rng.uniform() < WALLET_AT_COUNTER ? card | BY_WALLET : card;
}

/** Share of purchases in cash relative to the person's own, by category and sum. */
export function cashFactor(category: number, amountCents: number): number {
  const ofAmount =
    amountCents < SMALL_CENTS
      ? SMALL_CASH
      : amountCents < MEDIUM_CENTS
        ? MEDIUM_CASH
        : amountCents < LARGE_CENTS
          ? UPPER_CASH
          : amountCents < MOST_CASH_CENTS
            ? LARGE_CASH
            : 0;
  return cashFactors[category]! * ofAmount;
}

/** How a person means to pay in an online shop: options of `Plan.purchase`, or `NO_INSTRUMENT`. */
export function payOnline(world: World, person: number, rng: Rng): number {
  const { cards } = world;
  const hasDebit = cards.account[person * 2]! >= 0;
  const hasCredit = cards.account[person * 2 + 1]! >= 0;
  if (!hasDebit && !hasCredit) return NO_INSTRUMENT;
  const card =
    hasCredit && (!hasDebit || rng.uniform() < CREDIT_ONLINE * creditTaste.of(world, person)) ? CREDIT : DEBIT;
  return usesWallet(world, person) && rng.uniform() < WALLET_ONLINE ? card | ONLINE | BY_WALLET : card | ONLINE;
}

/** The card that a person leaves with shops for regular charges: the same every time. */
export function cardOnFile(world: World, person: number): number {
  const { cards } = world;
  const hasDebit = cards.account[person * 2]! >= 0;
  const hasCredit = cards.account[person * 2 + 1]! >= 0;
  if (!hasDebit && !hasCredit) return NO_INSTRUMENT;
  return hasCredit && (!hasDebit || creditTaste.of(world, person) > 0.4) ? CREDIT : DEBIT;
}

function usesWallet(world: World, person: number): boolean {
  const years = (world.startDay - world.customers.birthDay[person]!) / DAYS_PER_YEAR;
  return walletTaste.of(world, person) < WALLET_AT_20 - (years - 20) * WALLET_PER_YEAR;
}
