import {
  ACCOUNT_OPEN,
  codesOf,
  DAY,
  declineReasons,
  type Payment,
  personas,
  type ReactionKind,
  Rng,
  type Shard,
  type StreamKey,
  streamKey,
} from '../src/define.ts';
import { closeAccount } from './recall.ts';

/**
 * What it does to customers that their bank refuses an honest payment: some call, some complain, a few leave. What they do
 * about the payment itself - once more, another card, cash - stands where they pay, in `customer.ts`.
 */

const reason = codesOf(declineReasons);

/** Shares of refusals after which a customer calls the bank or complains in writing (assumption). */
const CALLS = 0.15;
const COMPLAINS = 0.02;
/**
 * Chance to leave after the first refusal; each further one within three months adds as much (assumption: Javelin 2015 has
 * 39 % of the wrongly declined put the card away, far fewer change their bank).
 */
const LEAVES = 0.004;
const REMEMBERED = 90 * DAY;
/** A frozen account is worse than ten refusals. */
const FROZEN_COUNTS = 10;
/** Days until a customer who leaves has left. */
const NOTICE_DAYS = 10;
/** Who finds another bank soon, and who stays whatever happens (assumption). */
const RESTLESSNESS: Readonly<Record<string, number>> = { student: 1.6, newcomer: 1.2, wealthy: 1.8, retired: 0.4 };

export class Refusals {
  private readonly shard: Shard;
  private readonly key: StreamKey;
  private readonly rng = new Rng();
  /** Refusals of each customer who had any, and when the last one was. */
  private readonly grudges = new Map<number, { count: number; lastAt: number }>();
  private readonly leaving = new Set<number>();

  constructor(shard: Shard) {
    this.shard = shard;
    this.key = streamKey(shard.seed, 'refusal');
  }

  /** A customer's honest payment has just been refused. */
  consider(payment: Payment, customer: number): void {
    const { shard, rng } = this;
    const { transactionId, declineReason } = payment;
    rng.seek(this.key, payment.origin, Math.floor(shard.now / 1_000), payment.amountCents);
    const calls = rng.chance(CALLS);
    const complains = rng.chance(COMPLAINS * (declineReason === reason.account_frozen ? FROZEN_COUNTS : 1));
    const leaves = rng.chance(this.grudge(customer, declineReason) * LEAVES * this.restlessness(customer));
    const delayMs = Math.round(NOTICE_DAYS * DAY * (0.2 + rng.exponential(0.8)));
    if (calls) recordReaction(shard, transactionId, customer, 'called');
    if (complains) recordReaction(shard, transactionId, customer, 'complained');
    if (!leaves || this.leaving.has(customer)) return;
    this.leaving.add(customer);
    recordReaction(shard, transactionId, customer, 'left');
    shard.clock.at((shard.now + delayMs) as never, () => this.leave(customer));
  }

  /** Refusals that a customer remembers, this one included. */
  private grudge(customer: number, declineReason: number): number {
    const now = this.shard.now;
    const known = this.grudges.get(customer);
    const before = known !== undefined && now - known.lastAt < REMEMBERED ? known.count : 0;
    const count = before + (declineReason === reason.account_frozen ? FROZEN_COUNTS : 1);
    this.grudges.set(customer, { count, lastAt: now });
    return count;
  }

  /** Businesses complain; with their terminals and wages they do not change banks for it. */
  private restlessness(customer: number): number {
    const { customers } = this.shard.world;
    if (customer >= customers.personCount) return 0;
    return RESTLESSNESS[personas[customers.persona[customer]!]!.name] ?? 1;
  }

  /** Takes his money and goes, unless he owes the bank something. */
  private leave(customer: number): void {
    const { customers, ledger } = this.shard.world;
    const account = customers.currentAccount[customer]!;
    const owes = ledger.balanceOf(account) < 0 || ledger.heldOf(account) > 0;
    if (ledger.statusOf(account) === ACCOUNT_OPEN && !owes) closeAccount(this.shard, account, customer);
  }
}

/** Notes what a customer did about a refusal. */
export function recordReaction(shard: Shard, transactionId: number, customer: number, kind: ReactionKind): void {
  shard.desk.reactions.push({ time: shard.now, transactionId, customer, kind });
}
