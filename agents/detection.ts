import { interval, tap } from 'rxjs';
import {
  type Answer,
  ask,
  codesOf,
  DetectorError,
  type DetectorEvent,
  type DuelSetup,
  declineReasons,
  eventOf,
  type LabelRecord,
  labelSources,
  labels,
  NULL_CODE,
  type Payment,
  Scope,
  type Shard,
  type StreamKey,
  schemeRoles,
  streamKey,
} from '../src/define.ts';
import { Analysts } from './analysts.ts';
import { Refusals } from './refusals.ts';
import { passesStepUp } from './step-up.ts';
import { type Suspicion, Suspicions } from './suspicions.ts';

const reason = codesOf(declineReasons);
const FRAUD = schemeRoles.indexOf('fraud');
/** Log time for which a detector that looks back can still decide on a payment. */
const LOOKS_BACK = 2 * 86_400_000;

/**
 * The detector at work at its banks: asked before a payment settles, told what became of it and what the banks learn.
 * What it decides has effect: on the payment, on the account, on the analysts' time and on what the customer does next.
 */
export class Detection {
  private readonly shard: Shard;
  private readonly setup: DuelSetup;
  private readonly scope: Scope;
  private readonly suspicions: Suspicions;
  private readonly refusals: Refusals;
  private readonly stepUpKey: StreamKey;
  /** The payment that was decided on last, until it is heard of. */
  private event: DetectorEvent | undefined;
  /** Its row in the log, or -1 if the detector was not asked. */
  private row = -1;
  private pending: Suspicion | undefined;
  /** Payments that can still be decided on late, oldest first, by transaction. */
  private readonly recent = new Map<number, Suspicion>();

  constructor(shard: Shard, setup: DuelSetup) {
    this.shard = shard;
    this.setup = setup;
    const { ledger } = shard.world;
    this.scope = new Scope(setup.homeBanks, (account) => ledger.owner[account]! >= 0);
    this.suspicions = new Suspicions(shard, setup.log, new Analysts(shard, setup.alertsPerDay));
    this.refusals = new Refusals(shard);
    this.stepUpKey = streamKey(shard.seed, 'step_up');
    const { sweep } = setup.detector;
    if (sweep === undefined) return;
    interval(sweep.everyMs, shard.clock)
      .pipe(tap(() => this.lookBack()))
      .subscribe({ error: (error: unknown) => shard.fail(error) });
  }

  /** Asks about a payment that passed the bank's own checks: a code of `decline_reason`, or `NULL_CODE`. */
  decide(payment: Payment): number {
    const { shard, setup } = this;
    this.row = -1;
    this.pending = undefined;
    if (!shard.isRecording) return NULL_CODE;
    const transactionId = shard.lastTransactionId + 1;
    const event = eventOf(shard, payment, transactionId);
    this.event = event;
    const isInScope = this.scope.asksAbout(event);
    // What an analyst has cleared was decided on before.
    if (!isInScope || this.suspicions.isReleasing || shard.now < setup.asksFrom) return NULL_CODE;
    const { scheme } = payment;
    setup.truth.set(transactionId, scheme !== null && scheme.role === FRAUD);
    return this.carryOut(payment, event);
  }

  /** Hears of every row: tells the detector, and the customer whose payment was refused reacts. */
  hear(payment: Payment): void {
    const { shard, setup, event } = this;
    if (!shard.isRecording) return;
    const { detector } = setup;
    const isDecided = event?.transaction_id === payment.transactionId;
    if (detector.observe !== undefined) {
      const observed = isDecided ? event! : eventOf(shard, payment, payment.transactionId);
      if (this.scope.observes(observed)) this.guard(() => detector.observe!(observed, this.outcomeOf(payment)));
    }
    if (!isDecided || this.row < 0) return;
    const { pending } = this;
    if (pending !== undefined) this.suspicions.raise(pending);
    if (payment.declineReason !== NULL_CODE && !setup.log.isFraud[this.row]) {
      this.refusals.consider(payment, setup.log.customer[this.row]!);
    }
    this.row = -1;
  }

  /** Tells the detector what its banks have learned. */
  learn(record: LabelRecord): void {
    const { shard, setup } = this;
    const { detector, homeBanks } = setup;
    const { ledger, banks } = shard.world;
    if (detector.learn === undefined) return;
    if (record.account >= 0 && !homeBanks.includes(banks[ledger.bankOf(record.account)]!.code)) return;
    this.guard(() =>
      detector.learn!({
        transaction_id: record.transactionId > 0 ? record.transactionId : null,
        account_id: record.account >= 0 ? record.account : null,
        customer_id: record.customer >= 0 ? record.customer : null,
        label: labels[record.label]!,
        label_time: shard.now,
        label_source: labelSources[record.source]!,
      }),
    );
  }

