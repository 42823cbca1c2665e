import { BY_WALLET, CASH, CREDIT, DEBIT, ONLINE } from '../kernel/options.ts';
import { unitOf } from '../kernel/random.ts';
import { type Cards, CREDIT_SLOT, DEBIT_SLOT } from './cards.ts';
import { categories } from './categories.ts';
import type { Customers } from './customers.ts';
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

/** By range of sums: up to small, medium, large and the most, and beyond. */
const CASH_OF_AMOUNT = [SMALL_CASH, MEDIUM_CASH, UPPER_CASH, LARGE_CASH, 0] as const;

const creditTaste = new Trait('credit_card_taste');
const walletTaste = new Trait('wallet');
/** Rows (category, range of sums). */
const cashFactors = Float64Array.from(
  categories.flatMap((category) => CASH_OF_AMOUNT.map((of) => of * category.cashFactor)),
);

// A payment style: bit 0 whether the person uses the telephone, bits 1-7 how he chooses his card, from never credit by
// degrees to always credit, or none where he has no card.
const WALLET = 1;
const ALWAYS_DEBIT = 0;
const DEGREES = 125;
const ALWAYS_CREDIT = 126;
const NO_CARD = 127;
const creditChances = (level: number) =>
  Float64Array.from({ length: 128 }, (_, choice) =>
    choice === ALWAYS_DEBIT ? 0 : choice >= ALWAYS_CREDIT ? 1 : level * ((choice - 0.5) / DEGREES),
  );
const creditAtCounter = creditChances(CREDIT_AT_COUNTER);
const creditOnline = creditChances(CREDIT_ONLINE);

/** Notes how persons like to pay. Needs their cards. */
export function describePayments(seed: number, customers: Customers, cards: Cards, startDay: number): void {
  for (let person = 0; person < customers.personCount; person++) {
    const hasDebit = cards.account[cards.slot(person, DEBIT_SLOT)]! >= 0;
    const hasCredit = cards.account[cards.slot(person, CREDIT_SLOT)]! >= 0;
    const degree = 1 + Math.floor(creditTaste.of({ seed }, person) * DEGREES);
    const both = hasDebit ? degree : ALWAYS_CREDIT;
    const choice = hasCredit ? both : hasDebit ? ALWAYS_DEBIT : NO_CARD;
    const years = (startDay - customers.birthDay[person]!) / DAYS_PER_YEAR;
    const usesWallet = walletTaste.of({ seed }, person) < WALLET_AT_20 - (years - 20) * WALLET_PER_YEAR;
    customers.paymentStyle[person] = (choice << 1) | (usesWallet ? WALLET : 0);
  }
}

/**
 * How a person means to pay at a counter: options of `Plan.purchase`, or `NO_INSTRUMENT`. `cash`, `card` and
 * `wallet` are uniform 32-bit integers. Chance is not branched on, since processors guess it wrong.
 */
export function payAtCounter(
  world: World,
  person: number,
  category: number,
  amountCents: number,
  cash: number,
  card: number,
  wallet: number,
): number {
  const { customers } = world;
  const isCash = Number(unitOf(cash) < customers.cashShare[person]! * cashFactor(category, amountCents));
  const style = customers.paymentStyle[person]!;
  const choice = style >>> 1;
  if (choice === NO_CARD) return isCash === 1 || amountCents < MOST_CASH_CENTS ? CASH : NO_INSTRUMENT;
  const isCredit = Number(unitOf(card) < creditAtCounter[choice]!);
  const isByWallet = Number(unitOf(wallet) < WALLET_AT_COUNTER) & style;
  const byCard = DEBIT + isCredit * (CREDIT - DEBIT) + isByWallet * BY_WALLET;
  return byCard + isCash * (CASH - byCard);
}

/**
 * How a person means to pay in an online shop: options of `Plan.purchase`, or `NO_INSTRUMENT`. `card` and `wallet` are
 * uniform 32-bit integers.
 */
export function payOnline(world: World, person: number, card: number, wallet: number): number {
  const style = world.customers.paymentStyle[person]!;
  const choice = style >>> 1;
  if (choice === NO_CARD) return NO_INSTRUMENT;
  const isCredit = Number(unitOf(card) < creditOnline[choice]!);
  const isByWallet = Number(unitOf(wallet) < WALLET_ONLINE) & style;
  return (DEBIT + isCredit * (CREDIT - DEBIT) + isByWallet * BY_WALLET) | ONLINE;
}

/** Share of purchases in cash relative to the person's own, by category and sum. */
export function cashFactor(category: number, amountCents: number): number {
  const lower = Number(amountCents >= SMALL_CENTS) + Number(amountCents >= MEDIUM_CENTS);
  const range = lower + Number(amountCents >= LARGE_CENTS) + Number(amountCents >= MOST_CASH_CENTS);
  return cashFactors[category * CASH_OF_AMOUNT.length + range]!;
}

/** The card that a person leaves with shops for regular charges: the same every time. */
export function cardOnFile(world: World, person: number): number {
  const { cards } = world;
  const hasDebit = cards.account[person * 2]! >= 0;
  const hasCredit = cards.account[person * 2 + 1]! >= 0;
  if (!hasDebit && !hasCredit) return NO_INSTRUMENT;
  return hasCredit && (!hasDebit || creditTaste.of(world, person) > 0.4) ? CREDIT : DEBIT;
}
