import { harmless } from '../scenario/describe.ts';
import { compare, readScorecardFile } from '../stress/compare.ts';
import { type CostParameter, costParameters } from '../stress/costs.ts';
import { headline } from '../stress/headline.ts';
import type { Scorecard } from '../stress/scorecard.ts';
import { type Section, sectionsOf } from '../stress/scorecard-sections.ts';
import { UsageError } from './failure.ts';
import { toTable } from './layout.ts';
import { quoteArgument } from './quote-argument.ts';
import type { StressOptions } from './stress-options.ts';
import { type Terminal, writeLine } from './terminal.ts';

/** Sections that fit a terminal; the files have them all. */
const SHOWN = ['Cost', 'Recall by typology', 'Latency'];

/** Shows what a test has found, as `--json` and `--quiet` want it. */
export async function showScorecard(
  scorecard: Scorecard,
  directory: string | undefined,
  options: Pick<StressOptions, 'json' | 'quiet'>,
  terminal: Terminal,
): Promise<void> {
  if (options.json) return writeLine(terminal.output, JSON.stringify(scorecard, null, 2));
  if (options.quiet) return;
  const sections = sectionsOf(scorecard).filter(({ title }) => SHOWN.includes(title));
  const parts = [headline(scorecard).join('\n'), ...sections.map((section) => sectionText(section, terminal))];
  await writeLine(terminal.output, harmless(parts.join('\n\n')));
  if (directory === undefined) return;
  const place = quoteArgument(directory);
  await writeLine(
    terminal.output,
    `\nAll of it: ${place}/stress/scorecard.html; in SQL: fraudworld query ${place} "FROM stress_groups"`,
  );
}

/** Shows several tests side by side. */
export async function showComparison(
  directories: readonly string[],
  options: Pick<StressOptions, 'json'>,
  terminal: Terminal,
): Promise<void> {
  if (options.json) {
    const scorecards = Object.fromEntries(directories.map((directory) => [directory, readScorecardFile(directory)]));
    return writeLine(terminal.output, JSON.stringify(scorecards, null, 2));
  }
  const { head, rows } = compare(directories);
  await writeLine(terminal.output, harmless(toTable(head, rows)));
}

function sectionText({ title, head, rows }: Section, { outputColors }: Terminal): string {
  return `${outputColors.bold(title)}\n${toTable(head, rows)}`;
}

/** What things cost, changed by `--cost name=value`. */
export function costsOf(changes: readonly string[] = []): readonly CostParameter[] {
  const values = new Map(
    changes.map((change) => {
      const [name = '', text = ''] = change.split('=');
      const isKnown = costParameters.some((each) => each.name === name);
      if (isKnown && text.trim() !== '' && Number(text) >= 0 && Number.isFinite(Number(text)))
        return [name, Number(text)];
      const names = costParameters.map((each) => each.name).join(', ');
      throw new UsageError(`--cost ${change}: must be <name>=<number>, the name one of ${names}`);
    }),
  );
  return costParameters.map((each) => {
    const value = values.get(each.name);
    return value === undefined ? each : { ...each, value, source: 'set by --cost' };
  });
}
