import type { LatencySummary } from './latency.ts';
import type { OpenLoopCounts, OpenLoopOptions } from './open-loop.ts';
import type { Pace } from './pace.ts';

/** What came of a replay, as `latency.json` has it. All times in milliseconds. */
export interface ReplaySummary {
  readonly mode: 'replay';
  readonly detector: string;
  readonly dataset: string;
  readonly pace: Pace;
  readonly options: OpenLoopOptions;
  readonly counts: OpenLoopCounts;
  /** Share of the payments on which the bank decided without the detector. */
  readonly fallbackShare: number;
  /** Time of the first answer of all, which is in none of the histograms. */
  readonly firstAnswerMs: number;
  /** From the first intended moment to the last. */
  readonly seconds: number;
  /** Payments sent a second. */
  readonly rate: number;
  readonly response: LatencySummary;
  readonly service: LatencySummary;
  readonly lag: LatencySummary;
  /** The program kept time so badly that the latencies say more about it than about the detector. */
  readonly isGeneratorBound: boolean;
  readonly warmup: { readonly days: number; readonly payments: number };
  /** Outcomes and labels that the detector was told. */
  readonly told: { readonly outcomes: number; readonly labels: number };
}
