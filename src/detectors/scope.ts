import type { PaymentType } from '../schema/vocabularies.ts';
import type { DetectorEvent } from './detector.ts';

/** What customers and their payees start; the rest (fees, settlements, refunds, recalls) is the banks' own business. */
const asked: ReadonlySet<string> = new Set<PaymentType>([
  'card_purchase',
  'card_authorisation',
  'cash_withdrawal',
  'cash_deposit',
  'credit_transfer',
  'instant_transfer',
  'standing_order',
  'direct_debit',
]);

/**
 * What the detector of some banks sees, and what it decides on: what their customers pay, and what they are credited
 * from elsewhere. The completion of a reservation was decided with it, and what a bank pays out of its own pocket is
 * not asked about.
 */
export class Scope {
  private readonly homeBanks: ReadonlySet<string>;
  private readonly isCustomer: (account: number) => boolean;
  /** Reservations whose completion is still to come. */
  private readonly reservations = new Set<number>();

  /**
   * @param homeBanks codes of the banks, as in `origin_bank`
   * @param isCustomer whether an account belongs to a customer
   */
  constructor(homeBanks: Iterable<string>, isCustomer: (account: number) => boolean) {
    this.homeBanks = new Set(homeBanks);
    this.isCustomer = isCustomer;
  }

  /** Whether the banks see a payment at all: one side of it is theirs. */
  observes(event: DetectorEvent): boolean {
    return this.homeBanks.has(event.origin_bank) || this.homeBanks.has(event.destination_bank);
  }

  /** Whether the detector decides on a payment. To be called once for each, in order. */
  asksAbout(event: DetectorEvent): boolean {
    const { homeBanks, isCustomer, reservations } = this;
    if (!asked.has(event.payment_type)) return false;
    if (event.payment_type === 'card_authorisation') reservations.add(event.transaction_id);
    else if (event.parent_transaction_id !== null && reservations.delete(event.parent_transaction_id)) return false;
    if (event.payment_type === 'cash_withdrawal' && event.channel === 'branch') return false;
    const isHomeOrigin = homeBanks.has(event.origin_bank);
    if (isHomeOrigin && isCustomer(event.origin_account)) return true;
    if (!homeBanks.has(event.destination_bank) || !isCustomer(event.destination_account)) return false;
    return event.payment_type === 'cash_deposit' || !isHomeOrigin;
  }
}
