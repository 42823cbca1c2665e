import type { Batch } from '../kernel/batch.ts';
import { NULL_CODE } from '../schema/column.ts';
import type { labels } from '../schema/labels.ts';
import type { transactions } from '../schema/transactions.ts';
import type { moneyTrail, schemeTransactions } from '../schema/truth.ts';
import { declineReasons, type PaymentType, paymentTypes, statuses } from '../schema/vocabularies.ts';
import { type AccountType, accountTypes } from './ledger.ts';

/** What is known of the accounts before the first row: all that an auditor may take from elsewhere. */
export interface AuditedAccounts {
  readonly openingCents: Float64Array;
  /** Codes of `accountTypes`. */
  readonly type: Uint8Array;
  /** How far below zero a balance may go, in cents. */
  readonly limitCents: Float64Array;
  readonly bank: Uint8Array;
  /** Whether the balances of a bank are in the log, by bank. */
  readonly reporting: readonly boolean[];
}

const MOST_FINDINGS = 20;
const HIGH_WORD = 4_294_967_296;
const APPROVED = statuses.indexOf('approved');
const INSUFFICIENT_FUNDS = declineReasons.indexOf('insufficient_funds');

/**
 * Recounts a log from its written rows alone, knowing nothing of how they came about: every balance, the order, the
 * ids, what moved and what did not. It shares no code with the ledger that it checks.
 *
 * Hand it every batch in order, then ask for the `findings`; there are none when the books are right. It remembers
 * the time of every transaction.
 *
 * @example
 * const auditor = new Auditor(accounts);
 * for (const batch of run.batches()) auditor.read(batch);
 * auditor.close(ledger.balances());
 * if (auditor.findings.length > 0) throw new Error(auditor.findings.join('\n'));
 */
export class Auditor {
  /** What is wrong, the first twenty findings, in sentences that begin with the place. */
  readonly findings: string[] = [];
  /** Transactions read. */
  rows = 0;
  private readonly accounts: AuditedAccounts;
  private readonly balanceCents: Float64Array;
  private readonly times: number[] = [];
  /** Fraudulent transactions that no truth has explained yet, and explanations of none: both must end up empty. */
  private readonly unexplained = new Set<number>();
  private readonly reservations = new Set<number>();
  /** When something was learned about a transaction, for the first time. */
  private readonly learned = new Map<number, number>();
  private events = 0;
  private lastEventTime = Number.NEGATIVE_INFINITY;
  private lastLabelTime = Number.NEGATIVE_INFINITY;

  constructor(accounts: AuditedAccounts) {
    this.accounts = accounts;
    this.balanceCents = accounts.openingCents.slice();
  }

  /** Reads the next batch of any table; those that it has no opinion on are passed over. */
  read(batch: Batch): void {
    switch (batch.table.name) {
      case 'transactions':
        this.readTransactions(batch as Batch<typeof transactions>);
        return;
      case 'events':
        this.readEvents(batch);
        return;
      case 'labels':
        this.readLabels(batch as Batch<typeof labels>);
        return;
      case 'scheme_transactions':
        this.readSchemes(batch as Batch<typeof schemeTransactions>);
        return;
      case 'money_trail':
        this.readTrail(batch as Batch<typeof moneyTrail>);
        return;
      default:
    }
  }

  /** Ends the audit by comparing its balances with those that the ledger ended with. */
  close(closingCents: ArrayLike<number>): void {
    const { balanceCents } = this;
    for (let account = 0; account < balanceCents.length; account++) {
      if (balanceCents[account] !== closingCents[account]) {
        this.find(
          `account ${account}`,
          `closes with ${closingCents[account]} cents, its rows make ${balanceCents[account]}`,
        );
      }
    }
    // Batches of labels may be full before those of the transactions that they are about.
    for (const [id, time] of this.learned) {
      const then = this.times[id - 1] ?? Number.POSITIVE_INFINITY;
      if (time < then) this.find(`label of transaction ${id}`, 'is known before it happened');
    }
    for (const id of this.unexplained) {
      this.find(`transaction ${id}`, 'log and truth disagree on whether it is fraud');
    }
  }

  private readTransactions(batch: Batch<typeof transactions>): void {
    const { columns } = batch;
    for (let row = 0; row < batch.length; row++) {
      const id = wide(columns.transaction_id, row);
      const time = wide(columns.event_time, row) / 1_000;
      const place = `transaction ${id}`;
      this.rows++;
      if (id !== this.rows) this.find(place, `stands where ${this.rows} is due`);
      if (time < (this.times.at(-1) ?? Number.NEGATIVE_INFINITY)) this.find(place, 'is earlier than the one before');
      if (monthOf(time) !== batch.month) this.find(place, `is in the file of month ${batch.month}`);
      this.times.push(time);
      if (columns.is_fraud[row] === 1) this.toggle(id);
      this.checkMovement(batch, row, id, place);
      this.checkBalance(place, columns.origin_account[row]!, columns.origin_balance_after[row]!);
      this.checkBalance(place, columns.destination_account[row]!, columns.destination_balance_after[row]!);
      const parent = wide(columns.parent_transaction_id, row);
      if (parent >= id || parent === 0) this.find(place, `has the parent ${parent}, which does not precede it`);
    }
  }

