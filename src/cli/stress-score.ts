import { readManifest } from '../analysis/manifest.ts';
import { score } from '../stress/score.ts';
import { writeScorecard } from '../stress/write-scorecard.ts';
import { requireDataset } from './dataset-argument.ts';
import { UsageError } from './failure.ts';
import { numberOption, type StressOptions } from './stress-options.ts';
import { costsOf, showScorecard } from './stress-result.ts';
import type { Terminal } from './terminal.ts';

/** `--mode score`: scores of a file, joined to a dataset. */
export async function runScore(argument: string, options: StressOptions, terminal: Terminal): Promise<void> {
  const { scores, output } = options;
  if (scores === undefined) throw new UsageError('--mode score: name the file of the scores with --scores');
  const directory = requireDataset(argument);
  const threshold = options.threshold === undefined ? undefined : thresholdOf(options.threshold);
  const scorecard = await score({
    directory,
    scores,
    alertsPerDay: numberOption('--alerts-per-day', options.alertsPerDay, 0) ?? usualAlerts(directory),
    costs: costsOf(options.cost),
    ...(threshold !== undefined && { threshold }),
  });
  if (output !== undefined) writeScorecard(output, scorecard);
  await showScorecard(scorecard, undefined, options, terminal);
}

function thresholdOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new UsageError(`--threshold ${text}: must be a number`);
}

/** As in a duel: one alert for 1,000 customers, at least 5. */
function usualAlerts(directory: string): number {
  const { scenario } = readManifest(directory);
  const { customers = 0 } = (scenario.world ?? {}) as { readonly customers?: number };
  return Math.max(5, Math.round(customers / 1_000));
}
