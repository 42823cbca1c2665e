import { type Observable, Subject } from 'rxjs';
import type { events } from '../schema/events.ts';
import type { transactions } from '../schema/transactions.ts';
import { toUtc } from '../world/calendar.ts';
import type { Habits } from '../world/habits.ts';
import type { World } from '../world/world.ts';
import type { Agents } from './agents.ts';
import type { Batch } from './batch.ts';
import { type Allocate, inMemory } from './batch-stream.ts';
import type { Behavior } from './behavior.ts';
import type { Campaign } from './campaign.ts';
import { SimClock } from './clock.ts';
import { FraudControl } from './fraud-control.ts';
import { Intents } from './intents.ts';
import { Planner } from './planner.ts';
import type { Posting } from './posting.ts';
import type { Quota } from './prevalence.ts';
import { RadixOrder } from './radix.ts';
import { Shard } from './shard.ts';

/** Everything that a run consists of. */
export interface SimulationParts {
  readonly seed: number;
  /** First day written and number of days, local days since 1970-01-01. */
  readonly startDay: number;
  readonly days: number;
  /** Days simulated before the first and not written. */
  readonly warmupDays: number;
  readonly world: World;
  readonly habits: Habits;
  readonly agents: Agents;
  readonly behaviors: readonly Behavior[];
  /** Multipliers of behaviours' rates, by name. */
  readonly behaviorScale?: Readonly<Record<string, number>>;
  /** Names of all typologies of the catalogue, in the order of their codes. */
  readonly typologies: readonly string[];
  readonly quotas: readonly Quota[];
  /** By what campaigns open: rows that were booked, so that the mix is met, or planned, so that no detector moves it. */
  readonly campaignsOpenBy?: 'rows' | 'plan';
}

/** How far a run has come. */
export interface Progress {
  /** Local day being simulated, days since 1970-01-01. */
  readonly day: number;
  readonly daysDone: number;
  readonly daysTotal: number;
  readonly rows: number;
}

/** Days planned on trial to learn how many rows a mean day has. */
const TRIAL_DAYS = 7;

/**
 * A run. Pull its batches; nothing happens in between.
 *
 * @example
 * for (const batch of simulation.batches()) if (batch.table.name === 'transactions') rows += batch.length;
 */
export class Simulation {
  readonly shard: Shard;
  private readonly parts: SimulationParts;
  private readonly planner: Planner;
  private readonly fraudControl: FraudControl;
  /** The day's intents as they were planned, in no particular order. */
  private readonly planned = new Intents();
  private readonly radix = new RadixOrder();
  private readonly transactionsSubject = new Subject<Batch<typeof transactions>>();
  private readonly eventsSubject = new Subject<Batch<typeof events>>();
  private day: number;

  constructor(parts: SimulationParts) {
    this.parts = parts;
    this.day = parts.startDay - parts.warmupDays;
    const clock = new SimClock(toUtc(this.day, 0));
    this.shard = new Shard({ ...parts, clock });
    this.planner = new Planner(
      parts.seed,
      parts.world,
      parts.behaviors,
      this.planned,
      parts.habits,
      parts.behaviorScale,
      parts.agents.rowsPerPurchase,
    );
    this.fraudControl = new FraudControl(this.shard, parts.seed, parts.quotas, {
      legitimateRowsPerDay: this.meanDay(),
      isUnmoved: parts.campaignsOpenBy === 'plan',
    });
    parts.agents.start(this.shard);
  }

  /** Batches of transactions as they fill, for watchers; valid during the call only. */
  get transactions$(): Observable<Batch<typeof transactions>> {
    return this.transactionsSubject;
  }

  /** Batches of events, likewise. */
  get events$(): Observable<Batch<typeof events>> {
    return this.eventsSubject;
  }

  /** Every campaign when it opens and when it ends. */
  get campaigns$(): Observable<Campaign> {
    return this.shard.campaigns$;
  }

  /** Every posting on an account, right after it is made. */
  watch(account: number): Observable<Posting> {
    return this.shard.watches.watch(account);
  }

  get progress(): Progress {
    const { startDay, days, warmupDays } = this.parts;
    return {
      day: this.day,
      daysDone: this.day - (startDay - warmupDays),
      daysTotal: days + warmupDays,
      rows: this.shard.writtenRows,
    };
  }

  /** Planned legitimate rows of a mean day, from the plans of the first week. */
  get legitimateRowsPerDay(): number {
    return this.meanRows;
  }

  /**
   * Runs to the end and hands out every batch of every table as soon as it is full, in time order within a table. A
   * batch belongs to the caller, who may have it filled in memory of his own through `allocate`.
   */
  *batches(allocate: Allocate = inMemory()): Generator<Batch, void, void> {
    const { startDay, days } = this.parts;
    const { shard } = this;
    shard.allocateFrom(allocate);
    for (; this.day < startDay + days; this.day++) {
      if (this.day === startDay) shard.startRecording();
      yield* this.runDay();
    }
    shard.flush();
    yield* this.drain();
    this.fraudControl.stop();
    this.transactionsSubject.complete();
    this.eventsSubject.complete();
    shard.campaigns$.complete();
  }

  private *runDay(): Generator<Batch, void, void> {
    const { shard, planner, radix } = this;
    const { clock } = shard;
    const midnight = toUtc(this.day, 0);
    const nextMidnight = toUtc(this.day + 1, 0);
    // Whatever was due at midnight belongs to the day before.
    clock.advanceTo(midnight);
    shard.day = this.day;
    planner.planDay(this.day);
    this.fraudControl.beginDay(this.day, planner.plan.visibleCount);
    const { planned } = this;
    const order = radix.sort(planned.time, planned.count, midnight, nextMidnight - midnight);
    const { capacity } = shard.intents;
    for (let first = 0; first < planned.count; first += capacity) {
      const last = Math.min(first + capacity, planned.count);
      planned.copyTo(shard.intents, order, first, last);
      shard.agents.foresee(shard);
      for (let row = 0; row < last - first; ) {
        row = this.fulfilFrom(row);
        if (shard.outbox.length > 0) yield* this.drain();
      }
    }
    clock.advanceTo((nextMidnight - 1) as never);
    if (shard.failure !== undefined) throw shard.failure;
    yield* this.drain();
  }

  /** Carries out intents from a row on until a batch is full, and returns the next row. */
  private fulfilFrom(first: number): number {
    const { shard } = this;
    const { clock, intents, outbox } = shard;
    const { fulfil } = shard.agents;
    const { count, time, action } = intents;
    let row = first;
    while (row < count && outbox.length === 0) {
      clock.advanceTo(time[row]! as never);
      fulfil[action[row]!]!(shard, row);
      row++;
    }
    return row;
  }

  private *drain(): Generator<Batch, void, void> {
    const { outbox } = this.shard;
    for (const batch of outbox.splice(0)) {
      if (batch.table.name === 'transactions') this.transactionsSubject.next(batch as Batch<typeof transactions>);
      else if (batch.table.name === 'events') this.eventsSubject.next(batch as Batch<typeof events>);
      yield batch;
    }
  }

  private meanRows = 0;

  private meanDay(): number {
    let rows = 0;
    for (let day = 0; day < TRIAL_DAYS; day++) {
      this.planner.planDay(this.day + day);
      rows += this.planner.plan.visibleCount;
    }
    this.meanRows = rows / TRIAL_DAYS;
    return this.meanRows;
  }
}
