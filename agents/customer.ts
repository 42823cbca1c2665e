import {
  ACCOUNT_CLOSED,
  BY_WALLET,
  CASH,
  CREDIT,
  CREDIT_SLOT,
  codesOf,
  DEBIT_SLOT,
  declineReasons,
  eventTypes,
  type Fulfil,
  fillCardNotPresent,
  fillCardPresent,
  fillConfirmation,
  fillOwnAccess,
  fillShopAccess,
  fillTransfer,
  fillWithdrawal,
  GIVEN_AWAY,
  HOUR,
  instrumentOf,
  isOnline,
  newSession,
  ONLINE,
  PREAUTHORISED,
  type Present,
  paymentTypes,
  post,
  type Rng,
  recordCashPayment,
  recordOnline,
  SECOND,
  type Shard,
  STORED_CREDENTIAL,
  transferChannelOf,
  transferReferenceOf,
  transferTypeOf,
} from '../src/define.ts';
import { considerRefund } from './merchant.ts';
import { recordReaction } from './refusals.ts';

/**
 * A customer carries out what he planned, unless the present is against it: a card is blocked, the account is empty or
 * frozen, the payee is gone. Then he takes another card, pays cash, tries again, or lets it be.
 */

const reason = codesOf(declineReasons);
const type = codesOf(paymentTypes);
const event = codesOf(eventTypes);

/** Chance that somebody without the money knows it and does not even try (keeps such declines near 1 % of rows). */
const KNOWS_HIS_BALANCE = 0.5;
/** Reservation of a petrol pump, in cents: what pumps in Europe commonly ask for. */
const PUMP_RESERVATION_CENTS = 15_000;

export const purchase: Fulfil = (shard, row) => {
  const { intents } = shard;
  const person = intents.agent[row]!;
  const merchant = intents.target[row]!;
  const amountCents = intents.amountCents[row]!;
  const options = intents.options[row]!;
  const rng = beginIntent(shard, row);
  const instrument = instrumentOf(options);
  if (instrument === CASH) {
    if (payCash(shard, person, merchant, amountCents)) return;
  }
  const preferred = instrument === CREDIT ? CREDIT_SLOT : DEBIT_SLOT;
  const slot = usableCard(shard, person, preferred, amountCents, rng);
  if (slot < 0) {
    if ((options & ONLINE) === 0) payCash(shard, person, merchant, amountCents);
    return;
  }
  if (options & PREAUTHORISED) {
    preauthorise(shard, slot, merchant, amountCents, options, rng);
    return;
  }
  const payment = beginPayment(shard, row);
  fillPurchase(shard, person, slot, merchant, amountCents, options, rng);
  if ((options & STORED_CREDENTIAL) !== 0) presentStoredCard(shard, slot, rng);
  if (post(shard)) considerRefund(shard, payment, rng);
  else if (isSuspicion(payment.declineReason)) standUp(shard, row, slot, rng);
  else if (rng.chance(chanceOfRetry(payment.declineReason))) retry(shard, row, slot, rng);
};

/**
 * Shares of honest buyers who try the same card again, another one, or pay cash after their bank suspected them; the
 * others let it be (assumption).
 */
const INSISTS = 0.35;
const CHANGES_CARD = 0.3;
const PAYS_CASH = 0.15;

/** The detector refused an honest purchase: the same again, another card, cash, or nothing. */
function standUp(shard: Shard, row: number, slot: number, rng: Rng): void {
  const { intents, payment, world } = shard;
  const person = intents.agent[row]!;
  const merchant = intents.target[row]!;
  const amountCents = intents.amountCents[row]!;
  const { transactionId } = payment;
  const draw = rng.uniform();
  const other = otherCard(shard, person, slot, amountCents);
  if (draw < INSISTS) {
    recordReaction(shard, transactionId, person, 'retried');
    retry(shard, row, slot, rng);
  } else if (draw < INSISTS + CHANGES_CARD && other >= 0) {
    recordReaction(shard, transactionId, person, 'other_card');
    retry(shard, row, other, rng);
  } else if (
    draw < INSISTS + CHANGES_CARD + PAYS_CASH &&
    (intents.options[row]! & ONLINE) === 0 &&
    world.customers.walletCents[person]! >= amountCents
  ) {
    recordReaction(shard, transactionId, person, 'paid_cash');
    payCash(shard, person, merchant, amountCents);
  } else recordReaction(shard, transactionId, person, 'gave_up');
}

