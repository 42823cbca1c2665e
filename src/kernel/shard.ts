import { Subject } from 'rxjs';
import { events } from '../schema/events.ts';
import { labels } from '../schema/labels.ts';
import { transactions } from '../schema/transactions.ts';
import { cashPayments, lookAlikes, moneyTrail, schemeTransactions } from '../schema/truth.ts';
import { startOfUtcMonth, utcMonth } from '../world/calendar.ts';
import { copyHomes, type Homes } from '../world/entity-tables.ts';
import type { Habits } from '../world/habits.ts';
import type { World } from '../world/world.ts';
import type { Agents } from './agents.ts';
import type { Batch } from './batch.ts';
import { type Allocate, BatchStream, inMemory } from './batch-stream.ts';
import type { Behavior } from './behavior.ts';
import type { Campaign } from './campaign.ts';
import type { SimClock } from './clock.ts';
import { DeskRecords } from './desk-records.ts';
import { DueIntents } from './intents.ts';
import type { LabelRecord } from './label.ts';
import { MoneyTrail } from './money-trail.ts';
import { Payment } from './payment.ts';
import { Rng, type StreamKey, streamKey } from './random.ts';
import type { SimTime } from './units.ts';
import { Watches } from './watches.ts';

/** Intents that are brought into the cache together: enough for memory to be busy, few enough to stay there. */
const WINDOW = 256;

/** What a shard is built from. */
export interface ShardParts {
  readonly seed: number;
  readonly world: World;
  readonly clock: SimClock;
  readonly agents: Agents;
  readonly habits: Habits;
  readonly behaviors: readonly Behavior[];
  /** Names of the typologies: the vocabulary `typology`. */
  readonly typologies: readonly string[];
}

/**
 * The unit of simulation: accounts, clock, queue, ledger, actors and the batches they fill. Everything that changes
 * during a run hangs here; there is no state in modules, so shards never meet but through clearing.
 */
export class Shard {
  readonly seed: number;
  readonly world: World;
  readonly clock: SimClock;
  readonly agents: Agents;
  readonly behaviors: readonly Behavior[];
  readonly typologies: readonly string[];
  /** Codes of the typologies that each behaviour resembles. */
  readonly lookAlikeTypologies: readonly (readonly number[])[];
  /** Keys what befalls a row by accident: an issuer that does not answer, a value missing or wrong. */
  readonly accidentKey: StreamKey;
  /** Keys which of a carrier's addresses a phone has on a day. */
  readonly addressKey: StreamKey;
  /** 1 for banks whose balances are in the log. */
  readonly isReporting: Uint8Array;
  /** What behaviours decide and do when the time has come, by their index; as lists, since behaviours differ in shape. */
  readonly amountDeciders: readonly Behavior['amountNow'][];
  readonly enactors: readonly Behavior['enact'][];
  /** Keys what is decided when an intent's time comes. */
  readonly intentKeys: readonly StreamKey[];
  readonly habits: Habits;
  readonly watches: Watches;
  /** The intents that are next, in time order; refilled all through the day. */
  readonly intents = new DueIntents(WINDOW);
  readonly trail = new MoneyTrail();
  /** The payment being made; refilled for every row. */
  readonly payment = new Payment();
  /** The stream of the intent or order being fulfilled, positioned anew for each. */
  readonly rng = new Rng();
  /** The stream of the payer's device and address, which every step of a transfer shares. */
  readonly accessRng = new Rng();
  /** Fees that acquirers keep back and have not booked, by merchant. */
  readonly retainedFeesCents: Float64Array;
  /** Campaigns in order of opening; `campaigns[id - 1]`. */
  readonly campaigns: Campaign[] = [];
  /** Emits every campaign when it opens and once more when it ends. */
  readonly campaigns$ = new Subject<Campaign>();
  /** Alerts and cases of the fraud desk. */
  readonly desk = new DeskRecords();
  /** Labels whose time has not come. */
  readonly pendingLabels = new Set<LabelRecord>();

  readonly transactions: BatchStream<typeof transactions>;
  readonly events: BatchStream<typeof events>;
  readonly labels: BatchStream<typeof labels>;
  readonly schemeTransactions: BatchStream<typeof schemeTransactions>;
  readonly moneyTrail: BatchStream<typeof moneyTrail>;
  readonly lookAlikes: BatchStream<typeof lookAlikes>;
  readonly cashPayments: BatchStream<typeof cashPayments>;
  /** Batches that are full and not yet handed out. */
  readonly outbox: Batch[] = [];

