import { NULL_CODE } from '../schema/column.ts';
import type { Campaign } from './campaign.ts';

/**
 * What a row of a scheme is marked with at the moment it is posted. Labels come from here and from nowhere else.
 */
export interface SchemeMark {
  readonly campaign: Campaign;
  /** Code in the vocabulary `scheme_role`. */
  readonly role: number;
  /** Code in the vocabulary `stage`. */
  readonly stage: number;
  /** Transaction that this one answers, or 0. */
  readonly causedBy: number;
  /** Customer who loses by it, or -1. */
  readonly victim: number;
  readonly lossCents: number;
  readonly recoveredCents: number;
}

/**
 * One attempt to move money, as the bank receives it, and what became of it. One instance is refilled for every
 * row: call `reset`, fill in, post. Codes index the vocabularies of the schema.
 */
export class Payment {
  type = 0;
  channel = 0;
  entryMode = NULL_CODE;
  authMethod = NULL_CODE;
  cvvResult = NULL_CODE;
  /** Number or expiry date, as typed by an online payer, are those of no card. */
  hasWrongData = false;
  avsResult = NULL_CODE;
  origin = -1;
  destination = -1;
  /** Slot of the card used, or -1, and its id, which may be that of a card since replaced. */
  cardSlot = -1;
  card = -1;
  merchant = -1;
  terminal = -1;
  /** 65535 when there is none. */
  mcc = 65535;
  device = -1;
  ip = 0;
  /** A 48-bit number, or -1. */
  session = -1;
  country = 0;
  latitude = Number.NaN;
  longitude = Number.NaN;
  amountCents = 0;
  reference = NULL_CODE;
  /** Transaction refunded, reversed, disputed, retried or completed, or 0. */
  parent = 0;
  /** Money is reserved, not moved. */
  isHold = false;
  /** What the payer holds back of the reservation that this payment completes, in cents. */
  releasesCents = 0;
  scheme: SchemeMark | null = null;
  /** Index of the look-alike behaviour that caused it, or -1. */
  lookAlike = -1;

  /** Declined for now: it is made when an analyst has cleared it. */
  isHeld = false;

  /** Filled in by posting: a uniform uint32 that decides what befalls the row by accident. */
  accident = 0;
  transactionId = 0;
  /** Code in the vocabulary `decline_reason`, or `NULL_CODE` when approved. */
  declineReason = NULL_CODE;

  reset(): this {
    this.type = 0;
    this.channel = 0;
    this.entryMode = NULL_CODE;
    this.authMethod = NULL_CODE;
    this.cvvResult = NULL_CODE;
    this.hasWrongData = false;
    this.avsResult = NULL_CODE;
    this.origin = -1;
    this.destination = -1;
    this.cardSlot = -1;
    this.card = -1;
    this.merchant = -1;
    this.terminal = -1;
    this.mcc = 65535;
    this.device = -1;
    this.ip = 0;
    this.session = -1;
    this.country = 0;
    this.latitude = Number.NaN;
    this.longitude = Number.NaN;
    this.amountCents = 0;
    this.reference = NULL_CODE;
    this.parent = 0;
    this.isHold = false;
    this.releasesCents = 0;
    this.scheme = null;
    this.lookAlike = -1;
    this.isHeld = false;
    return this;
  }
}
