import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Dataset, openDataset } from '../../analysis/duckdb.ts';
import { period } from '../../analysis/period.ts';
import { openStaging } from '../../dataset/staging.ts';
import { DecisionLog } from '../../detectors/decision-log.ts';
import type { Detector } from '../../detectors/detector.ts';
import { openDetector } from '../../detectors/open-detector.ts';
import { defaultRemoteOptions, type RemoteOptions } from '../../detectors/remote-options.ts';
import { Scope } from '../../detectors/scope.ts';
import type { CostParameter } from '../costs.ts';
import { reportingBanks } from '../duel.ts';
import type { Scorecard } from '../scorecard.ts';
import { LabelsInTime } from './labels-in-time.ts';
import { LookBack } from './look-back.ts';
import { OpenLoop, type OpenLoopOptions } from './open-loop.ts';
import { type Pace, Schedule } from './pace.ts';
import { type RecordedPayment, recordedPayments } from './recorded-payments.ts';
import { type RecordedTruth, readTruth } from './recorded-truth.ts';
import type { ReplaySummary } from './summary.ts';
import { writeReplay } from './write-replay.ts';

export interface ReplayOptions {
  /** Directory of the dataset whose payments go out. */
  readonly dataset: string;
  /** What the summary calls it, where it is only there for the time of the replay. */
  readonly datasetName?: string;
  /** What the user calls the detector, and the directory that its path is relative to. */
  readonly detector: string;
  readonly from?: string;
  /** Where decisions and latencies go. It appears there when the replay is complete, not before. */
  readonly directory: string;
  readonly force?: boolean;
  /** Default: `unpaced`. */
  readonly pace?: Pace;
  /** First days on which the detector only observes and learns, as fast as it can. Default: 0. */
  readonly warmupDays?: number;
  /** Payments to ask about, at most. Default: all. */
  readonly payments?: number;
  /** Codes of the banks that the detector works for; by default every retail bank that reports. */
  readonly homeBanks?: readonly string[];
  /** Alerts that analysts can look at a day, for the scorecard. Default: one for 1,000 customers, at least 5. */
  readonly alertsPerDay?: number;
  /** What things cost, for the scorecard. */
  readonly costs?: readonly CostParameter[];
  readonly asking?: Partial<OpenLoopOptions>;
  readonly remote?: Partial<Pick<RemoteOptions, 'batchSize' | 'retries' | 'feedback'>>;
  readonly onProgress?: (progress: ReplayProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ReplayProgress {
  /** Milliseconds of the log that have been replayed, and all of them. */
  readonly doneMs: number;
  readonly totalMs: number;
  /** Time of the log, in milliseconds since 1970 UTC. */
  readonly time: number;
  readonly payments: number;
}

export interface ReplayResult extends ReplaySummary {
  readonly scorecard: Scorecard;
}

export const defaultAsking: OpenLoopOptions = {
  timeoutMs: 100,
  inFlight: 256,
  giveUpMs: defaultRemoteOptions.giveUpMs,
  fallback: 'approve',
};

const DAY_MS = 86_400_000;
/** Payments of the warm-up between two looks at the event loop. */
const PAYMENTS_A_TURN = 256;
/** Lag that is tolerated, as a share of the response time, both at the 99th percentile. */
const TOLERATED_LAG = 0.1;

/**
 * Puts the payments of a dataset to a detector, in their order and at their pace, whatever it answers and when: what it
 * decides changes nothing that follows.
 *
 * @throws DetectorError when there is no such detector or it never gives a decision; DatasetError; WriteError; the
 *   signal's reason when it is aborted. Nothing is left behind then.
 */
export async function replay(options: ReplayOptions): Promise<ReplayResult> {
  const staging = openStaging(options.directory, { force: options.force === true });
  try {
    const log = new DecisionLog();
    const summary = await replayInto(log, options);
    const { dataset, alertsPerDay = await defaultAlertsPerDay(dataset), costs } = options;
    const scoring = { directory: dataset, alertsPerDay, ...(costs && { costs }) };
    const scorecard = await writeReplay(staging.directory, log, summary, scoring);
    options.signal?.throwIfAborted();
    staging.commit();
    return { ...summary, scorecard };
  } catch (error) {
    staging.discard();
    throw error;
  }
}

async function defaultAlertsPerDay(directory: string): Promise<number> {
  const dataset = await openDataset(directory, { derivedViews: false });
  try {
    const [row] = await dataset.rows('SELECT count(*) AS customers FROM customers');
    return Math.max(5, Math.round(Number(row!.customers) / 1_000));
  } finally {
    dataset.close();
  }
}

async function replayInto(log: DecisionLog, options: ReplayOptions): Promise<ReplaySummary> {
  const dataset = await openDataset(options.dataset);
  try {
    const truth = await readTruth(dataset);
    const asking = { ...defaultAsking, ...options.asking };
    const { inFlight, giveUpMs } = asking;
    const context = { directory: options.from ?? process.cwd(), truth };
    const remote = { inFlight, giveUpMs, ...options.remote };
    const { adapter, detector } = await openDetector(options.detector, { ...context, remote });
    // What is outside of this process is told outcomes and labels only where that is wanted.
    const isTold = adapter.answers === 'at_once' || options.remote?.feedback === true;
    const asked: Detector = isTold ? detector : { score: (event) => detector.score(event) };
    try {
      return await new Replay(options, asking, dataset, truth, asked, log).run();
    } finally {
      await detector.close?.();
    }
  } finally {
    dataset.close();
  }
}

/** One replay on its way. */
class Replay {
  readonly #options: ReplayOptions;
  readonly #asking: OpenLoopOptions;
  readonly #dataset: Dataset;
  readonly #truth: RecordedTruth;
  readonly #detector: Detector;
  readonly #log: DecisionLog;
  readonly #loop: OpenLoop;
  readonly #lookBack: LookBack;
  readonly #scope: Scope;
  readonly #homeBanks: ReadonlySet<string>;
  readonly #warmup = { days: 0, payments: 0 };
  readonly #told = { outcomes: 0, labels: 0 };
  #firstAnswerMs = 0;
  #schedule: Schedule | undefined;
  #startedAt = 0;
  #lastDueAt = 0;

  constructor(
    options: ReplayOptions,
    asking: OpenLoopOptions,
    dataset: Dataset,
    truth: RecordedTruth,
    detector: Detector,
    log: DecisionLog,
  ) {
    this.#options = options;
    this.#asking = asking;
    this.#dataset = dataset;
    this.#truth = truth;
    this.#detector = detector;
    this.#log = log;
    this.#loop = new OpenLoop(detector, options.detector, asking, log);
    this.#lookBack = new LookBack(detector, log);
    this.#homeBanks = new Set(options.homeBanks ?? reportingBanks());
    this.#scope = new Scope(this.#homeBanks, (account) => truth.customerOf(account) !== undefined);
    this.#warmup.days = options.warmupDays ?? 0;
  }

  async run(): Promise<ReplaySummary> {
    const { dataset, payments: most = Number.POSITIVE_INFINITY, onProgress, signal } = this.#options;
    const { start, end } = period(this.#dataset.manifest);
    const asksFrom = start + this.#warmup.days * DAY_MS;
    const labels = await LabelsInTime.open(dataset, this.#detector, (label) => this.#concerns(label.account_id));
    const { counts } = this.#loop;
    try {
      for await (const payment of recordedPayments(this.#dataset)) {
        signal?.throwIfAborted();
        const { event } = payment;
        await labels.tellUntil(event.event_time);
        await this.#lookBack.until(event.event_time);
        // To be called for every payment, for it follows reservations.
        const isInScope = this.#scope.asksAbout(event);
        if (event.event_time < asksFrom) await this.#warmUp();
        else if (isInScope && passedChecks(payment)) await this.#ask(payment);
        this.#tellOutcome(payment);
        const { event_time: time } = event;
        onProgress?.({ doneMs: time - start, totalMs: end - start, time, payments: counts.due });
        if (counts.due >= most) break;
      }
      await this.#loop.end();
    } finally {
      labels.close();
    }
    this.#told.labels = labels.told;
    return this.#summary();
  }

  async #warmUp(): Promise<void> {
    if (++this.#warmup.payments % PAYMENTS_A_TURN === 0) await nextTurn();
  }

  async #ask({ event }: RecordedPayment): Promise<void> {
    const { pace = 'unpaced', signal } = this.#options;
    const row = this.#logRow(event);
    this.#lookBack.note(event.transaction_id, row);
    if (this.#loop.counts.due === 0) {
      this.#firstAnswerMs = await this.#loop.sendFirst(event, row);
      return;
    }
    if (this.#schedule === undefined) {
      this.#schedule = new Schedule(pace, event.event_time);
      this.#startedAt = performance.now();
    }
    if (pace === 'unpaced') await this.#loop.freeSlot();
    const dueAt = this.#schedule.next(event.event_time);
    await this.#schedule.reach(dueAt, signal);
    this.#lastDueAt = Math.max(dueAt, this.#startedAt);
    this.#loop.send(event, row, pace === 'unpaced' ? performance.now() : dueAt);
  }

  /** A row that holds what happens without the detector, until it has decided. */
  #logRow(event: RecordedPayment['event']): number {
    const { fallback } = this.#asking;
    const scheme = this.#truth.schemeOf(event.transaction_id);
    const payer = this.#homeBanks.has(event.origin_bank) ? this.#truth.customerOf(event.origin_account) : undefined;
    return this.#log.add({
      transactionId: event.transaction_id,
      time: event.event_time,
      customer: payer ?? this.#truth.customerOf(event.destination_account) ?? -1,
      amountCents: Math.round(event.amount * 100),
      score: Number.NaN,
      action: fallback,
      reasons: null,
      latencyMs: Number.NaN,
      isFallback: true,
      outcome: fallback === 'approve' ? 'approved' : 'declined',
      isFraud: scheme?.isFraud === true,
      typology: scheme?.typology ?? null,
      campaign: scheme?.campaign ?? -1,
      lossCents: scheme?.lossCents ?? 0,
    });
  }

  #tellOutcome({ event, outcome }: RecordedPayment): void {
    if (this.#detector.observe === undefined || !this.#scope.observes(event)) return;
    this.#detector.observe(event, outcome);
    this.#told.outcomes++;
  }

  /** Banks learn of their own accounts, and of payments and customers in general. */
  #concerns(account: number | null): boolean {
    return account === null || this.#truth.customerOf(account) !== undefined;
  }

