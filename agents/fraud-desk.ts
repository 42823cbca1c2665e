import { type GroupedObservable, groupBy, mergeMap, type Observable, Subject, tap, timer } from 'rxjs';
import {
  type AlertRecord,
  channels,
  codesOf,
  DAY,
  eventTypes,
  type Harm,
  HOUR,
  labelSources,
  labels,
  NULL_CODE,
  type Payment,
  type Rng,
  recordEvent,
  replaceCard,
  type Shard,
  scheduleLabel,
  schemeRoles,
  stableStream,
} from '../src/define.ts';
import { recallMoney } from './recall.ts';
import { chargeBack } from './remedies.ts';

/**
 * Victims notice or the bank suspects, most victims report, and the bank acts: it blocks the card, asks for the money back, compensates, and
 * labels what it now knows. Whoever never reports leaves no label.
 */

const role = codesOf(schemeRoles);
const label = codesOf(labels);
const source = codesOf(labelSources);
const event = codesOf(eventTypes);
const channel = codesOf(channels);

/** How long victims take, and how many never say a word, by what was done to them. */
interface Awareness {
  /** Days until the first loss is noticed. */
  readonly discoveryDays: (rng: Rng) => number;
  readonly reportDays: (rng: Rng) => number;
  readonly neverReports: number;
  /** Share that the bank finds by itself, and its median time in days; sigma of its logarithm 1. */
  readonly foundByBank: number;
  readonly bankDays: number;
}

/**
 * Card fraud: noticed the same day by 38 %, within a week by 38 %, later by 24 %; reported the same day by 43 %, within
 * a week by 30 %, a month by 17 %, later by 7 % (survey figures of the calibration; the rest never reports).
 */
const card: Awareness = {
  discoveryDays: (rng) => inBands(rng, [0.38, 0.76], [0.02, 0.9], [1, 7], [8, 45]),
  reportDays: (rng) =>
    rng.chance(0.46) ? 0.03 * rng.uniform() : inBands(rng, [0.58, 0.89], [1, 7], [7, 30], [30, 75]),
  neverReports: 0.03,
  // Customers find 54 in 100 (calibration); the bank, which watches cards as they are used, the others.
  foundByBank: 0.46,
  bankDays: 0.8,
};
/** An emptied account is noticed soon: 14 hours in the median (typologies, E1). */
const takeover: Awareness = {
  discoveryDays: (rng) => Math.min(20, rng.logNormal(14 / 24, 1)),
  reportDays: (rng) => 0.04 * rng.uniform(),
  neverReports: 0.02,
  foundByBank: 0.4,
  bankDays: 0.3,
};
/** Who was deceived waits for what he bought, is ashamed, or hopes (assumption: 40 % never report). */
const scam: Awareness = {
  discoveryDays: (rng) => Math.min(60, rng.logNormal(4, 1)),
  reportDays: (rng) => Math.min(30, rng.exponential(2)),
  neverReports: 0.4,
  foundByBank: 0.1,
  bankDays: 1,
};
/** A chain of instant payments is reported within hours, or it is lost (typologies, C16: LN(6 h, 1.2)). */
const urgent: Awareness = {
  discoveryDays: (rng) => Math.min(20, rng.logNormal(6 / 24, 1.2)),
  reportDays: () => 0,
  neverReports: 0.1,
  foundByBank: 0.3,
  bankDays: 0.2,
};

export class FraudDesk {
  private readonly harm$ = new Subject<Harm>();
  private readonly shard: Shard;

  constructor(shard: Shard) {
    this.shard = shard;
    this.harm$
      .pipe(
        groupBy((harm) => `${harm.campaign.id}/${harm.victim}`, {
          // A victim who has reported and is hit again by the same gang, or has kept silent for months, starts anew.
          duration: () => timer(120 * DAY, shard.clock),
        }),
        mergeMap((harms$) => this.follow(harms$)),
      )
      .subscribe({ error: (error: unknown) => shard.fail(error) });
  }

  /** Hears of every row; keeps those that cost somebody money. */
  hear(payment: Payment): void {
    const { scheme } = payment;
    if (scheme === null || scheme.victim < 0 || scheme.role !== role.fraud || payment.declineReason !== NULL_CODE)
      return;
    this.harm$.next({
      campaign: scheme.campaign,
      victim: scheme.victim,
      transactionId: payment.transactionId,
      origin: payment.origin,
      destination: payment.destination,
      amountCents: payment.amountCents,
      cardSlot: payment.cardSlot,
      merchant: payment.merchant,
      time: this.shard.now,
    });
  }