  /** Local day being simulated, days since 1970-01-01. */
  day = 0;
  /** False during the warm-up: money moves and time passes, but nothing is written. */
  isRecording = false;
  /** Ids given so far; negative during the warm-up, so that nothing written can point there. */
  lastTransactionId = -1_000_000_000;
  lastEventId = 0;
  /** Rows written and fraudulent rows among them. */
  writtenRows = 0;
  writtenFraudRows = 0;
  /** Where the reads of `Agents.foresee` go. */
  touched = 0;
  /** What an actor broke, if one did. */
  failure: Error | undefined;
  /** Balances when recording began. */
  openingBalances: Float64Array = new Float64Array(0);
  /** Where everybody lived then. */
  openingHomes: Homes | undefined;

  private merchantIndex: Map<number, number[]> | undefined;
  private month = -1;
  private monthEndsAt = Number.NEGATIVE_INFINITY;

  constructor(parts: ShardParts) {
    this.seed = parts.seed;
    this.world = parts.world;
    this.clock = parts.clock;
    this.agents = parts.agents;
    this.behaviors = parts.behaviors;
    this.typologies = parts.typologies;
    this.lookAlikeTypologies = parts.behaviors.map(({ lookAlikeOf = [] }) =>
      lookAlikeOf.map((name) => parts.typologies.indexOf(name)).filter((code) => code >= 0),
    );
    this.accidentKey = streamKey(parts.seed, 'accident');
    this.addressKey = streamKey(parts.seed, 'address');
    this.isReporting = Uint8Array.from(parts.world.banks, ({ reporting }) => Number(reporting));
    this.amountDeciders = parts.behaviors.map(({ amountNow }) => amountNow);
    this.enactors = parts.behaviors.map(({ enact }) => enact);
    this.intentKeys = parts.behaviors.map(({ name }) => streamKey(parts.seed, `intent:${name}`));
    this.habits = parts.habits;
    this.retainedFeesCents = new Float64Array(parts.world.merchants.count);
    this.watches = new Watches();
    const allocate = inMemory();
    const emit = (batch: Batch): void => {
      this.outbox.push(batch);
    };
    this.transactions = new BatchStream(transactions, allocate, emit);
    this.events = new BatchStream(events, allocate, emit);
    this.labels = new BatchStream(labels, allocate, emit);
    this.schemeTransactions = new BatchStream(schemeTransactions, allocate, emit);
    this.moneyTrail = new BatchStream(moneyTrail, allocate, emit);
    this.lookAlikes = new BatchStream(lookAlikes, allocate, emit);
    this.cashPayments = new BatchStream(cashPayments, allocate, emit);
  }

  /** Ends the warm-up: from here on rows are written and ids start at 1. */
  startRecording(): void {
    this.isRecording = true;
    this.lastTransactionId = 0;
    this.openingBalances = this.world.ledger.balances();
    this.openingHomes = copyHomes(this.world);
  }

  /** Month (UTC, since January 1970) of the present. */
  currentMonth(): number {
    const now = this.clock.now();
    if (now >= this.monthEndsAt) {
      this.month = utcMonth(now);
      this.monthEndsAt = startOfUtcMonth(this.month + 1);
    }
    return this.month;
  }

  /** Hands over every batch that holds rows. */
  flush(): void {
    for (const stream of this.streams()) stream.flush();
  }

  /** Says where empty batches come from. */
  allocateFrom(allocate: Allocate): void {
    for (const stream of this.streams()) stream.allocate = allocate;
  }

  private streams(): readonly { allocate: Allocate; flush(): void }[] {
    return [
      this.transactions,
      this.events,
      this.labels,
      this.schemeTransactions,
      this.moneyTrail,
      this.lookAlikes,
      this.cashPayments,
    ];
  }

  get now(): SimTime {
    return this.clock.now();
  }

  /** Merchants that a business runs. */
  merchantsOf(business: number): readonly number[] {
    this.merchantIndex ??= indexMerchants(this.world);
    return this.merchantIndex.get(business) ?? [];
  }

  /** Ends the run with an error of an actor; the first one counts. */
  fail(error: unknown): void {
    this.failure ??= error instanceof Error ? error : new Error(String(error));
  }
}

function indexMerchants(world: World): Map<number, number[]> {
  const index = new Map<number, number[]>();
  for (let merchant = 0; merchant < world.merchants.count; merchant++) {
    const business = world.merchants.customer[merchant]!;
    const known = index.get(business);
    if (known === undefined) index.set(business, [merchant]);
    else known.push(merchant);
  }
  return index;
}
