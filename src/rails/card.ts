import { BY_WALLET, STORED_CREDENTIAL } from '../kernel/options.ts';
import type { Payment } from '../kernel/payment.ts';
import type { Rng } from '../kernel/random.ts';
import type { Shard } from '../kernel/shard.ts';
import {
  authMethods,
  avsResults,
  channels,
  codesOf,
  cvvResults,
  entryModes,
  paymentTypes,
} from '../schema/vocabularies.ts';

const type = codesOf(paymentTypes);
const channel = codesOf(channels);
const entry = codesOf(entryModes);
const auth = codesOf(authMethods);
const cvv = codesOf(cvvResults);
const avs = codesOf(avsResults);

/** Up to here no PIN is asked for (EU limit for contactless payments, Delegated Regulation 2018/389, Article 11). */
const CONTACTLESS_LIMIT_CENTS = 5_000;

/** Fills in a purchase at a counter, by default in the holder's city, with the card in a slot; `card` is the id presented. */
export function fillCardPresent(
  shard: Shard,
  payment: Payment,
  cardSlot: number,
  card: number,
  merchant: number,
  amountCents: number,
  options: number,
  rng: Rng,
  city: number = shard.world.customers.city[shard.world.cards.holder(cardSlot)]!,
): void {
  fillCard(shard, payment, cardSlot, card, merchant, amountCents);
  payment.channel = channel.pos;
  fillTerminal(shard, payment, shard.world.merchants.terminalIn(merchant, city, rng.uint32()));
  if (options & BY_WALLET) {
    payment.entryMode = entry.wallet;
    payment.authMethod = auth.biometric;
  } else if (amountCents <= CONTACTLESS_LIMIT_CENTS && rng.chance(0.86)) {
    payment.entryMode = entry.contactless;
    payment.authMethod = auth.none;
  } else if (rng.chance(0.004)) {
    // A chip that cannot be read falls back to the stripe.
    payment.entryMode = entry.magstripe;
    payment.authMethod = auth.none;
  } else {
    payment.entryMode = entry.chip;
    payment.authMethod = auth.pin;
  }
}

/** What an online payer shows of his knowledge of the card. */
export interface CardKnowledge {
  readonly code: boolean;
  /** Whether number and expiry date are right. Default true. */
  readonly data?: boolean;
  readonly address: boolean;
}

/** Fills in a purchase over the internet; device and address are the caller's. `knows` is undefined for the holder himself. */
export function fillCardNotPresent(
  shard: Shard,
  payment: Payment,
  cardSlot: number,
  card: number,
  merchant: number,
  amountCents: number,
  options: number,
  rng: Rng,
  knows?: CardKnowledge,
): void {
  fillCard(shard, payment, cardSlot, card, merchant, amountCents);
  payment.channel = channel.ecommerce;
  payment.country = shard.world.merchants.country[merchant]!;
  if (options & STORED_CREDENTIAL) {
    payment.entryMode = entry.stored_credential;
    payment.authMethod = auth.mandate;
    payment.cvvResult = cvv.not_provided;
    payment.avsResult = avs.unavailable;
    return;
  }
  payment.entryMode = entry.keyed;
  payment.authMethod = authentication(amountCents, rng, knows);
  payment.cvvResult = securityCode(rng, knows);
  payment.hasWrongData = knows?.data === false || rng.chance(MISTYPED_DATA);
  payment.avsResult = address(rng, knows);
}

/** Holders pass strong authentication; who stole the data goes where it is not asked for. Exemptions: small amounts. */
function authentication(amountCents: number, rng: Rng, knows: CardKnowledge | undefined): number {
  const asked = amountCents > 3_000 ? 0.62 : 0.22;
  if (!rng.chance(asked)) return auth.none;
  return knows === undefined || rng.chance(0.25) ? auth.three_d_secure : auth.none;
}

/** Of holders who type their card data, so many get the code wrong, or the number or the expiry date (assumptions). */
const MISTYPED_CODE = 0.017;
const MISTYPED_DATA = 0.008;
const CODE_NOT_ASKED = 0.08;

function securityCode(rng: Rng, knows: CardKnowledge | undefined): number {
  const draw = rng.uniform();
  if (draw < CODE_NOT_ASKED) return cvv.not_provided;
  if (knows !== undefined && !knows.code) return cvv.no_match;
  return draw < CODE_NOT_ASKED + MISTYPED_CODE ? cvv.no_match : cvv.match;
}

function address(rng: Rng, knows: CardKnowledge | undefined): number {
  const draw = rng.uniform();
  if (draw < 0.3) return avs.unavailable;
  const knowsAddress = knows === undefined || knows.address;
  // Holders move, mistype, or have parcels sent elsewhere; strangers often find the address with the card.
  if (knowsAddress) return draw < 0.9 ? avs.full_match : draw < 0.96 ? avs.partial_match : avs.no_match;
  return draw < 0.48 ? avs.full_match : draw < 0.72 ? avs.partial_match : avs.no_match;
}

/** Fills in a place: that of a shop's terminal or of a cash machine; -1 leaves it out. */
export function fillTerminal(shard: Shard, payment: Payment, terminal: number): void {
  if (terminal < 0) return;
  const { terminals } = shard.world;
  payment.terminal = terminal;
  payment.latitude = terminals.latitude[terminal]!;
  payment.longitude = terminals.longitude[terminal]!;
}

function fillCard(
  shard: Shard,
  payment: Payment,
  cardSlot: number,
  card: number,
  merchant: number,
  amountCents: number,
): void {
  const { cards, merchants } = shard.world;
  payment.type = type.card_purchase;
  payment.cardSlot = cardSlot;
  payment.card = card;
  payment.origin = cards.account[cardSlot]!;
  payment.destination = merchants.acquiringAccount[merchant]!;
  payment.merchant = merchant;
  payment.mcc = merchants.mcc[merchant]!;
  payment.amountCents = amountCents;
}
