import type { AccountId, Cents } from '../kernel/units.ts';

/** What an account is. `source` accounts create money and may go negative without bound: every cent starts at one. */
export const accountTypes = [
  'current',
  'savings',
  'credit_card',
  'business',
  'acquiring',
  'external',
  'cash',
  'source',
] as const;
export type AccountType = (typeof accountTypes)[number];
export const accountTypeCode = (type: AccountType): number => accountTypes.indexOf(type);

export const ACCOUNT_OPEN = 0;
/** Money may come in, none may go out. */
export const ACCOUNT_FROZEN = 1;
export const ACCOUNT_CLOSED = 2;

/** What is known of an account when it is opened. */
export interface AccountOpening {
  readonly type: AccountType;
  /** Index into the banks of the world. */
  readonly bank: number;
  /** Customer that owns it, or -1. */
  readonly owner: number;
  /** Merchant whose takings it collects, or -1. */
  readonly merchant?: number;
  /** Overdraft or credit line; `Infinity` for sources. */
  readonly limitCents?: number;
  /** Day of opening, in days since 1970-01-01. */
  readonly openedDay: number;
}

/** Doubles of an account's record: balance, limit and reservations, and a word of status and bank. */
const DOUBLES = 4;
const LIMIT = 1;
const HELD = 2;
/** Bytes of the record. */
const BYTES = 8 * DOUBLES;
const STATUS = 24;
const BANK = 25;

/**
 * Accounts, and the double entry that is the only way to change a balance.
 *
 * Balances are integer cents in doubles: exact up to 9e15 cents. Nothing is created or lost here, so the sum of all
 * balances is the sum of the opening balances, at any time. What every payment asks of an account lies in one record of
 * half a cache line, the rest in columns.
 *
 * @example
 * const ledger = new Ledger();
 * const bank = ledger.open({ type: 'source', bank: 0, owner: -1, openedDay: 0, limitCents: Infinity });
 * const alice = ledger.open({ type: 'current', bank: 1, owner: 0, openedDay: 0 });
 * ledger.book(bank, alice, 10_000 as Cents);
 * ledger.balanceOf(alice); // 10000
 */
export class Ledger {
  /** Accounts opened so far. */
  count = 0;
  type: Uint8Array;
  owner: Int32Array;
  merchant: Int32Array;
  openedDay: Int32Array;
  /** Day of closing, or -1. */
  closedDay: Int32Array;
  private records: Float64Array;
  private bytes: Uint8Array;

  constructor(capacity = 1024) {
    this.records = new Float64Array(capacity * DOUBLES);
    this.bytes = new Uint8Array(this.records.buffer);
    this.type = new Uint8Array(capacity);
    this.owner = new Int32Array(capacity);
    this.merchant = new Int32Array(capacity);
    this.openedDay = new Int32Array(capacity);
    this.closedDay = new Int32Array(capacity);
  }

  /** Opens an account with a balance of zero. */
  open(opening: AccountOpening): AccountId {
    if (this.count === this.type.length) this.grow();
    const account = this.count++;
    this.records[account * DOUBLES + LIMIT] = opening.limitCents ?? 0;
    this.bytes[account * BYTES + BANK] = opening.bank;
    this.type[account] = accountTypeCode(opening.type);
    this.owner[account] = opening.owner;
    this.merchant[account] = opening.merchant ?? -1;
    this.openedDay[account] = opening.openedDay;
    this.closedDay[account] = -1;
    return account as AccountId;
  }

  /** Balance, in cents; debt is negative. */
  balanceOf(account: number): number {
    return this.records[account * DOUBLES]!;
  }

  /** How far below zero the balance may go, in cents. */
  limitOf(account: number): number {
    return this.records[account * DOUBLES + LIMIT]!;
  }

  setLimit(account: number, cents: number): void {
    this.records[account * DOUBLES + LIMIT] = cents;
  }

  /** Cents reserved by pre-authorisations and not yet booked. */
  heldOf(account: number): number {
    return this.records[account * DOUBLES + HELD]!;
  }

  /** `ACCOUNT_OPEN`, `ACCOUNT_FROZEN` or `ACCOUNT_CLOSED`. */
  statusOf(account: number): number {
    return this.bytes[account * BYTES + STATUS]!;
  }

  setStatus(account: number, status: number): void {
    this.bytes[account * BYTES + STATUS] = status;
  }

  /** Index into the banks of the world. */
  bankOf(account: number): number {
    return this.bytes[account * BYTES + BANK]!;
  }

  /** What may be spent now: balance plus limit less holds. */
  available(account: number): number {
    const at = account * DOUBLES;
    return this.records[at]! + this.records[at + LIMIT]! - this.records[at + HELD]!;
  }

  /** Moves money from one account to another. The caller has authorised the payment; the ledger only refuses nonsense. */
  book(origin: AccountId, destination: AccountId, amountCents: Cents): void {
    if (!(amountCents >= 0) || origin === destination) {
      throw new Error(`ledger: cannot book ${amountCents} cents from account ${origin} to account ${destination}`);
    }
    this.records[origin * DOUBLES]! -= amountCents;
    this.records[destination * DOUBLES]! += amountCents;
  }

  /** Reserves money without moving it. */
  hold(account: AccountId, amountCents: Cents): void {
    this.records[account * DOUBLES + HELD]! += amountCents;
  }

  /** Gives up to `amountCents` of a reservation back. */
  release(account: AccountId, amountCents: Cents): void {
    this.records[account * DOUBLES + HELD] = Math.max(0, this.heldOf(account) - amountCents);
  }

  /** A copy of all balances as they are now, in cents by account. */
  balances(): Float64Array {
    const balances = new Float64Array(this.count);
    for (let account = 0; account < this.count; account++) balances[account] = this.balanceOf(account);
    return balances;
  }

  /** A copy of all limits, in cents by account. */
  limits(): Float64Array {
    const limits = new Float64Array(this.count);
    for (let account = 0; account < this.count; account++) limits[account] = this.limitOf(account);
    return limits;
  }

  /** The bank of every account, as a copy. */
  banks(): Uint8Array {
    const banks = new Uint8Array(this.count);
    for (let account = 0; account < this.count; account++) banks[account] = this.bankOf(account);
    return banks;
  }

  /** Sum of all balances; the same at any time, and 0 when every cent came from a source account. */
  total(): Cents {
    let sum = 0;
    for (let account = 0; account < this.count; account++) sum += this.balanceOf(account);
    return sum as Cents;
  }

  private grow(): void {
    const capacity = Math.max(1024, this.type.length * 2);
    this.records = enlarged(this.records, new Float64Array(capacity * DOUBLES));
    this.bytes = new Uint8Array(this.records.buffer);
    this.type = enlarged(this.type, new Uint8Array(capacity));
    this.owner = enlarged(this.owner, new Int32Array(capacity));
    this.merchant = enlarged(this.merchant, new Int32Array(capacity));
    this.openedDay = enlarged(this.openedDay, new Int32Array(capacity));
    this.closedDay = enlarged(this.closedDay, new Int32Array(capacity));
  }
}

function enlarged<T extends Float64Array | Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
