import type { Channel, DeclineReason, EventType, Reference, SchemeRole, Stage } from '../schema/vocabularies.ts';
import type { SimTime } from './units.ts';

/** With what somebody reaches a bank or an online shop. */
export interface Access {
  readonly device: number;
  readonly ip: number;
  /** Online-banking session, or -1. */
  readonly session: number;
  readonly channel: Channel;
}

/** What a payment is in its scheme. */
interface InScheme {
  /** Default `fraud`. */
  readonly role?: SchemeRole;
  readonly stage: Stage;
  /** Customer who loses by it. His loss is the amount, if it is approved. */
  readonly victim?: number;
  /** The transaction whose outcome led to this one. */
  readonly causedBy?: number;
  /** Transaction refunded, retried or reversed. */
  readonly parent?: number;
}

/** A purchase over the internet with the data of a card. */
export interface CardNotPresentOrder extends InScheme {
  readonly rail: 'card_not_present';
  /** Slot of the card, and the id under which its data were stolen: it may have been replaced since. */
  readonly cardSlot: number;
  readonly card: number;
  readonly merchant: number;
  readonly amountCents: number;
  readonly access: Access;
  /** Whether the payer knows the security code, and where the holder lives. */
  readonly knowsCode: boolean;
  readonly knowsAddress: boolean;
  /** Whether number and expiry date are right. Default true. */
  readonly knowsData?: boolean;
}

/** A purchase at a counter. */
export interface CardPresentOrder extends InScheme {
  readonly rail: 'card_present';
  readonly cardSlot: number;
  readonly card: number;
  readonly merchant: number;
  readonly amountCents: number;
  /** Whether the card is in a telephone. Default: now and then. */
  readonly inWallet?: boolean;
  /** City where it happens; by default where the holder lives. */
  readonly city?: number;
}

/** A transfer from an account that the payer reaches online. */
export interface TransferOrder extends InScheme {
  readonly rail: 'credit_transfer' | 'instant_transfer';
  readonly origin: number;
  readonly destination: number;
  readonly amountCents: number;
  readonly access: Access;
  readonly reference?: Reference;
}

/** Cash from a machine with an account's debit card. */
export interface WithdrawalOrder extends InScheme {
  readonly rail: 'cash_withdrawal';
  readonly customer: number;
  readonly amountCents: number;
}

/** Cash paid into an account at a branch or machine near the customer. */
export interface DepositOrder extends InScheme {
  readonly rail: 'cash_deposit';
  readonly customer: number;
  readonly account: number;
  readonly amountCents: number;
}

/** A movement between accounts that a bank makes by itself: a refund, a recall. */
export interface BankOrder extends InScheme {
  readonly rail: 'card_refund' | 'chargeback' | 'payment_recall';
  readonly origin: number;
  readonly destination: number;
  readonly amountCents: number;
  readonly merchant?: number;
  /** What the victim gets back by it. */
  readonly recovered: boolean;
}

export type Order = CardNotPresentOrder | CardPresentOrder | TransferOrder | WithdrawalOrder | DepositOrder | BankOrder;

/** What became of an order. */
export interface Outcome {
  readonly approved: boolean;
  readonly declineReason: DeclineReason | undefined;
  /** Declined for now: the bank makes it when an analyst has cleared it. */
  readonly isHeld?: boolean;
  readonly transactionId: number;
  readonly amountCents: number;
  readonly time: SimTime;
}

/** Something that moves no money, done in the course of a scheme. */
export interface SceneEvent {
  readonly type: EventType;
  readonly customer: number;
  readonly access: Access;
  readonly account?: number;
  readonly counterparty?: number;
  readonly succeeded?: boolean;
  readonly oldValue?: number;
  readonly newValue?: number;
}