/** The other card of a person if it works and has the money, or -1. */
function otherCard(shard: Shard, person: number, slot: number, amountCents: number): number {
  const { cards, ledger } = shard.world;
  const debit = cards.slot(person, DEBIT_SLOT);
  const other = slot === debit ? cards.slot(person, CREDIT_SLOT) : debit;
  const account = cards.account[other]!;
  const works = account >= 0 && !cards.isBlocked(other) && ledger.statusOf(account) === 0;
  return works && ledger.available(account as never) >= amountCents ? other : -1;
}

/** Whether a detector refused it. */
function isSuspicion(declineReason: number): boolean {
  return declineReason === reason.suspected_fraud || declineReason === reason.authentication_failed;
}

/** Another try half a minute to some minutes later: with the right code this time, or the same again. */
function retry(shard: Shard, row: number, slot: number, rng: Rng): void {
  const { intents, payment } = shard;
  const person = intents.agent[row]!;
  const merchant = intents.target[row]!;
  const amountCents = intents.amountCents[row]!;
  const options = intents.options[row]!;
  const { lookAlike } = payment;
  const declined = payment.transactionId;
  const stream = rng.fork('retry');
  shard.clock.at((shard.now + stream.between(20, 240) * SECOND) as never, () => {
    const again = shard.payment.reset();
    again.lookAlike = lookAlike;
    again.parent = Math.max(0, declined);
    fillPurchase(shard, person, slot, merchant, amountCents, options, stream);
    if (post(shard)) considerRefund(shard, again, stream);
  });
}

/** Days for which some shops go on charging a card that has been replaced (assumption). */
const STALE_CARD_DAYS = 35;

/** A shop with a card on file may not have heard that it was replaced: it is refused and asks for the new one. */
function presentStoredCard(shard: Shard, slot: number, rng: Rng): void {
  const { cards } = shard.world;
  const former = cards.formerId(slot);
  if (former >= 0 && shard.day - cards.replacedDay(slot) < STALE_CARD_DAYS && rng.chance(0.6))
    shard.payment.card = former;
}

function chanceOfRetry(declineReason: number): number {
  if (declineReason === reason.cvv_mismatch || declineReason === reason.invalid_card_data) return 0.85;
  if (declineReason === reason.issuer_unavailable) return 0.7;
  if (declineReason === reason.card_blocked || declineReason === reason.card_expired) return 0.8;
  return declineReason === reason.insufficient_funds ? 0.15 : 0;
}

function fillPurchase(
  shard: Shard,
  person: number,
  slot: number,
  merchant: number,
  amountCents: number,
  options: number,
  rng: Rng,
): void {
  const card = shard.world.cards.id(slot);
  if ((options & ONLINE) === 0) {
    fillCardPresent(shard, shard.payment, slot, card, merchant, amountCents, options & BY_WALLET, rng);
    return;
  }
  fillCardNotPresent(shard, shard.payment, slot, card, merchant, amountCents, options & STORED_CREDENTIAL, rng);
  if ((options & STORED_CREDENTIAL) !== 0) return;
  const { channel } = shard.payment;
  fillShopAccess(shard, shard.payment, person, rng);
  shard.payment.channel = channel;
}

