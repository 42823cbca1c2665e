import {
  channels,
  codesOf,
  declineReasons,
  NULL_CODE,
  type Payment,
  paymentTypes,
  type Shard,
  type World,
} from '../src/define.ts';
import type { Detection } from './detection.ts';

/**
 * A bank's answer to a payment: the account must live, the card be valid and its code right, the limits kept, the money
 * there. It sees what the payment says and its own books, never the cause.
 */

const reason = codesOf(declineReasons);
const type = codesOf(paymentTypes);
const channel = codesOf(channels);

/** Share of card payments that fail because the issuer does not answer (assumption: availability of 99.95 %). */
const UNAVAILABLE = 0.0005 * 2 ** 32;
/** Accidents share one draw a row; those of the log lie at its ends, this one in the middle, so that none go together. */
const HALF = 2 ** 31;
/** Cash a day and card, and purchases a day and debit card, in cents: common terms of euro-area banks. */
const DAILY_CASH_CENTS = 100_000;
const DAILY_DEBIT_CENTS = 500_000;
/** Transfers online a day and account, in cents, unless the customer raised it. */
export const DAILY_TRANSFER_CENTS = 1_000_000;

/** Doubles of an account's record in the books. */
const DOUBLES = 4;
const DAY = 0;
const TRANSFERRED = 1;
const WITHDRAWN = 2;
const LIMIT = 3;

/** What banks keep of the day, by account: cents sent online and cents taken from machines, and what may be sent. */
export class BankBooks {
  private readonly records: Float64Array;

  constructor(world: World) {
    const { customers, ledger } = world;
    this.records = new Float64Array(ledger.count * DOUBLES);
    for (let at = 0; at < this.records.length; at += DOUBLES) this.records[at + LIMIT] = DAILY_TRANSFER_CENTS;
    for (let customer = 0; customer < customers.count; customer++) {
      const account = customers.currentAccount[customer]!;
      // Businesses and high earners agree on more.
      const agreed = customers.incomeCents[customer]! * (customer < customers.personCount ? 3 : 1);
      if (account >= 0) this.records[account * DOUBLES + LIMIT] = Math.max(DAILY_TRANSFER_CENTS, agreed);
    }
  }

  transferLimitCents(account: number): number {
    return this.records[account * DOUBLES + LIMIT]!;
  }

  /** Cents sent online from an account on a day, which is today: earlier days are forgotten. */
  transferredCents(account: number, day: number): number {
    return this.onDay(account, day, TRANSFERRED);
  }

  /** Cents taken from machines, likewise. */
  withdrawnCents(account: number, day: number): number {
    return this.onDay(account, day, WITHDRAWN);
  }

  countTransfer(account: number, day: number, cents: number): void {
    this.count(account, day, TRANSFERRED, cents);
  }

  countWithdrawal(account: number, day: number, cents: number): void {
    this.count(account, day, WITHDRAWN, cents);
  }

  private onDay(account: number, day: number, what: number): number {
    const at = account * DOUBLES;
    return this.records[at + DAY] === day ? this.records[at + what]! : 0;
  }

  private count(account: number, day: number, what: number, cents: number): void {
    const at = account * DOUBLES;
    const { records } = this;
    if (records[at + DAY] !== day) {
      records[at + DAY] = day;
      records[at + TRANSFERRED] = 0;
      records[at + WITHDRAWN] = 0;
    }
    records[at + what]! += cents;
  }
}

/**
 * Decides on `payment`: a code of `decline_reason`, or `NULL_CODE` when it may pass. A detector, if there is one, has the
 * last word on what passes the bank's own checks.
 */
export function authorise(shard: Shard, books: BankBooks, payment: Payment, detection: Detection | undefined): number {
  const { ledger } = shard.world;
  const { origin, destination, amountCents } = payment;
  // A recall is the bank's own act; it reaches frozen accounts.
  if (payment.type === type.payment_recall) return NULL_CODE;
  // What was reserved is booked, whatever has become of card and account since.
  if (payment.releasesCents > 0) return NULL_CODE;
  // Merchants may owe their acquirer refunds until the next sales.
  if (payment.type === type.card_refund || payment.type === type.chargeback) return NULL_CODE;
  const status = ledger.statusOf(origin);
  if (status !== 0) return status === 1 ? reason.account_frozen : reason.account_closed;
  if (ledger.statusOf(destination) === 2) return reason.account_closed;
  if (payment.cardSlot >= 0) {
    const answer = checkCard(shard, books, payment);
    if (answer !== NULL_CODE) return answer;
  }
  const isOnline = payment.channel === channel.mobile || payment.channel === channel.web;
  if (isOnline && exceedsTransferLimit(shard, books, origin, amountCents)) return reason.limit_exceeded;
  if (ledger.available(origin as never) < amountCents) return reason.insufficient_funds;
  if (detection !== undefined) {
    const verdict = detection.decide(payment);
    if (verdict !== NULL_CODE) return verdict;
  }
  countTowardsLimits(shard, books, payment, isOnline);
  return NULL_CODE;
}

function checkCard(shard: Shard, books: BankBooks, payment: Payment): number {
  const { cards } = shard.world;
  const slot = payment.cardSlot;
  if (payment.card !== cards.id(slot)) return cards.wasFormerBlocked(slot) ? reason.card_blocked : reason.card_expired;
  if (cards.isBlocked(slot)) return reason.card_blocked;
  if (cards.expiresDay(slot) < shard.day) return reason.card_expired;
  if (payment.hasWrongData) return reason.invalid_card_data;
  if (payment.cvvResult === 1) return reason.cvv_mismatch;
  if (payment.accident - HALF >= 0 && payment.accident - HALF < UNAVAILABLE) return reason.issuer_unavailable;
  if (payment.type === type.cash_withdrawal) {
    const withdrawn = books.withdrawnCents(payment.origin, shard.day);
    return withdrawn + payment.amountCents > DAILY_CASH_CENTS ? reason.limit_exceeded : NULL_CODE;
  }
  if (cards.isCredit(slot)) return NULL_CODE;
  const spent = cards.spentCents(slot, shard.day);
  return spent + payment.amountCents > DAILY_DEBIT_CENTS ? reason.limit_exceeded : NULL_CODE;
}

function exceedsTransferLimit(shard: Shard, books: BankBooks, account: number, amountCents: number): boolean {
  return books.transferredCents(account, shard.day) + amountCents > books.transferLimitCents(account);
}

function countTowardsLimits(shard: Shard, books: BankBooks, payment: Payment, isOnline: boolean): void {
  const { origin, amountCents, cardSlot } = payment;
  if (isOnline) books.countTransfer(origin, shard.day, amountCents);
  if (cardSlot < 0) return;
  const { cards } = shard.world;
  if (payment.type === type.cash_withdrawal) books.countWithdrawal(origin, shard.day, amountCents);
  else if (!cards.isCredit(cardSlot)) cards.spend(cardSlot, shard.day, amountCents);
}
