import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { readableFormats } from '../analysis/dataset-files.ts';
import type { CheckReport } from '../checks/run-checks.ts';
import { WriteError } from '../dataset/errors.ts';
import type { GenerateResult } from '../generate.ts';
import type { ResolvedScenario } from '../scenario/resolve.ts';
import { type ExitCode, UsageError } from './failure.ts';
import { untilInterrupted } from './interruption.ts';
import { showProgress } from './progress.ts';
import { quoteArgument } from './quote-argument.ts';
import type { ScenarioOptions } from './scenario-argument.ts';
import { describeSummary } from './summary.ts';
import { type Terminal, writeLine } from './terminal.ts';

interface GenerateOptions extends ScenarioOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly check: boolean;
  readonly report: boolean;
}

/** `fraudworld generate`: a scenario in, a dataset out. */
export function addGenerate(program: Command, terminal: Terminal, setExitCode: (exitCode: ExitCode) => void): void {
  program
    .command('generate')
    .summary('simulate a scenario and write its dataset')
    .description('Simulates a scenario and writes its dataset: what the banks saw, and the truth beside it.')
    .argument('[scenario]', 'a scenario file, or the name of a preset', 'card-realistic')
    .option('-o, --output <directory>', 'where to write (default: data/<name>/); - streams transactions to stdout')
    .option('--customers <number>', 'customers of the world')
    .option('--days <number>', 'days to write')
    .option('--seed <number>', 'another seed is another world of the same kind')
    .option('--format <names>', 'file formats, separated by commas', list)
    .option('--without <typologies>', 'the same world without these typologies, separated by commas', list)
    .option('--without-fraud', 'the same world without any fraud')
    .option('--force', 'replace a dataset that is there already')
    .option('--no-check', 'do not recount the dataset afterwards')
    .option('--no-report', 'draw no report.html')
    .option('--json', 'write the summary as JSON')
    .option('--quiet', 'say nothing unless something is wrong')
    .addHelpText(
      'after',
      `
Example:
  $ fraudworld generate
  $ fraudworld generate tiny --seed 7 --format parquet,csv -o data/tiny-7
  $ fraudworld generate tiny --format ndjson -o - | head -3`,
    )
    .action(async (argument: string, options: GenerateOptions) => {
      const { resolveArgument } = await import('./scenario-argument.ts');
      const scenario = await resolveArgument(argument, options);
      if (options.output === '-') await stream(scenario, options, terminal);
      else await write(scenario, options, terminal, setExitCode);
    });
}

function list(text: string, previous: readonly string[] = []): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('Expected names separated by commas.');
  return [...previous, ...names];
}

async function write(
  scenario: ResolvedScenario,
  options: GenerateOptions,
  terminal: Terminal,
  setExitCode: (exitCode: ExitCode) => void,
): Promise<void> {
  const directory = options.output ?? defaultDirectory(scenario);
  const startedAt = performance.now();
  const result = await simulate(scenario, directory, options, terminal);
  const seconds = (performance.now() - startedAt) / 1000;
  const checks = options.check ? await checkWritten(directory) : undefined;
  if (checks?.passed === false) setExitCode(1);
  if (options.report && isReadable(scenario)) await drawReport(directory, checks);
  if (options.json) {
    const report = { scenario: scenario.name, seconds, ...result, ...(checks && { checks }) };
    await writeLine(terminal.output, JSON.stringify(report, null, 2));
  } else if (!options.quiet || checks?.passed === false) {
    const summary = { scenario, result, seconds, ...(checks && { checks }) };
    await writeLine(terminal.output, describeSummary(summary, terminal));
  }
}

/** Twins of a scenario stand side by side: `data/tiny`, `data/tiny-without-fraud`, `data/tiny-without-cycle`. */
function defaultDirectory({ name, fraud }: ResolvedScenario): string {
  if (fraud.without.length === 0) return join('data', name);
  const isWithoutAll = fraud.without.length === Object.keys(fraud.mix).length;
  return join('data', `${name}-without-${isWithoutAll ? 'fraud' : fraud.without.join('-')}`);
}

async function simulate(
  scenario: ResolvedScenario,
  directory: string,
  options: GenerateOptions,
  terminal: Terminal,
): Promise<GenerateResult> {
  const { generate } = await import('../generate.ts');
  const progress = options.quiet || options.json ? undefined : showProgress(terminal);
  const remedy = `nothing was left behind in ${quoteArgument(directory)}; run the same command again to start over`;
  try {
    return await untilInterrupted(remedy, (signal) =>
      generate({
        scenario,
        directory,
        force: options.force === true,
        signal,
        ...(progress && { onProgress: (state) => progress.update(state) }),
      }),
    );
  } finally {
    progress?.stop();
  }
}

async function checkWritten(directory: string): Promise<CheckReport> {
  const { runChecks } = await import('../checks/run-checks.ts');
  return runChecks(directory);
}

/** A dataset in Arrow alone is for other programs; nothing here reads it. */
function isReadable({ outputs }: ResolvedScenario): boolean {
  return outputs.formats.some((format) => (readableFormats as readonly string[]).includes(format));
}

async function drawReport(directory: string, checks: CheckReport | undefined): Promise<void> {
  const { writeReport } = await import('../report/write-report.ts');
  await writeReport(directory, checks && { checks });
}

async function stream(scenario: ResolvedScenario, options: GenerateOptions, terminal: Terminal): Promise<void> {
  const formats = options.format ?? ['ndjson'];
  const [format] = formats;
  if (formats.length !== 1 || (format !== 'csv' && format !== 'ndjson')) {
    throw new UsageError(`--format ${formats.join(',')}: -o - streams one format; use --format ndjson or csv`);
  }
  if (options.json) throw new UsageError('--json: the output is taken by the rows; leave it out with -o -');
  const { streamTransactions } = await import('../generate.ts');
  const progress = options.quiet || !terminal.isWatched ? undefined : showProgress(terminal);
  try {
    await untilInterrupted('the stream ends in the middle of the run', (signal) =>
      streamTransactions({
        scenario,
        format,
        signal,
        ...(progress && { onProgress: (state) => progress.update(state) }),
      }),
    );
  } catch (error) {
    // A reader that has seen enough, as `head` has, is no failure.
    if (!(error instanceof WriteError && error.code === 'reader_gone')) throw error;
  } finally {
    progress?.stop();
  }
}
