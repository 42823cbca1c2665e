import type { CardId } from '../kernel/units.ts';

/** Card slots of a customer: every customer can hold one debit and one credit card at a time. */
export const DEBIT_SLOT = 0;
export const CREDIT_SLOT = 1;
const SLOTS = 2;

/**
 * Cards by slot and generation. A card that is renewed or replaced keeps its slot and moves to the next generation;
 * its id is `generation * slots + slot`, so that ids depend on nobody else's history.
 */
export class Cards {
  readonly slotCount: number;
  /** Account that the slot's card draws on, or -1 if the customer never had such a card. */
  readonly account: Int32Array;
  readonly generation: Uint8Array;
  /** 1 when the current card is blocked and its successor not yet in the post. */
  readonly blocked: Uint8Array;
  /** Last day of validity of the current card, days since 1970-01-01. */
  readonly expiresDay: Int32Array;
  /** Day of issue of the first card of the slot. */
  readonly issuedDay: Int32Array;
  /** Day on which the current card took its predecessor's place, or a day long past. */
  readonly replacedDay: Int32Array;
  /** 1 where that predecessor was blocked, 0 where it ended in due course. */
  readonly formerBlocked: Uint8Array;
  /** Cents spent with the card on `spentDay`, for daily limits. */
  readonly spentCents: Float64Array;
  readonly spentDay: Int32Array;
  /** When cards were blocked, ms UTC, by id. */
  readonly blockedTimes = new Map<number, number>();
  /** Every replacement, in time order: what `cards.parquet` needs beyond the current state. */
  readonly history: CardReplacement[] = [];

  constructor(customerCount: number) {
    this.slotCount = customerCount * SLOTS;
    this.account = new Int32Array(this.slotCount).fill(-1);
    this.generation = new Uint8Array(this.slotCount);
    this.blocked = new Uint8Array(this.slotCount);
    this.expiresDay = new Int32Array(this.slotCount);
    this.issuedDay = new Int32Array(this.slotCount);
    this.replacedDay = new Int32Array(this.slotCount).fill(-1_000_000);
    this.formerBlocked = new Uint8Array(this.slotCount);
    this.spentCents = new Float64Array(this.slotCount);
    this.spentDay = new Int32Array(this.slotCount).fill(-1);
  }

  /** Slot of a customer's debit or credit card. */
  slot(customer: number, kind: typeof DEBIT_SLOT | typeof CREDIT_SLOT): number {
    return customer * SLOTS + kind;
  }

  /** Id of the card now in a slot. */
  id(slot: number): CardId {
    return (this.generation[slot]! * this.slotCount + slot) as CardId;
  }

  /** Id of the card that the current one of a slot replaced, or -1. */
  formerId(slot: number): number {
    const generation = this.generation[slot]!;
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
    this.blocked[slot] = 1;
    this.blockedTimes.set(this.id(slot), time);
  }

  /** Issues the next generation of a slot's card. */
  replace(slot: number, replacement: Omit<CardReplacement, 'card' | 'replaces'>): CardId {
    const replaces = this.id(slot);
    this.generation[slot]!++;
    this.blocked[slot] = 0;
    this.replacedDay[slot] = replacement.issuedDay;
    this.formerBlocked[slot] = replacement.blockedAt >= 0 ? 1 : 0;
    this.expiresDay[slot] = replacement.expiresDay;
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