/** The card he wanted if it works and has the money, else another one that does; sometimes he tries without money. */
function usableCard(shard: Shard, person: number, preferred: 0 | 1, amountCents: number, rng: Rng): number {
  const { cards, ledger } = shard.world;
  let poorSlot = -1;
  for (let choice = 0; choice < 2; choice++) {
    const slot = cards.slot(person, (choice === 0 ? preferred : 1 - preferred) as 0 | 1);
    const account = cards.account[slot]!;
    if (account < 0 || cards.isBlocked(slot) || ledger.statusOf(account) !== 0) continue;
    if (ledger.available(account as never) >= amountCents) return slot;
    if (poorSlot < 0) poorSlot = slot;
  }
  if (poorSlot >= 0 && !rng.chance(KNOWS_HIS_BALANCE)) return poorSlot;
  return -1;
}

function payCash(shard: Shard, person: number, merchant: number, amountCents: number): boolean {
  const { customers, merchants } = shard.world;
  if (customers.walletCents[person]! < amountCents) return false;
  customers.walletCents[person]! -= amountCents;
  merchants.tillCents[merchant]! += amountCents;
  recordCashPayment(shard, person, merchant, amountCents);
  return true;
}

/** Reserves first, and books what was really taken when the pump stops or the guest leaves. */
function preauthorise(
  shard: Shard,
  slot: number,
  merchant: number,
  amountCents: number,
  options: number,
  rng: Rng,
): void {
  const isPump = amountCents <= PUMP_RESERVATION_CENTS;
  const reservedCents = isPump ? PUMP_RESERVATION_CENTS : amountCents;
  const hold = shard.payment.reset();
  const card = shard.world.cards.id(slot);
  fillCardPresent(shard, hold, slot, card, merchant, reservedCents, options & BY_WALLET, rng);
  hold.type = type.card_authorisation;
  hold.isHold = true;
  if (!post(shard)) return;
  const parent = hold.transactionId;
  const { terminal, latitude, longitude, entryMode, authMethod } = hold;
  const delayMs = isPump ? rng.between(90, 420) * SECOND : rng.between(14, 64) * HOUR;
  const later = rng.fork('completion');
  shard.clock.at((shard.now + delayMs) as never, () => {
    const completion = shard.payment.reset();
    fillCardPresent(shard, completion, slot, card, merchant, amountCents, options & BY_WALLET, later);
    completion.terminal = terminal;
    completion.latitude = latitude;
    completion.longitude = longitude;
    completion.entryMode = entryMode;
    completion.authMethod = authMethod;
    completion.parent = Math.max(0, parent);
    completion.releasesCents = reservedCents;
    post(shard);
  });
}

export const transfer: Fulfil = (shard, row) => {
  const { intents, world } = shard;
  const { ledger } = world;
  const customer = intents.agent[row]!;
  const origin = intents.origin[row]!;
  const destination = intents.target[row]!;
  const options = intents.options[row]!;
  const rng = beginIntent(shard, row);
  const session = newSession(rng);
  const amountCents = amountNow(shard, row, rng);
  if (amountCents <= 0 || origin === destination) return;
  // Mandates die with an account, and payers hear of it.
  if (ledger.statusOf(origin) === ACCOUNT_CLOSED || ledger.statusOf(destination) === ACCOUNT_CLOSED) return;
  const online = isOnline(options);
  if (online) {
    if (ledger.statusOf(origin) !== 0) return;
    if (ledger.available(origin as never) < amountCents && rng.chance(KNOWS_HIS_BALANCE)) return;
  }
  const payment = beginPayment(shard, row);
  fillTransfer(payment, transferTypeOf(options), origin, destination, amountCents, transferReferenceOf(options));
  if (online) {
    payment.session = session;
    fillOwnAccess(shard, payment, customer, accessStream(shard, row));
    fillConfirmation(payment, rng);
  } else payment.channel = transferChannelOf(options);
  if (post(shard) || !isSuspicion(payment.declineReason) || payment.isHeld) return;
  if (online) sendAgain(shard, customer, rng);
};

/** Share of honest payers who send a suspected transfer again within a day (assumption). */
const SENDS_AGAIN = 0.5;