  /** From the first loss to the report, and what follows from it. */
  private follow(harms$: GroupedObservable<string, Harm>): Observable<unknown> {
    const { shard } = this;
    const losses: Harm[] = [];
    let reported = false;
    let byBank = false;
    let rng: Rng;
    return harms$.pipe(
      tap((harm) => {
        rng ??= streamOf(shard, harm);
        losses.push(harm);
        if (reported) this.label(harm, byBank, rng, 0);
      }),
      mergeMap((harm, index) => {
        if (index > 0) return [];
        const awareness = awarenessOf(harm);
        byBank = rng.chance(awareness.foundByBank);
        if (!byBank && rng.chance(awareness.neverReports)) return [];
        const days = byBank
          ? Math.min(30, rng.logNormal(awareness.bankDays, 1))
          : awareness.discoveryDays(rng) + awareness.reportDays(rng);
        return timer(Math.round(days * DAY), shard.clock).pipe(
          tap(() => {
            reported = true;
            this.openCase(losses, byBank, rng);
          }),
        );
      }),
    );
  }

  /** The customer's report, or the bank's own suspicion that he confirms on the telephone. */
  private openCase(losses: readonly Harm[], byBank: boolean, rng: Rng): void {
    const { shard } = this;
    const first = losses[0]!;
    const record = shard.desk.openCase({
      customer: first.victim,
      account: first.origin,
      reason: byBank ? 'unusual_activity' : 'customer_report',
      opened: shard.now,
    });
    if (byBank) raiseAlert(shard, losses.at(-1)!, record.id);
    for (const harm of losses) {
      recordEvent(shard, {
        type: event.dispute,
        customer: harm.victim,
        account: harm.origin,
        transactionId: harm.transactionId,
        channel: channel.mobile,
      });
      this.label(harm, byBank, rng, 0.5);
    }
    if (first.cardSlot >= 0) {
      replaceCard(shard, first.cardSlot, rng);
      chargeBack(shard, losses, rng);
    } else recallMoney(shard, losses, rng);
    const decisionMs = Math.round(rng.logNormal(3, 0.8) * DAY);
    shard.clock.at((shard.now + decisionMs) as never, () => {
      record.closed = shard.now;
      record.disposition = 'fraud';
      record.analyst = 1 + rng.below(ANALYSTS);
    });
  }

  /** The bank learns of a loss: at once from the customer, some hours later in its records. */
  private label(harm: Harm, byBank: boolean, rng: Rng, hours: number): void {
    const { shard } = this;
    scheduleLabel(shard, {
      transactionId: harm.transactionId,
      account: harm.origin,
      customer: harm.victim,
      label: label.fraud,
      source: byBank ? source.alert : source.customer_report,
      at: (shard.now + Math.round(rng.exponential(hours + 1) * HOUR)) as never,
    });
  }
}

/** People who decide on cases (assumption; the capacity that matters is in `monitoring.ts`). */
export const ANALYSTS = 6;

/** The profile of a card or account, which does not fit its last payments. */
function raiseAlert(shard: Shard, { transactionId, origin, victim }: Harm, caseId: number): void {
  const alert: AlertRecord = {
    id: shard.desk.alerts.length + 1,
    time: shard.now,
    rule: 'unusual_activity',
    transactionId: Math.max(0, transactionId),
    account: origin,
    case: caseId,
  };
  shard.desk.alerts.push(alert);
  recordEvent(shard, {
    type: event.alert,
    customer: victim,
    account: origin,
    transactionId: alert.transactionId,
    channel: channel.batch,
  });
}

/** What becomes of a victim is keyed by the campaign's place in its own typology, so that no other typology changes it. */
function streamOf(shard: Shard, { campaign, victim }: Harm): Rng {
  return stableStream(shard.seed, `victim:${campaign.typology}/${campaign.ordinal}`, victim);
}

function awarenessOf(harm: Harm): Awareness {
  if (harm.cardSlot >= 0) return card;
  if (harm.campaign.typology === 'instant_mule_chain') return urgent;
  return harm.campaign.family === 'scam' ? scam : takeover;
}

/** Uniform within one of three bands, chosen by cumulative shares. */
function inBands(
  rng: Rng,
  [first, second]: readonly [number, number],
  ...bands: readonly (readonly [number, number])[]
): number {
  const draw = rng.uniform();
  const [low, high] = bands[draw < first ? 0 : draw < second ? 1 : 2]!;
  return low + (high - low) * rng.uniform();
}
