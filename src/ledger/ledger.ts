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

/**
 * Accounts as a struct of arrays, and the double entry that is the only way to change a balance.
 *
 * Balances are integer cents in doubles: exact up to 9e15 cents. Nothing is created or lost here, so the sum of all
 * balances is the sum of the opening balances, at any time.
 *
 * @example
 * const ledger = new Ledger();
 * const bank = ledger.open({ type: 'source', bank: 0, owner: -1, openedDay: 0, limitCents: Infinity });
 * const alice = ledger.open({ type: 'current', bank: 1, owner: 0, openedDay: 0 });
 * ledger.book(bank, alice, 10_000 as Cents);
 * ledger.balance[alice]; // 10000
 */
export class Ledger {
  /** Accounts opened so far. */
  count = 0;
  balance: Float64Array;
  /** Reserved by pre-authorisations and not yet booked. */
  held: Float64Array;
  /** How far below zero the balance may go. */
  limit: Float64Array;
  status: Uint8Array;
  bank: Uint8Array;
  type: Uint8Array;
  owner: Int32Array;
  merchant: Int32Array;
  openedDay: Int32Array;
  /** Day of closing, or -1. */
  closedDay: Int32Array;

  constructor(capacity = 1024) {
    this.balance = new Float64Array(capacity);
    this.held = new Float64Array(capacity);
    this.limit = new Float64Array(capacity);
    this.status = new Uint8Array(capacity);
    this.bank = new Uint8Array(capacity);
    this.type = new Uint8Array(capacity);
    this.owner = new Int32Array(capacity);
    this.merchant = new Int32Array(capacity);
    this.openedDay = new Int32Array(capacity);
    this.closedDay = new Int32Array(capacity);
  }

  /** Opens an account with a balance of zero. */
  open(opening: AccountOpening): AccountId {
    if (this.count === this.balance.length) this.grow();
    const account = this.count++;
    this.limit[account] = opening.limitCents ?? 0;
    this.bank[account] = opening.bank;
    this.type[account] = accountTypeCode(opening.type);
    this.owner[account] = opening.owner;
    this.merchant[account] = opening.merchant ?? -1;
    this.openedDay[account] = opening.openedDay;
    this.closedDay[account] = -1;
    return account as AccountId;
  }

  /** What may be spent now: balance plus limit less holds. */
  available(account: AccountId): number {
    return this.balance[account]! + this.limit[account]! - this.held[account]!;
  }

  /** Moves money from one account to another. The caller has authorised the payment; the ledger only refuses nonsense. */
  book(origin: AccountId, destination: AccountId, amountCents: Cents): void {
    if (!(amountCents >= 0) || origin === destination) {
      throw new Error(`ledger: cannot book ${amountCents} cents from account ${origin} to account ${destination}`);
    }
    this.balance[origin]! -= amountCents;
    this.balance[destination]! += amountCents;
  }

  /** Reserves money without moving it. */
  hold(account: AccountId, amountCents: Cents): void {
    this.held[account]! += amountCents;
  }

  /** Gives up to `amountCents` of a reservation back. */
  release(account: AccountId, amountCents: Cents): void {
    this.held[account] = Math.max(0, this.held[account]! - amountCents);
  }

  /** Sum of all balances; the same at any time, and 0 when every cent came from a source account. */
  total(): Cents {
    let sum = 0;
    for (let account = 0; account < this.count; account++) sum += this.balance[account]!;
    return sum as Cents;
  }

  private grow(): void {
    const capacity = Math.max(1024, this.balance.length * 2);
    this.balance = enlarged(this.balance, new Float64Array(capacity));
    this.held = enlarged(this.held, new Float64Array(capacity));
    this.limit = enlarged(this.limit, new Float64Array(capacity));
    this.status = enlarged(this.status, new Uint8Array(capacity));
    this.bank = enlarged(this.bank, new Uint8Array(capacity));
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
