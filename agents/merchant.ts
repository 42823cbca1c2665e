import {
  channels,
  codesOf,
  DAY,
  type Fulfil,
  fillDeposit,
  HOUR,
  paymentTypes,
  post,
  type Rng,
  references,
  type Shard,
} from '../src/define.ts';
import { beginIntent, beginPayment } from './customer.ts';

/** A merchant collects at its acquirer, is paid out every night, takes its cash to the bank, and gives refunds. */

const type = codesOf(paymentTypes);
const channel = codesOf(channels);
const reference = codesOf(references);

/** Share of purchases that are given back, wholly or in part, at a counter and online; refunds are 1-4 % of rows. */
export const REFUND_SHARE = 0.008;
export const REFUND_SHARE_ONLINE = 0.055;
/** Fees that the acquirer keeps back are booked when they have come to this much. */
const FEE_BOOKING_CENTS = 5_000;

/** Pays out what the acquiring account holds, less the fee, which stays there until it is booked. */
export const settle: Fulfil = (shard, row) => {
  const merchant = shard.intents.target[row]!;
  const { ledger, merchants, institutions } = shard.world;
  const acquiring = merchants.acquiringAccount[merchant]!;
  const settlement = merchants.settlementAccount[merchant]!;
  if (settlement < 0 || ledger.statusOf(settlement) === 2) return;
  const retained = shard.retainedFeesCents;
  const payableCents = ledger.balanceOf(acquiring) - retained[merchant]!;
  if (payableCents <= 0) return;
  const feeCents = Math.round((payableCents * merchants.feeBasisPoints[merchant]!) / 10_000);
  retained[merchant]! += feeCents;
  if (payableCents > feeCents) book(shard, type.merchant_settlement, acquiring, settlement, payableCents - feeCents);
  if (retained[merchant]! >= FEE_BOOKING_CENTS) {
    book(shard, type.fee, acquiring, institutions.bankOwn[ledger.bankOf(acquiring)]!, retained[merchant]!);
    retained[merchant] = 0;
  }
};

function book(shard: Shard, paymentType: number, origin: number, destination: number, amountCents: number): void {
  const payment = shard.payment.reset();
  payment.type = paymentType;
  payment.channel = channel.batch;
  payment.origin = origin;
  payment.destination = destination;
  payment.amountCents = amountCents;
  payment.reference = reference.settlement;
  post(shard);
}

/** Takes cash to the bank: a business empties its tills, a person pays in what he planned, mostly as far as he has it. */
export const depositCash: Fulfil = (shard, row) => {
  const { intents, world } = shard;
  const customer = intents.agent[row]!;
  const account = intents.origin[row]!;
  const rng = beginIntent(shard, row);
  const amountCents =
    customer < world.customers.personCount
      ? fromWallet(shard, row, rng)
      : fromTills(shard, customer) + intents.amountCents[row]!;
  if (amountCents <= 0 || world.ledger.statusOf(account) === 2) return;
  const payment = beginPayment(shard, row);
  fillDeposit(shard, payment, customer, account, amountCents, rng);
  post(shard);
};

/** Share of deposits by people that do not come out of the purse: a car sold, a wedding, the savings of years. */
const WINDFALL = 0.5;

function fromWallet(shard: Shard, row: number, rng: Rng): number {
  const { customers } = shard.world;
  const person = shard.intents.agent[row]!;
  const wantedCents = shard.intents.amountCents[row]!;
  if (rng.chance(WINDFALL)) return wantedCents;
  const amountCents = Math.min(wantedCents, customers.walletCents[person]!);
  // Machines take notes only.
  const notesCents = Math.floor(amountCents / 500) * 500;
  customers.walletCents[person]! -= notesCents;
  return notesCents;
}

function fromTills(shard: Shard, business: number): number {
  const { tillCents } = shard.world.merchants;
  let amountCents = 0;
  for (const merchant of shard.merchantsOf(business)) {
    const notesCents = Math.floor(tillCents[merchant]! / 500) * 500;
    tillCents[merchant]! -= notesCents;
    amountCents += notesCents;
  }
  return amountCents;
}

/** Some purchases come back: the same day at a counter, a week or two later from online shops. */
export function considerRefund(shard: Shard, payment: Shard['payment'], rng: Rng): void {
  const isOnline = payment.channel === channel.ecommerce;
  if (!rng.chance(isOnline ? REFUND_SHARE_ONLINE : REFUND_SHARE)) return;
  const share = rng.chance(0.62) ? 1 : 0.15 + 0.7 * rng.uniform();
  const amountCents = Math.max(1, Math.round(payment.amountCents * share));
  const delayMs = isOnline ? rng.logNormal(9, 0.5) * DAY : rng.exponential(2.5) * DAY + HOUR;
  const { origin, destination, merchant, mcc, country, card, transactionId, terminal, latitude, longitude } = payment;
  const purchaseChannel = payment.channel;
  shard.clock.at((shard.now + Math.round(delayMs)) as never, () => {
    const { ledger } = shard.world;
    if (ledger.statusOf(origin) === 2) return;
    const refund = shard.payment.reset();
    refund.type = type.card_refund;
    refund.channel = purchaseChannel;
    refund.origin = destination;
    refund.destination = origin;
    refund.amountCents = amountCents;
    refund.parent = Math.max(0, transactionId);
    refund.merchant = merchant;
    refund.mcc = mcc;
    refund.country = country;
    refund.card = card;
    refund.terminal = terminal;
    refund.latitude = latitude;
    refund.longitude = longitude;
    post(shard);
  });
}
