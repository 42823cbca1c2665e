import { bufferTime, concatMap, from, Subject, tap } from 'rxjs';
import {
  type AlertRecord,
  channels,
  codesOf,
  DAY,
  eventTypes,
  HOUR,
  labelSources,
  labels,
  MINUTE,
  NULL_CODE,
  type Payment,
  type Rng,
  recordEvent,
  type Shard,
  scheduleLabel,
  stableStream,
} from '../src/define.ts';
import { ANALYSTS } from './fraud-desk.ts';
import { freeze } from './recall.ts';

/**
 * A bank's transaction monitoring: simple rules on what passed, and analysts who look at as many of the alerts as
 * they can. They are often right and sometimes wrong, both ways.
 */

const channel = codesOf(channels);
const event = codesOf(eventTypes);
const label = codesOf(labels);
const source = codesOf(labelSources);

/**
 * Share of alerts that somebody looks at (assumption: analysts who handle 50 of the 500 that 100,000 customers raise a
 * day). Which ones is drawn for each alert by itself: if they queued, every scheme would decide on the alerts of others.
 */
const LOOKED_AT = 0.1;
/** Chance to recognise a scheme when looking at it, and to suspect an honest customer (after FiFAR's biased analysts). */
export const RECOGNISED = 0.7;
export const WRONGLY_SUSPECTED = 0.03;
/** `pass_through`: at least this much came in, and most of it leaves within a day. */
const PASSED_CENTS = 60_000;
const PASSED_SHARE = 0.8;
/** `unusual_amount`: a transfer of more than this and several times the largest before. */
const UNUSUAL_CENTS = 250_000;
const UNUSUAL_FACTOR = 4;

/** Doubles of an account's record; a zero is a day long past. */
const DOUBLES = 4;
const RECEIVED_CENTS = 0;
const RECEIVED_AT = 1;
const LARGEST_CENTS = 2;
const ALERTED_DAY = 3;

/** An alert with what its analyst will find, which only the simulation knows. */
interface Finding {
  readonly alert: AlertRecord;
  readonly customer: number;
  readonly isScheme: boolean;
  /** The owner of the account is the one who loses by it. */
  readonly isVictim: boolean;
}

export class Monitoring {
  private readonly shard: Shard;
  private readonly findings$ = new Subject<Finding>();
  /** A record per account: last receipt and its time, largest payment so far, day of the last alert. */
  private readonly records: Float64Array;

  constructor(shard: Shard) {
    this.shard = shard;
    this.records = new Float64Array(shard.world.ledger.count * DOUBLES);
    this.findings$
      .pipe(
        bufferTime(DAY, shard.clock),
        concatMap((findings) => from(findings)),
        tap((finding) => this.consider(finding)),
      )
      .subscribe({ error: (error: unknown) => shard.fail(error) });
  }

  /** Hears of every row; looks at transfers that customers made online. */
  hear(payment: Payment): void {
    if (payment.declineReason !== NULL_CODE || payment.card >= 0) return;
    const { records } = this;
    const { amountCents } = payment;
    const now = this.shard.now;
    if (payment.channel === channel.mobile || payment.channel === channel.web) {
      const at = payment.origin * DOUBLES;
      const receivedCents = records[at + RECEIVED_CENTS]!;
      const isPassedOn =
        now - records[at + RECEIVED_AT]! < DAY &&
        receivedCents >= PASSED_CENTS &&
        amountCents >= PASSED_SHARE * receivedCents;
      const largestCents = records[at + LARGEST_CENTS]!;
      if (isPassedOn) this.alert(payment, 'pass_through');
      else if (amountCents > UNUSUAL_CENTS && amountCents > UNUSUAL_FACTOR * largestCents) {
        this.alert(payment, 'unusual_amount');
      }
      if (amountCents > largestCents) records[at + LARGEST_CENTS] = amountCents;
    }
    const at = payment.destination * DOUBLES;
    records[at + RECEIVED_CENTS] = amountCents;
    records[at + RECEIVED_AT] = now;
  }

  /** Largest payment of an account so far, in cents. */
  largestCents(account: number): number {
    return this.records[account * DOUBLES + LARGEST_CENTS]!;
  }

  private alert(payment: Payment, rule: string): void {
    const { shard } = this;
    const account = payment.origin;
    const customer = shard.world.ledger.owner[account]!;
    // One alert a week and account is enough.
    if (customer < 0 || shard.day - this.records[account * DOUBLES + ALERTED_DAY]! < 7) return;
    this.records[account * DOUBLES + ALERTED_DAY] = shard.day;
    const transactionId = Math.max(0, payment.transactionId);
    const alert: AlertRecord = {
      id: shard.desk.alerts.length + 1,
      time: shard.now,
      rule,
      transactionId,
      account,
      case: -1,
    };
    shard.desk.alerts.push(alert);
    recordEvent(shard, { type: event.alert, customer, account, transactionId, channel: channel.batch });
    const { scheme } = payment;
    this.findings$.next({ alert, customer, isScheme: scheme !== null, isVictim: scheme?.victim === customer });
  }

  /** One alert a day and account at most, so that the two key what becomes of it. */
  private consider(finding: Finding): void {
    const { shard } = this;
    const day = Math.floor(finding.alert.time / DAY);
    const rng = stableStream(shard.seed, `analyst:${day}`, finding.alert.account);
    if (rng.chance(LOOKED_AT)) this.investigate(finding, rng);
  }

  private investigate({ alert, customer, isScheme, isVictim }: Finding, rng: Rng): void {
    const { shard } = this;
    const record = shard.desk.openCase({ customer, account: alert.account, reason: alert.rule, opened: shard.now });
    alert.case = record.id;
    const workMs = Math.round((2 * HOUR + rng.exponential(90 * MINUTE)) * (1 + rng.below(6)));
    shard.clock.at((shard.now + workMs) as never, () => {
      const isSuspected = rng.chance(isScheme ? RECOGNISED : WRONGLY_SUSPECTED);
      record.closed = shard.now;
      record.analyst = 1 + rng.below(ANALYSTS);
      record.disposition = !isSuspected ? 'legitimate' : isVictim ? 'fraud' : 'mule';
      // The customer's word clears a victim; whose account a scheme uses has nothing to say.
      if (isSuspected && !isVictim) freeze(shard, alert.account, rng.fork('freeze'));
      if (alert.transactionId <= 0) return;
      scheduleLabel(shard, {
        transactionId: alert.transactionId,
        account: alert.account,
        customer,
        label: isSuspected ? label.suspicious : label.legitimate,
        source: source.alert,
        at: shard.now,
      });
    });
  }
}
