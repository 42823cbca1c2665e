import type { LatencySummary } from '../stress/replay/latency.ts';
import type { Pace } from '../stress/replay/pace.ts';
import type { ReplaySummary } from '../stress/replay/summary.ts';
import { toTable } from './layout.ts';
import { formatCount, formatShare } from './numbers.ts';
import type { Terminal } from './terminal.ts';

/** What came of a replay, for people: what was answered, then how fast, then whether to believe it. */
export function describeReplay(summary: ReplaySummary, { outputColors }: Terminal): string {
  const parts = [
    outputColors.bold(`${summary.detector}: ${formatCount(summary.counts.due)} payments, ${paceText(summary)}`),
    countsTable(summary),
    latencyTable(summary),
  ];
  if (summary.isGeneratorBound) {
    parts.push(
      outputColors.red(
        `generator-bound: not a valid latency result. Payments went out ${milliseconds(summary.lag.p99)} late (p99), more ` +
          'than a tenth of the response time; lower the rate, or use a machine with less to do.',
      ),
    );
  }
  return parts.join('\n\n');
}

function paceText({ pace, rate, seconds }: ReplaySummary): string {
  return `${wantedPace(pace)}, ${rate.toFixed(1)} a second for ${seconds.toFixed(1)} s`;
}

function wantedPace(pace: Pace): string {
  if (pace === 'unpaced') return 'as fast as they were answered';
  return 'rate' in pace ? `at ${pace.rate} a second` : `${formatCount(pace.speed)} times as fast as they happened`;
}

function countsTable({ counts, options }: ReplaySummary): string {
  const rows: [string, number, string][] = [
    ['answered', counts.answered, `decided by the detector within ${options.timeoutMs} ms`],
    ['late', counts.late, 'answered later, which did not count'],
    ['unanswered', counts.unanswered, `no answer within ${options.giveUpMs} ms`],
    ['errors', counts.errors, 'unreachable, broken, or no decision'],
    ['dropped', counts.dropped, `not asked: ${options.inFlight} questions were under way`],
  ];
  return toTable(
    ['what', 'payments', 'share', 'meaning'],
    rows.map(([name, count, meaning]) => [
      name,
      formatCount(count),
      formatShare(counts.due === 0 ? 0 : count / counts.due, 2),
      name === 'answered' ? meaning : `${meaning}; ${options.fallback}d by the bank`,
    ]),
  );
}

function latencyTable({ response, service, lag, firstAnswerMs }: ReplaySummary): string {
  const row = (name: string, latency: LatencySummary, meaning: string) => [
    name,
    ...[latency.p50, latency.p90, latency.p99, latency.p999, latency.max].map(milliseconds),
    meaning,
  ];
  const table = toTable(
    ['latency', 'p50', 'p90', 'p99', 'p99.9', 'max', 'from'],
    [
      row('response', response, 'when the payment was due, to the answer'),
      row('service', service, 'when it was sent, to the answer'),
      row('lag', lag, 'when it was due, to when it was sent'),
    ],
  );
  return `${table}\nThe very first answer took ${milliseconds(firstAnswerMs)}; it is not among these.`;
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