  private carryOut(payment: Payment, event: DetectorEvent): number {
    const { shard, setup } = this;
    const answer = this.guard(() => ask(setup.detector, event, setup.spec, setup.fallback));
    const { decision } = answer;
    const suspicion = this.log(payment, event, answer);
    const { log } = setup;
    const { row } = this;
    if (setup.detector.sweep !== undefined) this.recent.set(event.transaction_id, suspicion);
    switch (decision.action) {
      case 'approve':
        return NULL_CODE;
      case 'review':
        this.pending = suspicion;
        return NULL_CODE;
      case 'decline':
        log.outcome[row] = 'declined';
        return reason.suspected_fraud;
      case 'step_up': {
        // A payer at another bank cannot be asked.
        const payer = shard.world.ledger.owner[payment.origin]!;
        if (payer < 0) return NULL_CODE;
        const passes = passesStepUp(shard, payment, payer, this.stepUpKey);
        log.outcome[row] = passes ? 'step_up_passed' : 'step_up_failed';
        return passes ? NULL_CODE : reason.authentication_failed;
      }
      case 'hold':
        this.pending = suspicion;
        log.outcome[row] = 'held';
        // Nobody waits at a counter or in a web shop: there a hold is a refusal.
        payment.isHeld = payment.cardSlot < 0;
        return reason.suspected_fraud;
      case 'freeze':
        this.pending = suspicion;
        log.outcome[row] = 'declined';
        return reason.account_frozen;
      default:
        return decision.action satisfies never;
    }
  }

  private log(payment: Payment, event: DetectorEvent, { decision, isFallback, latencyMs }: Answer): Suspicion {
    const { shard, setup } = this;
    const { ledger, banks } = shard.world;
    const { scheme } = payment;
    const isPayers = ledger.owner[payment.origin]! >= 0 && setup.homeBanks.includes(event.origin_bank);
    const account = isPayers ? payment.origin : payment.destination;
    const isFraud = scheme !== null && scheme.role === FRAUD;
    this.row = setup.log.add({
      transactionId: event.transaction_id,
      time: event.event_time,
      customer: ledger.owner[account]!,
      amountCents: payment.amountCents,
      score: decision.score ?? Number.NaN,
      action: decision.action,
      reasons: decision.reasons === undefined ? null : decision.reasons.join('; '),
      latencyMs,
      isFallback,
      outcome: 'approved',
      isFraud,
      typology: scheme?.campaign.typology ?? null,
      campaign: scheme?.campaign.id ?? -1,
      lossCents: scheme?.lossCents ?? 0,
    });
    const destinationBank = banks[ledger.bankOf(payment.destination)]!.code;
    const isPayeeHome = ledger.owner[payment.destination]! >= 0 && setup.homeBanks.includes(destinationBank);
    return {
      row: this.row,
      transactionId: event.transaction_id,
      time: event.event_time,
      action: decision.action,
      score: decision.score ?? 0,
      account,
      payee: isPayeeHome ? payment.destination : -1,
      // The payment itself is kept only where it may have to be made again.
      payment: decision.action === 'hold' && payment.cardSlot < 0 ? { ...payment } : undefined,
      cardSlot: payment.cardSlot,
      amountCents: payment.amountCents,
      scheme,
    };
  }

  /** Takes the decisions of a detector that looks back. */
  private lookBack(): void {
    const { shard, setup, recent } = this;
    const { sweep } = setup.detector;
    if (sweep === undefined || !shard.isRecording) return;
    const now = shard.now;
    const answers = this.guard(() => sweep.decide(now));
    if (answers instanceof Promise) throw new DetectorError('invalid_answer', setup.spec, 'looked back with a promise');
    for (const { transaction_id, action, score, reasons } of answers) {
      const suspicion = recent.get(transaction_id);
      // Nothing to be done about what is long past or was never asked about, nor twice about one payment.
      if (suspicion === undefined || action === 'approve') continue;
      recent.delete(transaction_id);
      if (setup.log.outcome[suspicion.row] !== 'approved') continue;
      setup.log.action[suspicion.row] = action;
      setup.log.score[suspicion.row] = score ?? Number.NaN;
      setup.log.reasons[suspicion.row] = reasons === undefined ? null : reasons.join('; ');
      const late = action === 'freeze' ? 'freeze' : 'review';
      this.suspicions.raise({ ...suspicion, action: late, score: score ?? 0 });
    }
    for (const [transactionId, { time }] of recent) {
      if (time >= now - LOOKS_BACK) break;
      recent.delete(transactionId);
    }
  }

  private outcomeOf(payment: Payment) {
    const { ledger } = this.shard.world;
    const { isReporting } = this.shard;
    const { origin, destination, declineReason } = payment;
    return {
      status: declineReason === NULL_CODE ? 'approved' : 'declined',
      decline_reason: declineReason === NULL_CODE ? null : declineReasons[declineReason]!,
      origin_balance_after: isReporting[ledger.bankOf(origin)] ? ledger.balanceOf(origin) / 100 : null,
      destination_balance_after: isReporting[ledger.bankOf(destination)] ? ledger.balanceOf(destination) / 100 : null,
    } as const;
  }

  /** What the detector throws ends the run, whatever actor was paying at the time. */
  private guard<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      const { spec } = this.setup;
      const problem = error instanceof Error ? error.message : String(error);
      const failure =
        error instanceof DetectorError ? error : new DetectorError('failed', spec, problem, { cause: error });
      this.shard.fail(failure);
      throw failure;
    }
  }
}
