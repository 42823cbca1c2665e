import type { Campaign } from './campaign.ts';

/** A payment by which a scheme cost a customer money. */
export interface Harm {
  readonly campaign: Campaign;
  readonly victim: number;
  readonly transactionId: number;
  readonly origin: number;
  readonly destination: number;
  readonly amountCents: number;
  /** Slot of the card used, or -1. */
  readonly cardSlot: number;
  readonly merchant: number;
  readonly time: number;
}
