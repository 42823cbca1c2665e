import {
  ACCOUNT_FROZEN,
  ACCOUNT_OPEN,
  type Action,
  channels,
  codesOf,
  type DecisionLog,
  eventTypes,
  labelSources,
  labels,
  type Payment,
  post,
  Rng,
  recordEvent,
  replaceCard,
  type SchemeMark,
  type Shard,
  type StreamKey,
  scheduleLabel,
  streamKey,
} from '../src/define.ts';
import type { Analysts } from './analysts.ts';
import { ANALYSTS } from './fraud-desk.ts';
import { RECOGNISED, WRONGLY_SUSPECTED } from './monitoring.ts';
import { freeze } from './recall.ts';

/**
 * What a detector suspects, from the alert to what the analyst makes of it. They recognise most schemes that they look
 * at, and suspect a few honest customers.
 */

const channel = codesOf(channels);
const event = codesOf(eventTypes);
const label = codesOf(labels);
const source = codesOf(labelSources);

/** A payment that a detector wants looked at. */
export interface Suspicion {
  /** In the log of decisions. */
  readonly row: number;
  readonly transactionId: number;
  readonly time: number;
  readonly action: Action;
  readonly score: number;
  /** The customer's account that it concerns, and that of a payee at one of the same banks, or -1. */
  readonly account: number;
  readonly payee: number;
  /** The payment itself, if it is kept back and is to be made when it is cleared. */
  readonly payment: Partial<Payment> | undefined;
  readonly cardSlot: number;
  readonly amountCents: number;
  /** What really is, which only the analyst's luck depends on. */
  readonly scheme: SchemeMark | null;
}

export class Suspicions {
  /** True while a payment is made that was held and has been cleared. */
  isReleasing = false;
  private readonly shard: Shard;
  private readonly log: DecisionLog;
  private readonly analysts: Analysts;
  private readonly key: StreamKey;
  /** Accounts that the detector froze and nobody has looked at. */
  private readonly suspended = new Set<number>();

  constructor(shard: Shard, log: DecisionLog, analysts: Analysts) {
    this.shard = shard;
    this.log = log;
    this.analysts = analysts;
    this.key = streamKey(shard.seed, 'duel analyst');
  }

  /** Raises an alert; a freeze stops the account at once. */
  raise(suspicion: Suspicion): void {
    const { shard } = this;
    const { account, action, row, score, transactionId } = suspicion;
    const customer = shard.world.ledger.owner[account]!;
    const alert = {
      id: shard.desk.alerts.length + 1,
      time: shard.now,
      rule: `detector_${action}`,
      transactionId,
      account,
      case: -1,
    };
    shard.desk.alerts.push(alert);
    this.log.alertTime[row] = shard.now;
    recordEvent(shard, { type: event.alert, customer, account, transactionId, channel: channel.batch });
    if (action === 'freeze') this.suspend(account, customer);
    this.analysts.submit({
      isUrgent: action !== 'review',
      score,
      time: shard.now,
      investigate: () => {
        alert.case = this.investigate(suspicion, customer);
      },
    });
  }

  /** Returns the case. */
  private investigate(suspicion: Suspicion, customer: number): number {
    const { shard } = this;
    const { account, action, scheme } = suspicion;
    const rng = new Rng().seek(this.key, account, Math.floor(suspicion.time / 1_000), suspicion.amountCents);
    const isSuspected = rng.chance(scheme !== null ? RECOGNISED : WRONGLY_SUSPECTED);
    const isVictim = scheme?.victim === customer;
    const record = shard.desk.openCase({ customer, account, reason: `detector_${action}`, opened: shard.now });
    record.closed = shard.now;
    record.analyst = 1 + rng.below(ANALYSTS);
    record.disposition = !isSuspected ? 'legitimate' : isVictim ? 'fraud' : 'mule';
    this.label(suspicion, customer, isSuspected ? (isVictim ? label.fraud : label.suspicious) : label.legitimate);
    if (this.suspended.delete(account)) this.lift(account);
    if (isSuspected) this.confirm(suspicion, isVictim, rng);
    else this.clear(suspicion);
    return record.id;
  }

  /** A victim keeps his account and loses the card that was abused; who took part is stopped. */
  private confirm({ account, action, cardSlot, payee, row }: Suspicion, isVictim: boolean, rng: Rng): void {
    if (action === 'hold') this.log.outcome[row] = 'held_confirmed';
    if (!isVictim) freeze(this.shard, account, rng.fork('freeze'));
    else if (cardSlot >= 0) replaceCard(this.shard, cardSlot, rng.fork('card'));
    else if (payee >= 0) freeze(this.shard, payee, rng.fork('freeze'));
  }

  /** The payment that was kept back is made now. */
  private clear({ action, payment, row, transactionId }: Suspicion): void {
    if (action !== 'hold') return;
    this.log.outcome[row] = 'held_released';
    if (payment === undefined) return;
    const again = Object.assign(this.shard.payment.reset(), payment);
    again.parent = transactionId;
    again.isHeld = false;
    this.isReleasing = true;
    try {
      post(this.shard);
    } finally {
      this.isReleasing = false;
    }
  }

  private suspend(account: number, customer: number): void {
    const { ledger } = this.shard.world;
    if (ledger.statusOf(account) !== ACCOUNT_OPEN) return;
    ledger.setStatus(account, ACCOUNT_FROZEN);
    this.suspended.add(account);
    recordEvent(this.shard, { type: event.account_freeze, customer, account, channel: channel.batch });
  }

  private lift(account: number): void {
    const { ledger } = this.shard.world;
    if (ledger.statusOf(account) === ACCOUNT_FROZEN) ledger.setStatus(account, ACCOUNT_OPEN);
  }

  private label({ transactionId, account }: Suspicion, customer: number, code: number): void {
    scheduleLabel(this.shard, {
      transactionId,
      account,
      customer,
      label: code,
      source: source.alert,
      at: this.shard.now,
    });
  }
}
