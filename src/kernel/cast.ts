import type { Access } from './order.ts';
import type { Rng } from './random.ts';

/** What a thief learns with the data of a card. */
export interface CardData {
  /** Id of the card now in the slot. */
  readonly card: number;
  /** Id of the card that it replaced, or its own if it replaced none. */
  readonly formerCard: number;
  readonly holder: number;
  readonly account: number;
}

/**
 * Who takes part in a campaign, chosen as in reality and drawn from the campaign's own stream, or the one given. Nobody is excluded for
 * taking part in another typology's scheme, so that leaving a typology out changes no other cast.
 */
export interface Cast {
  /** A holder of a card whose data were stolen online: the more he buys there, the likelier. Returns his card slot. */
  cardOnline(): number;
  /** A holder of a card who loses it, or has it stolen from his pocket: whoever is out and about. Returns his card slot. */
  cardInPocket(): number;
  /** The slot of a card. */
  slotOf(card: number): number;
  /** The card in a slot, as a thief of its data knows it. */
  cardData(slot: number): CardData;
  /** A person with online banking and money worth taking; returns the customer. */
  accountHolder(): number;
  /** A person who believes a fraudster: incidence falls with age; returns the customer. */
  believer(): number;
  /** Somebody who lends his account: young, a student or a newcomer, short of money. Some of a typology's mules return. */
  mule(rng?: Rng): number;
  /** A business, or a person who trades as one. */
  business(rng?: Rng): number;
  /** An account abroad, at a bank that does not report. */
  foreignAccount(): number;
  /** An exchange that turns money into crypto-assets. */
  exchange(): number;
  /** A merchant of a category that sells over the internet, by popularity. */
  onlineMerchant(category: string): number;
  /** City where the gang lives. */
  criminalCity(): number;
  /** A merchant of a category in that city, or where its people go for it, by popularity. */
  counterMerchant(category: string): number;
  /** Where the purchases at a merchant are credited. */
  acquiringAccount(merchant: number): number;
  /** A merchant of a category where a customer lives, likewise. */
  merchantNear(customer: number, category: string): number;
  /** A criminal's device and address; the same ordinal gives the same device within a campaign. */
  criminalAccess(ordinal: number, session?: boolean): Access;
  /**
   * The same, with a browser that passes for the customer's own: fingerprints are sold with stolen passwords and cards
   * (Genesis Market, closed by Europol in 2023).
   */
  disguisedAccess(customer: number, ordinal: number, session?: boolean): Access;
  /** A customer's own device and address. */
  ownAccess(customer: number): Access;
  /** Income of a customer in cents a month. */
  incomeCents(customer: number): number;
  /** What a customer could spend at a merchant at a time, in cents; every call draws anew. */
  priceCents(customer: number, merchant: number, rng: Rng): number;
  /** Whether a customer can take cash from machines. */
  hasCashCard(customer: number): boolean;
  currentAccount(customer: number): number;
  savingsAccount(customer: number): number;
}
