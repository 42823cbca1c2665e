import type { CardId } from '../kernel/units.ts';

/** Card slots of a customer: every customer can hold one debit and one credit card at a time. */
export const DEBIT_SLOT = 0;
export const CREDIT_SLOT = 1;
const SLOTS = 2;

/** Bytes of a slot's record, and where its parts lie; both slots of a customer share half a cache line. */
const BYTES = 16;
const GENERATION = 0;
const BLOCKED = 1;
const FORMER_BLOCKED = 2;
const EXPIRES_DAY = 4 / 2;
const REPLACED_DAY = 6 / 2;
const SPENT_DAY = 8 / 4;
const SPENT_CENTS = 12 / 4;

/**
 * Cards by slot and generation. A card that is renewed or replaced keeps its slot and moves to the next generation;
 * its id is `generation * slots + slot`, so that ids depend on nobody else's history. What every payment asks of a card
 * lies in one record.
 */
export class Cards {
  readonly slotCount: number;
  /** Account that the slot's card draws on, or -1 if the customer never had such a card. */
  readonly account: Int32Array;
  /** Day of issue of the first card of the slot. */
  readonly issuedDay: Int32Array;
  /** When cards were blocked, ms UTC, by id. */
  readonly blockedTimes = new Map<number, number>();
  /** Every replacement, in time order: what `cards.parquet` needs beyond the current state. */
  readonly history: CardReplacement[] = [];
  // The records, read as numbers of each width.
  private readonly bytes: Uint8Array;
  private readonly shorts: Uint16Array;
  private readonly words: Int32Array;

  constructor(customerCount: number) {
    this.slotCount = customerCount * SLOTS;
    this.account = new Int32Array(this.slotCount).fill(-1);
    this.issuedDay = new Int32Array(this.slotCount);
    this.words = new Int32Array((this.slotCount * BYTES) / 4);
    this.bytes = new Uint8Array(this.words.buffer);
    this.shorts = new Uint16Array(this.words.buffer);
  }

  /** Slot of a customer's debit or credit card. */
  slot(customer: number, kind: typeof DEBIT_SLOT | typeof CREDIT_SLOT): number {
    return customer * SLOTS + kind;
  }

  /** How many cards a slot had before the current one. */
  generation(slot: number): number {
    return this.bytes[slot * BYTES + GENERATION]!;
  }

  /** Whether the current card is blocked and its successor not yet in the post. */
  isBlocked(slot: number): boolean {
    return this.bytes[slot * BYTES + BLOCKED] !== 0;
  }

  /** Whether the predecessor of the current card was blocked rather than ended in due course. */
  wasFormerBlocked(slot: number): boolean {
    return this.bytes[slot * BYTES + FORMER_BLOCKED] !== 0;
  }

  /** Last day of validity of the current card, days since 1970-01-01. */
  expiresDay(slot: number): number {
    return this.shorts[(slot * BYTES) / 2 + EXPIRES_DAY]!;
  }

  setExpiresDay(slot: number, day: number): void {
    this.shorts[(slot * BYTES) / 2 + EXPIRES_DAY] = day;
  }

  /** Day on which the current card took its predecessor's place, or 0. */
  replacedDay(slot: number): number {
    return this.shorts[(slot * BYTES) / 2 + REPLACED_DAY]!;
  }

  /** Cents spent with the card in a slot on a day, which is today: earlier days are forgotten. */
  spentCents(slot: number, day: number): number {
    const at = (slot * BYTES) / 4;
    return this.words[at + SPENT_DAY] === day ? this.words[at + SPENT_CENTS]! : 0;
  }

  /** Counts cents spent towards a daily limit. */
  spend(slot: number, day: number, cents: number): void {
    const at = (slot * BYTES) / 4;
    this.words[at + SPENT_CENTS] = this.spentCents(slot, day) + cents;
    this.words[at + SPENT_DAY] = day;
  }

  /** Id of the card now in a slot. */
  id(slot: number): CardId {
    return (this.generation(slot) * this.slotCount + slot) as CardId;
  }

  /** Id of the card that the current one of a slot replaced, or -1. */
  formerId(slot: number): number {
    const generation = this.generation(slot);
    return generation === 0 ? -1 : (generation - 1) * this.slotCount + slot;
  }

  /** Slot of a card, and with it its holder: `Math.floor(slot / 2)`. */
  slotOf(card: CardId): number {
    return card % this.slotCount;
  }

  holder(slot: number): number {
    return (slot - (slot % SLOTS)) / SLOTS;
  }

  isCredit(slot: number): boolean {
    return slot % SLOTS === CREDIT_SLOT;
  }

  /** Blocks the card now in a slot. */
  block(slot: number, time: number): void {
    this.bytes[slot * BYTES + BLOCKED] = 1;
    this.blockedTimes.set(this.id(slot), time);
  }

  /** Issues the next generation of a slot's card. */
  replace(slot: number, replacement: Omit<CardReplacement, 'card' | 'replaces'>): CardId {
    const replaces = this.id(slot);
    this.bytes[slot * BYTES + GENERATION]!++;
    this.bytes[slot * BYTES + BLOCKED] = 0;
    this.bytes[slot * BYTES + FORMER_BLOCKED] = replacement.blockedAt >= 0 ? 1 : 0;
    this.shorts[(slot * BYTES) / 2 + REPLACED_DAY] = replacement.issuedDay;
    this.setExpiresDay(slot, replacement.expiresDay);
    const card = this.id(slot);
    this.history.push({ ...replacement, card, replaces });
    return card;
  }
}

/** A card that took another's place. */
export interface CardReplacement {
  readonly card: CardId;
  readonly replaces: CardId;
  readonly issuedDay: number;
  readonly expiresDay: number;
  /** When the former card was blocked, ms UTC, or -1 if it was renewed in due course. */
  readonly blockedAt: number;
}
