import { type Subscription, switchMap, tap, timer } from 'rxjs';
import { families } from '../schema/vocabularies.ts';
import type { Campaign } from './campaign.ts';
import { DebtController, type Opening, type Quota } from './prevalence.ts';
import { Rng, streamKey } from './random.ts';
import { createScene } from './scene.ts';
import type { Shard } from './shard.ts';
import type { Typology } from './typology.ts';
import { DAY, type SimTime } from './units.ts';

/**
 * Opens campaigns as their typologies' debts demand and sees them through: every campaign is subscribed to once, and
 * everything it left behind is torn down when it ends.
 */
export class FraudControl {
  private readonly shard: Shard;
  private readonly controllers: readonly DebtController[];
  private readonly streams: readonly Rng[];
  private readonly running = new Set<Subscription>();
  private isLogging = false;

  private readonly isUnmoved: boolean;

  /**
   * `legitimateRowsPerDay`: planned legitimate rows of a mean day, from which campaign sizes are scaled. Where criminals
   * are `unmoved`, campaigns open by what is planned, not by what is booked: whoever stops them meets no more of them.
   */
  constructor(
    shard: Shard,
    seed: number,
    quotas: readonly Quota[],
    { legitimateRowsPerDay, isUnmoved }: { readonly legitimateRowsPerDay: number; readonly isUnmoved: boolean },
  ) {
    this.shard = shard;
    this.isUnmoved = isUnmoved;
    this.streams = quotas.map(({ typology }) => new Rng(streamKey(seed, `typology:${typology.name}`)));
    this.controllers = quotas.map(
      (quota, index) =>
        new DebtController(
          quota,
          legitimateRowsPerDay * 30 * quota.perLegitimateRow,
          this.streams[index]!.fork('controller'),
        ),
    );
  }

  /** Takes the planned legitimate rows of the day that begins now, and opens the campaigns that are due on it. */
  beginDay(day: number, legitimateRows: number): void {
    if (this.shard.isRecording && !this.isLogging) {
      this.isLogging = true;
      for (const controller of this.controllers) controller.beginLog();
    }
    this.controllers.forEach((controller, index) => {
      for (const opening of controller.accrue(legitimateRows, day))
        this.open(controller, this.streams[index]!, opening);
    });
  }

  /** Tears down whatever still runs. */
  stop(): void {
    for (const subscription of this.running) subscription.unsubscribe();
    this.running.clear();
  }

  private open(controller: DebtController, stream: Rng, opening: Opening): void {
    const { shard } = this;
    const { typology } = controller.quota;
    const rng = stream.fork('campaign', opening.ordinal);
    const delayMs = Math.floor(rng.fork('start').uniform() * DAY);
    const campaign = this.announce(typology, opening, delayMs);
    const { plannedRows, startedAt } = campaign;
    controller.commit(this.isUnmoved ? { plannedRows, fraudRows: plannedRows, endedAt: startedAt } : campaign);
    const subscription = timer(delayMs, shard.clock)
      .pipe(
        tap(() => shard.campaigns$.next(campaign)),
        switchMap(() => typology.run(createScene(shard, campaign, opening.values, rng))),
      )
      .subscribe({
        error: (error: unknown) =>
          shard.fail(new Error(`${typology.name}, campaign ${campaign.id}: ${String(error)}`, { cause: error })),
        complete: () => this.close(campaign),
      });
    this.running.add(subscription);
    subscription.add(() => this.running.delete(subscription));
  }

  private announce(typology: Typology, opening: Opening, delayMs: number): Campaign {
    const { shard } = this;
    const campaign: Campaign = {
      id: shard.campaigns.length + 1,
      ordinal: opening.ordinal,
      typology: typology.name,
      family: typology.family,
      typologyCode: shard.typologies.indexOf(typology.name),
      familyCode: families.indexOf(typology.family),
      startedAt: (shard.now + delayMs) as SimTime,
      parameters: opening.values,
      plannedRows: opening.plannedRows,
      members: [],
      takenOver: new Set(),
      leastSuspectedCents: Number.POSITIVE_INFINITY,
      endedAt: -1,
      outcome: undefined,
      steps: 0,
      writtenSteps: 0,
      fraudRows: 0,
      writtenFraudRows: 0,
      proceedsCents: 0,
      costCents: 0,
      lossCents: 0,
      recoveredCents: 0,
    };
    shard.campaigns.push(campaign);
    return campaign;
  }

  private close(campaign: Campaign): void {
    campaign.endedAt = this.shard.now;
    campaign.outcome ??= 'completed';
    this.shard.campaigns$.next(campaign);
  }
}