function sendAgain(shard: Shard, customer: number, rng: Rng): void {
  const refused = { ...shard.payment };
  if (!rng.chance(SENDS_AGAIN)) {
    recordReaction(shard, refused.transactionId, customer, 'gave_up');
    return;
  }
  recordReaction(shard, refused.transactionId, customer, 'retried');
  const delayMs = Math.round((0.2 + rng.exponential(4)) * HOUR);
  shard.clock.at((shard.now + delayMs) as never, () => {
    const again = Object.assign(shard.payment.reset(), refused);
    again.parent = Math.max(0, refused.transactionId);
    post(shard);
  });
}

/** What the behaviour says of the amount now that the time has come; by default what it planned. */
function amountNow(shard: Shard, row: number, rng: Rng): number {
  const decide = shard.amountDeciders[shard.intents.behavior[row]!];
  if (decide === undefined) return shard.intents.amountCents[row]!;
  return Math.floor(decide(presentOf(shard, row, rng)));
}

export const withdrawCash: Fulfil = (shard, row) => {
  const { intents, world } = shard;
  const person = intents.agent[row]!;
  const slot = world.cards.slot(person, DEBIT_SLOT);
  const account = world.cards.account[slot]!;
  if (account < 0 || world.cards.isBlocked(slot) || world.ledger.statusOf(account) !== 0) return;
  const rng = beginIntent(shard, row);
  let amountCents = amountNow(shard, row, rng);
  if (amountCents <= 0) return;
  const availableCents = world.ledger.available(account as never);
  if (availableCents < amountCents && rng.chance(KNOWS_HIS_BALANCE)) {
    amountCents = Math.floor(availableCents / 2_000) * 2_000;
    if (amountCents <= 0) return;
  }
  const payment = beginPayment(shard, row);
  fillWithdrawal(shard, payment, person, amountCents, rng);
  if (post(shard)) world.customers.walletCents[person]! += Math.round(amountCents * (1 - GIVEN_AWAY));
};

/** A login before a transfer, and a payee added; both in the session of the transfer that they precede. */
export const login: Fulfil = (shard, row) => step(shard, row, event.login);
export const addPayee: Fulfil = (shard, row) => step(shard, row, event.payee_add);

function step(shard: Shard, row: number, eventType: number): void {
  const { intents } = shard;
  const customer = intents.agent[row]!;
  const access = shard.payment.reset();
  access.session = newSession(beginIntent(shard, row));
  fillOwnAccess(shard, access, customer, accessStream(shard, row));
  const counterparty = eventType === event.payee_add ? intents.target[row]! : -1;
  recordOnline(shard, eventType, customer, intents.origin[row]!, counterparty, true);
}

/** What moves no money, as its behaviour does it. */
export const enactEvent: Fulfil = (shard, row) => {
  const enact = shard.enactors[shard.intents.behavior[row]!];
  if (enact !== undefined) enact(presentOf(shard, row, beginIntent(shard, row)));
};

function presentOf(shard: Shard, row: number, rng: Rng): Present {
  const { intents, world } = shard;
  return {
    shard,
    world,
    agent: intents.agent[row]!,
    origin: intents.origin[row]!,
    target: intents.target[row]!,
    plannedCents: intents.amountCents[row]!,
    rng,
  };
}

/** Positions the shard's stream at the start of the intent's own. */
export function beginIntent(shard: Shard, row: number): Rng {
  const { intents } = shard;
  const key = shard.intentKeys[intents.behavior[row]!]!;
  return shard.rng.seek(key, intents.agent[row]!, shard.day, intents.ordinal[row]!);
}

/** The stream of device and address: the same for all steps of one transfer. */
function accessStream(shard: Shard, row: number): Rng {
  const { intents } = shard;
  const key = shard.intentKeys[intents.behavior[row]!]!;
  return shard.accessRng.seek(key, intents.agent[row]!, shard.day, 1_000 + intents.ordinal[row]!);
}

/** An empty payment marked with the look-alike that it may be. */
export function beginPayment(shard: Shard, row: number): Shard['payment'] {
  const payment = shard.payment.reset();
  const behavior = shard.intents.behavior[row]!;
  if (shard.lookAlikeTypologies[behavior]!.length > 0) payment.lookAlike = behavior;
  return payment;
}
