import * as hdr from 'hdr-histogram-js';

/** What a latency histogram says, in milliseconds. */
export interface LatencySummary {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Longest latency that is told from longer ones: an hour, in microseconds. */
const LONGEST = 3_600_000_000;

/** Latencies in a high dynamic range histogram: microseconds, exact to three digits. */
export class Latency {
  readonly #histogram = hdr.build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: LONGEST,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });

  record(ms: number): void {
    this.#histogram.recordValue(Math.min(LONGEST, Math.max(0, Math.round(ms * 1_000))));
  }

  summary(): LatencySummary {
    const histogram = this.#histogram;
    const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / 1_000;
    const { totalCount: count } = histogram;
    if (count === 0) return { count, mean: 0, p50: 0, p90: 0, p99: 0, p999: 0, max: 0 };
    const mean = Math.round(histogram.mean) / 1_000;
    return { count, mean, p50: at(50), p90: at(90), p99: at(99), p999: at(99.9), max: histogram.maxValue / 1_000 };
  }
}
