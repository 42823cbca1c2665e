import { basename, extname, join } from 'node:path';
import { type Fallback, fallbacks } from '../detectors/ask.ts';
import { adapterFor } from '../detectors/open-detector.ts';
import { duel, reportingBanks } from '../stress/duel.ts';
import { UsageError } from './failure.ts';
import { untilInterrupted } from './interruption.ts';
import { showProgress } from './progress.ts';
import { quoteArgument } from './quote-argument.ts';
import { resolveArgument } from './scenario-argument.ts';
import { numberOption, type StressOptions } from './stress-options.ts';
import { costsOf, showScorecard } from './stress-result.ts';
import type { Terminal } from './terminal.ts';

/** `--mode duel`: a scenario with a detector in it. */
export async function runDuel(argument: string, options: StressOptions, terminal: Terminal): Promise<void> {
  const { detector = 'rules', output } = options;
  adapterFor(detector);
  const scenario = await resolveArgument(argument, options);
  const directory = output ?? join('data', `${scenario.name}-duel-${nameOf(detector)}`);
  const homeBanks = homeBanksOf(options.home);
  const fallback = options.fallback === undefined ? undefined : fallbackOf(options.fallback);
  const alertsPerDay = numberOption('--alerts-per-day', options.alertsPerDay, 0);
  const historyDays = numberOption('--history-days', options.historyDays, 0);
  if (historyDays !== undefined && historyDays >= scenario.days) {
    const problem = `leaves none of the ${scenario.days} days to decide on`;
    throw new UsageError(`--history-days ${options.historyDays}: ${problem}; it must be smaller`);
  }
  const timeoutMs = numberOption('--timeout', options.timeout, 1);
  const progress = options.quiet || options.json ? undefined : showProgress(terminal);
  const remedy = `nothing was left behind in ${quoteArgument(directory)}; run the same command again to start over`;
  try {
    const result = await untilInterrupted(remedy, (signal) =>
      duel({
        scenario,
        detector,
        directory,
        force: options.force === true,
        homeBanks,
        ...(fallback !== undefined && { fallback }),
        costs: costsOf(options.cost),
        signal,
        waiting: { ...(timeoutMs !== undefined && { timeoutMs }), feedback: options.feedback === true },
        ...(alertsPerDay !== undefined && { alertsPerDay }),
        ...(historyDays !== undefined && { historyDays }),
        ...(progress && { onProgress: (state) => progress.update(state) }),
      }),
    );
    progress?.stop();
    await showScorecard(result.scorecard, directory, options, terminal);
  } finally {
    progress?.stop();
  }
}

/** `./my-detector.js` becomes `my-detector`. */
export function nameOf(detector: string): string {
  return basename(detector, extname(detector)).replace(/[^\w-]+/g, '-');
}

/** Codes of `--home`; all banks that report unless it is given. */
export function homeBanksOf(codes: readonly string[] | undefined): readonly string[] {
  const known = reportingBanks();
  const unknown = codes?.find((code) => !known.includes(code));
  if (unknown !== undefined) throw new UsageError(`--home ${unknown}: is none of ${known.join(', ')}`);
  return codes ?? known;
}

function fallbackOf(text: string): Fallback {
  const found = fallbacks.find((each) => each === text);
  if (found === undefined) throw new UsageError(`--fallback ${text}: is none of ${fallbacks.join(', ')}`);
  return found;
}