  #summary(): ReplaySummary {
    const { counts, response, service, lag } = this.#loop;
    const seconds = (this.#lastDueAt - this.#startedAt) / 1_000;
    const pace = this.#options.pace ?? 'unpaced';
    const latencies = { response: response.summary(), service: service.summary(), lag: lag.summary() };
    return {
      mode: 'replay',
      detector: this.#options.detector,
      dataset: this.#options.datasetName ?? this.#options.dataset,
      pace,
      options: this.#asking,
      counts,
      fallbackShare: counts.due === 0 ? 0 : 1 - counts.answered / counts.due,
      firstAnswerMs: this.#firstAnswerMs,
      seconds,
      // The first went out before the schedule began, and between n there are n - 1 gaps.
      rate: seconds === 0 ? 0 : (counts.due - counts.dropped - 2) / seconds,
      ...latencies,
      isGeneratorBound: pace !== 'unpaced' && latencies.lag.p99 > TOLERATED_LAG * latencies.response.p99,
      warmup: this.#warmup,
      told: this.#told,
    };
  }
}

/** The detector comes after the bank's own checks, in the place of its fraud rules. */
function passedChecks({ outcome }: RecordedPayment): boolean {
  return outcome.status === 'approved' || outcome.decline_reason === 'suspected_fraud';
}