  /** Books what the row moved, which must be allowed. */
  private checkMovement(batch: Batch<typeof transactions>, row: number, id: number, place: string): void {
    const { columns } = batch;
    const origin = columns.origin_account[row]!;
    const destination = columns.destination_account[row]!;
    const cents = Math.round(columns.amount[row]! * 100);
    const type = paymentTypes[columns.payment_type[row]!];
    const isApproved = columns.status[row] === APPROVED;
    const { balanceCents } = this;
    if (cents / 100 !== columns.amount[row] || cents <= 0) this.find(place, `moves ${columns.amount[row]}`);
    if (type === undefined) this.find(place, 'is of no known type');
    if (!(origin >= 0 && origin < balanceCents.length && destination >= 0 && destination < balanceCents.length)) {
      this.find(place, `is between accounts ${origin} and ${destination}, which are not both there`);
      return;
    }
    if (origin === destination) this.find(place, 'pays itself');
    const reason = columns.decline_reason[row];
    if (isApproved !== (reason === NULL_CODE)) this.find(place, 'is approved with a reason, or declined without one');
    if (reason === INSUFFICIENT_FUNDS && this.limitOf(origin) === Number.POSITIVE_INFINITY) {
      this.find(place, 'lacks funds that a source cannot lack');
    }
    if (!isApproved) return;
    if (type === 'card_authorisation') {
      this.reservations.add(id);
      return;
    }
    balanceCents[origin]! -= cents;
    balanceCents[destination]! += cents;
    const isCompletion = this.reservations.has(wide(columns.parent_transaction_id, row));
    if (balanceCents[origin]! < -this.limitOf(origin) && !isCompletion && !mayOverdraw(type, this.typeOf(origin))) {
      this.find(place, `leaves account ${origin} with ${balanceCents[origin]} cents, below its limit`);
    }
  }

  private checkBalance(place: string, account: number, balanceAfter: number): void {
    const { bank, reporting } = this.accounts;
    if (!reporting[bank[account]!]) {
      if (!Number.isNaN(balanceAfter))
        this.find(place, `tells the balance of account ${account}, whose bank is silent`);
    } else if (this.balanceCents[account] !== Math.round(balanceAfter * 100)) {
      this.find(place, `leaves account ${account} with ${balanceAfter}, not ${this.balanceCents[account]! / 100}`);
    }
  }

  private readEvents(batch: Batch): void {
    const columns = batch.columns as Readonly<Record<string, Int32Array>>;
    for (let row = 0; row < batch.length; row++) {
      const id = wide(columns.event_id!, row);
      const time = wide(columns.event_time!, row) / 1_000;
      if (id !== ++this.events) this.find(`event ${id}`, `stands where ${this.events} is due`);
      if (time < this.lastEventTime) this.find(`event ${id}`, 'is earlier than the one before');
      if (monthOf(time) !== batch.month) this.find(`event ${id}`, `is in the file of month ${batch.month}`);
      this.lastEventTime = time;
    }
  }

  private readLabels(batch: Batch<typeof labels>): void {
    for (let row = 0; row < batch.length; row++) {
      const id = wide(batch.columns.transaction_id, row);
      const time = wide(batch.columns.label_time, row) / 1_000;
      const place = `label of transaction ${id}`;
      if (time < this.lastLabelTime) this.find(place, 'is earlier than the one before');
      if (monthOf(time) !== batch.month) this.find(place, `is in the file of month ${batch.month}`);
      if (id > 0 && !this.learned.has(id)) this.learned.set(id, time);
      this.lastLabelTime = time;
    }
  }

  private readSchemes(batch: Batch<typeof schemeTransactions>): void {
    const { columns } = batch;
    for (let row = 0; row < batch.length; row++) {
      const id = wide(columns.transaction_id, row);
      const cause = wide(columns.caused_by, row);
      if (columns.is_fraud[row] === 1) this.toggle(id);
      if (cause >= id || cause === 0)
        this.find(`transaction ${id}`, `is caused by ${cause}, which does not precede it`);
    }
  }

  /** Tainted money is passed on after it has come in. */
  private readTrail(batch: Batch<typeof moneyTrail>): void {
    const { columns } = batch;
    for (let row = 0; row < batch.length; row++) {
      const id = wide(columns.transaction_id, row);
      const source = wide(columns.source_transaction_id, row);
      const cents = Math.round(columns.amount[row]! * 100);
      const place = `money trail of transaction ${id}`;
      if (source >= id) this.find(place, `comes from ${source}, which does not precede it`);
      if (cents <= 0) this.find(place, `carries ${columns.amount[row]}`);
    }
  }

  /** Fraud is told twice, by the log and by the truth, in either order. */
  private toggle(id: number): void {
    if (!this.unexplained.delete(id)) this.unexplained.add(id);
  }

  private typeOf(account: number): AccountType {
    return accountTypes[this.accounts.type[account]!]!;
  }

  private limitOf(account: number): number {
    return this.accounts.limitCents[account]!;
  }

  private find(place: string, problem: string): void {
    if (this.findings.length < MOST_FINDINGS) this.findings.push(`${place} ${problem}`);
  }
}

/** Merchants may owe their acquirer refunds, and what a bank takes back for a victim it takes in any case. */
function mayOverdraw(type: PaymentType | undefined, origin: AccountType): boolean {
  switch (type) {
    case 'card_refund':
    case 'chargeback':
      return origin === 'acquiring';
    case 'payment_recall':
      return true;
    default:
      return false;
  }
}

/** A 64-bit integer from its words; null is -1 in both, which makes -1. */
function wide(words: Int32Array, row: number): number {
  return words[2 * row + 1]! * HIGH_WORD + (words[2 * row]! >>> 0);
}

/** Months (UTC) since January 1970. */
function monthOf(timeMs: number): number {
  const date = new Date(timeMs);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
