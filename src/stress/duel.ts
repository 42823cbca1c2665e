import { openDataset } from '../analysis/duckdb.ts';
import type { Fallback } from '../detectors/ask.ts';
import { DecisionLog } from '../detectors/decision-log.ts';
import { type DuelSetup, PresentTruth } from '../detectors/duel-setup.ts';
import { openWaiting } from '../detectors/open-waiting.ts';
import type { RemoteOptions } from '../detectors/remote-options.ts';
import { type AskedCounts, ThreadedDetector, type WaitOptions } from '../detectors/thread/threaded-detector.ts';
import { type GenerateProgress, type GenerateResult, generate } from '../generate.ts';
import type { ResolvedScenario } from '../scenario/resolve.ts';
import { stressTables } from '../schema/stress.ts';
import { defaultBanks } from '../world/banks.ts';
import { parseDay, toUtc } from '../world/calendar.ts';
import { type CostParameter, costParameters } from './costs.ts';
import { readScorecard, type Scorecard } from './scorecard.ts';
import { stressRows } from './stress-rows.ts';
import { writeScorecard } from './write-scorecard.ts';

export interface DuelOptions {
  readonly scenario: ResolvedScenario;
  /** What the user calls the detector, and the directory that its path is relative to. */
  readonly detector: string;
  readonly from?: string;
  /** Where the dataset of the duel goes. */
  readonly directory: string;
  readonly force?: boolean;
  /** Codes of the banks that the detector works for; by default every retail bank that reports. */
  readonly homeBanks?: readonly string[];
  /** Alerts that analysts look at a day. Default: one for 1,000 customers, at least 5. */
  readonly alertsPerDay?: number;
  /** First days of the log on which the detector only observes. Default: a quarter of the days, at most 14. */
  readonly historyDays?: number;
  /** Default: `stop`, and `approve` for a detector that is asked in a thread. */
  readonly fallback?: Fallback;
  /** How a detector is asked that answers later: a service, a program, an async function. */
  readonly waiting?: Partial<WaitOptions & RemoteOptions>;
  /** What things cost in the scorecard. */
  readonly costs?: readonly CostParameter[];
  readonly onProgress?: (progress: GenerateProgress) => void;
  readonly signal?: AbortSignal;
}

/** A duel that has been fought. */
export interface DuelResult extends GenerateResult {
  /** Payments that the detector was asked about. */
  readonly decisions: number;
  /** What came of asking a detector that answers later. */
  readonly asked?: AskedCounts;
  readonly scorecard: Scorecard;
}

/** Codes of the retail banks that report. */
export function reportingBanks(): string[] {
  return defaultBanks.filter(({ kind, reporting }) => kind === 'retail' && reporting).map(({ code }) => code);
}

/** Terms of a test that were left open. */
export function defaultTerms({ days, world }: ResolvedScenario): { alertsPerDay: number; historyDays: number } {
  return {
    alertsPerDay: Math.max(5, Math.round(world.customers / 1_000)),
    historyDays: Math.min(14, Math.floor(days / 4)),
  };
}

/**
 * Simulates a scenario in which a detector decides on payments before they settle, and writes its dataset together with
 * the decisions, what customers made of them, and the scorecard.
 *
 * @throws DetectorError when there is no such detector, or it fails; WriteError when the directory cannot be used.
 */
export async function duel(options: DuelOptions): Promise<DuelResult> {
  const { scenario, detector: spec, directory, force = false } = options;
  const { homeBanks = reportingBanks(), costs = costParameters } = options;
  const terms = defaultTerms(scenario);
  const { alertsPerDay = terms.alertsPerDay, historyDays = terms.historyDays } = options;
  const truth = new PresentTruth();
  const context = { directory: options.from ?? process.cwd(), truth };
  const detector = await openWaiting(spec, context, options.waiting);
  const isThreaded = detector instanceof ThreadedDetector;
  const fallback = options.fallback ?? (isThreaded ? 'approve' : 'stop');
  const log = new DecisionLog();
  const asksFrom = toUtc(parseDay(scenario.start) + historyDays, 0);
  const setup: DuelSetup = { spec, detector, truth, homeBanks, asksFrom, alertsPerDay, fallback, log };
  const facts = { mode: 'duel', setup, historyDays, costs, seed: scenario.seed } as const;
  let scorecard: Scorecard | undefined;
  try {
    const result = await generate({
      scenario,
      directory,
      force,
      duel: {
        setup,
        tables: stressTables,
        rows: (run) => stressRows(run, facts),
        async complete(written) {
          const dataset = await openDataset(written);
          try {
            scorecard = await readScorecard(dataset);
          } finally {
            dataset.close();
          }
          return writeScorecard(written, scorecard);
        },
      },
      ...(options.onProgress && { onProgress: options.onProgress }),
      ...(options.signal && { signal: options.signal }),
    });
    return { ...result, decisions: log.length, scorecard: scorecard!, ...(isThreaded && { asked: detector.counts }) };
  } finally {
    await detector.close?.();
  }
}
