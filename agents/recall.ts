import {
  ACCOUNT_CLOSED,
  ACCOUNT_FROZEN,
  ACCOUNT_OPEN,
  channels,
  codesOf,
  DAY,
  eventTypes,
  type Harm,
  HOUR,
  labelSources,
  labels,
  paymentTypes,
  post,
  type Rng,
  recordEvent,
  type Shard,
  scheduleLabel,
} from '../src/define.ts';
import { giveBack, reimburse } from './remedies.ts';

/**
 * The race for the money: the victim's bank asks the mule's bank to freeze the account and send back what is left; what
 * has moved on is followed from account to account, each step with its own delay.
 */

const type = codesOf(paymentTypes);
const channel = codesOf(channels);
const event = codesOf(eventTypes);
const label = codesOf(labels);
const source = codesOf(labelSources);

/** Accounts that an investigation follows behind the first one. */
const MAX_DEPTH = 6;
/** Share of frozen customers with whom the bank parts; most mules are warned and kept (assumption). */
const PARTS_WAYS = 0.15;
/** Chance that a request to another bank, or for a further step, is made and answered at all (assumption). */
const FOLLOWED = 0.75;

/** Tries to get reported transfers back. Afterwards the bank refunds unauthorised ones. */
export function recallMoney(shard: Shard, losses: readonly Harm[], rng: Rng): void {
  for (const harm of losses) {
    const owed = { cents: harm.amountCents };
    request(shard, harm, harm.destination, owed, rng, 0);
    if (harm.campaign.family === 'scam' || harm.campaign.family === 'laundering') continue;
    // The recall is given three days before the bank pays.
    shard.clock.at((shard.now + 3 * DAY) as never, () => reimburse(shard, harm, owed.cents, rng));
  }
}

function request(shard: Shard, harm: Harm, account: number, owed: { cents: number }, rng: Rng, depth: number): void {
  if (!canFreeze(shard, account) || (depth > 0 && !rng.chance(FOLLOWED))) return;
  // What a scheme has sent back to its victim is where it belongs.
  if (account === harm.origin) return;
  const stream = rng.fork('recall', account);
  const delayMs = Math.round(stream.logNormal(2, 1) * HOUR);
  shard.clock.at((shard.now + delayMs) as never, () => {
    const { ledger } = shard.world;
    if (ledger.statusOf(account) === ACCOUNT_CLOSED) return;
    freeze(shard, account, stream);
    const leftCents = Math.min(owed.cents, shard.trail.tainted(account), Math.max(0, ledger.balanceOf(account)));
    if (leftCents > 0) {
      owed.cents -= leftCents;
      giveBack(shard, harm, type.payment_recall, account, leftCents);
    }
    if (owed.cents <= 0 || depth === MAX_DEPTH) return;
    for (const next of shard.trail.destinationsOf(harm.campaign.id, account)) {
      request(shard, harm, next, owed, stream, depth + 1);
    }
  });
}

/** Only accounts of persons and businesses at home can be frozen on request. */
function canFreeze(shard: Shard, account: number): boolean {
  return shard.world.ledger.owner[account]! >= 0;
}

/** Stops an account; weeks later its owner is cleared or the bank parts with him. */
export function freeze(shard: Shard, account: number, rng: Rng): void {
  const { ledger } = shard.world;
  if (ledger.statusOf(account) !== ACCOUNT_OPEN) return;
  const customer = ledger.owner[account]!;
  ledger.setStatus(account, ACCOUNT_FROZEN);
  recordEvent(shard, { type: event.account_freeze, customer, account, channel: channel.batch });
  scheduleLabel(shard, {
    transactionId: 0,
    account,
    customer,
    label: label.mule,
    source: source.investigation,
    at: (shard.now + Math.round((1 + rng.exponential(5)) * DAY)) as never,
  });
  const reviewMs = Math.round((3 + rng.exponential(8)) * DAY);
  const parts = rng.chance(PARTS_WAYS);
  shard.clock.at((shard.now + reviewMs) as never, () => {
    // An account with a reservation still to be booked cannot be closed.
    const isClosed = parts && ledger.heldOf(account) === 0;
    ledger.setStatus(account, ACCOUNT_OPEN);
    if (isClosed) closeAccount(shard, account, customer);
  });
}

/** Ends an account that is open and has no reservations. */
export function closeAccount(shard: Shard, account: number, customer: number): void {
  const { ledger } = shard.world;
  payOut(shard, account, customer);
  ledger.setStatus(account, ACCOUNT_CLOSED);
  ledger.closedDay[account] = shard.day;
  recordEvent(shard, { type: event.account_close, customer, account, channel: channel.batch });
}

/** The owner of an account that is closed collects in cash what is left of it. */
function payOut(shard: Shard, account: number, customer: number): void {
  const { customers, institutions, ledger } = shard.world;
  const leftCents = ledger.balanceOf(account);
  if (leftCents <= 0) return;
  const payment = shard.payment.reset();
  payment.type = type.cash_withdrawal;
  payment.channel = channel.branch;
  payment.origin = account;
  payment.destination = institutions.cash[ledger.bankOf(account)]!;
  payment.amountCents = leftCents;
  if (post(shard)) customers.walletCents[customer]! += leftCents;
}
