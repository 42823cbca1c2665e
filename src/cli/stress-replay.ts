import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { adapterFor } from '../detectors/open-detector.ts';
import type { Pace } from '../stress/replay/pace.ts';
import { type ReplayOptions, type ReplayResult, replay } from '../stress/replay/replay.ts';
import { requireDataset } from './dataset-argument.ts';
import { UsageError } from './failure.ts';
import { untilInterrupted } from './interruption.ts';
import { type ProgressDisplay, showProgress } from './progress.ts';
import { quoteArgument } from './quote-argument.ts';
import { describeReplay } from './replay-text.ts';
import { resolveArgument } from './scenario-argument.ts';
import { homeBanksOf, nameOf } from './stress-duel.ts';
import { numberOption, type StressOptions } from './stress-options.ts';
import { costsOf, showScorecard } from './stress-result.ts';
import { type Terminal, writeLine } from './terminal.ts';

/** `--mode replay`: the payments of a dataset go out in their order, whatever the detector answers and when. */
export async function runReplay(argument: string, options: StressOptions, terminal: Terminal): Promise<void> {
  const { detector = 'rules' } = options;
  adapterFor(detector);
  const settings = settingsOf(options);
  const isDataset = existsSync(join(argument, 'manifest.json'));
  const name = isDataset ? basename(resolve(argument)) : basename(argument).replace(/\.ya?ml$/, '');
  const directory = options.output ?? join('data', `${name}-replay-${nameOf(detector)}`);
  const progress = options.quiet || options.json ? undefined : showProgress(terminal);
  const place = quoteArgument(directory);
  const remedy = `nothing was left behind in ${place}; run the same command again to start over`;
  const temporary = isDataset ? undefined : mkdtempSync(join(tmpdir(), 'fraudworld-replay-'));
  try {
    const result = await untilInterrupted(remedy, async (signal) => {
      const dataset =
        temporary === undefined
          ? requireDataset(argument)
          : await simulated(argument, options, join(temporary, 'dataset'), signal, progress);
      const watched = { ...(progress && { onProgress: follow(progress) }), signal };
      const force = options.force === true;
      return replay({ ...settings, ...watched, dataset, datasetName: argument, detector, directory, force });
    });
    progress?.stop();
    await show(result, directory, options, terminal);
  } finally {
    progress?.stop();
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

/** The dataset of a scenario, for the time of the replay. */
async function simulated(
  argument: string,
  options: StressOptions,
  directory: string,
  signal: AbortSignal,
  progress: ProgressDisplay | undefined,
): Promise<string> {
  const { generate } = await import('../generate.ts');
  const scenario = await resolveArgument(argument, { ...options, format: ['parquet'] });
  await generate({ scenario, directory, signal, ...(progress && { onProgress: (state) => progress.update(state) }) });
  return directory;
}

function settingsOf(options: StressOptions): Omit<ReplayOptions, 'dataset' | 'detector' | 'directory'> {
  const pace = paceOf(options);
  const timeoutMs = numberOption('--timeout', options.timeout, 1);
  const inFlight = numberOption('--in-flight', options.inFlight, 1);
  const warmupDays = numberOption('--warmup-days', options.warmupDays, 0);
  const payments = numberOption('--payments', options.payments, 1);
  const batchSize = numberOption('--batch', options.batch, 1);
  const alertsPerDay = numberOption('--alerts-per-day', options.alertsPerDay, 0);
  const { fallback } = options;
  if (fallback !== undefined && fallback !== 'approve' && fallback !== 'decline') {
    throw new UsageError(`--fallback ${fallback}: a replay goes on whatever happens; use approve or decline`);
  }
  return {
    pace,
    homeBanks: homeBanksOf(options.home),
    costs: costsOf(options.cost),
    ...(alertsPerDay !== undefined && { alertsPerDay }),
    asking: {
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(inFlight !== undefined && { inFlight }),
      ...(fallback !== undefined && { fallback }),
    },
    remote: { ...(batchSize !== undefined && { batchSize }), feedback: options.feedback === true },
    ...(warmupDays !== undefined && { warmupDays }),
    ...(payments !== undefined && { payments }),
  };
}

function paceOf({ rate, speed }: StressOptions): Pace {
  if (rate !== undefined && speed !== undefined) {
    throw new UsageError(`--speed ${speed}: the pace is given by --rate ${rate} already; leave one of them out`);
  }
  if (rate !== undefined) return { rate: numberOption('--rate', rate, 0.001)! };
  if (speed !== undefined) return { speed: numberOption('--speed', speed, 0.001)! };
  return 'unpaced';
}

/** The display of `generate`, whose days are those of the log here, and whose rows are payments. */
function follow(progress: ProgressDisplay): NonNullable<ReplayOptions['onProgress']> {
  const dayMs = 86_400_000;
  return ({ doneMs, totalMs, time, payments }) =>
    progress.update({
      day: doneMs / dayMs,
      days: totalMs / dayMs,
      date: new Date(time).toISOString().slice(0, 10),
      rows: payments,
    });
}

async function show(
  { scorecard, ...summary }: ReplayResult,
  directory: string,
  options: StressOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.json) return writeLine(terminal.output, JSON.stringify({ ...summary, scorecard }, null, 2));
  if (options.quiet) return;
  await writeLine(terminal.output, `${describeReplay(summary, terminal)}\n`);
  await showScorecard(scorecard, undefined, options, terminal);
  const place = quoteArgument(directory);
  await writeLine(terminal.output, `\nAll of it: ${place}/stress/scorecard.html, ${place}/latency.json`);
}
