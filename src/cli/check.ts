import Table from 'cli-table3';
import type { Command } from 'commander';
import type { CheckReport, CheckResult } from '../checks/run-checks.ts';
import { harmless } from '../scenario/describe.ts';
import { requireDataset } from './dataset-argument.ts';
import type { ExitCode } from './failure.ts';
import { formatDuration, formatNoun } from './numbers.ts';
import { type Terminal, writeLine } from './terminal.ts';

interface CheckOptions {
  readonly json?: boolean;
}

/** `fraudworld check`: whether everything that must hold in a dataset does. */
export function addCheck(program: Command, terminal: Terminal, setExitCode: (exitCode: ExitCode) => void): void {
  program
    .command('check')
    .summary('recount a dataset: balances, order, labels, hashes')
    .description(
      'Recounts a dataset from its files alone: balances chain, money is conserved, labels follow the truth, hashes ' +
        'match. Shows the rows that break a rule and then exits with 1. `fraudworld list checks` explains each check.',
    )
    .argument('<directory>', 'a dataset that generate has written')
    .option('--json', 'write the report as JSON')
    .addHelpText('after', '\nExample:\n  $ fraudworld check data/card-realistic')
    .action(async (directory: string, options: CheckOptions) => {
      const { runChecks } = await import('../checks/run-checks.ts');
      const report = await runChecks(requireDataset(directory), {
        onCheck: (result) => {
          if (!options.json) terminal.output.write(`${describeResult(result, terminal)}\n`);
        },
      });
      if (options.json) await writeLine(terminal.output, JSON.stringify(report, null, 2));
      else await writeLine(terminal.output, `\n${describeReport(report, terminal)}`);
      if (!report.passed) setExitCode(1);
    });
}

/** `14 checks passed in 1.2 s`, or how many failed. */
export function describeReport(report: CheckReport, { outputColors }: Terminal): string {
  const failed = report.results.filter(({ passed }) => !passed).length;
  const duration = formatDuration(report.durationMs / 1000);
  if (failed === 0) return outputColors.green(`${formatNoun(report.results.length, 'check')} passed in ${duration}`);
  return outputColors.red(`${formatNoun(failed, 'check')} of ${report.results.length} failed in ${duration}`);
}

/** A line for a check that passed; the reason and the offending rows for one that failed. */
export function describeResult(result: CheckResult, { outputColors }: Terminal): string {
  if (result.passed) return `${outputColors.green('ok')}    ${result.name}`;
  const head = `${outputColors.red('FAIL')}  ${result.name}: ${result.doc}`;
  if (result.problem !== null) return `${head}\n      it could not run: ${result.problem}`;
  const shown = result.examples.length;
  const cut = shown < result.violations ? `, the first ${shown}` : '';
  return `${head}\n      ${formatNoun(result.violations, 'violation')}${cut}:\n${examplesTable(result)}`;
}

function examplesTable({ examples }: CheckResult): string {
  const names = Object.keys(examples[0] ?? {});
  const table = new Table({ head: names, style: { head: [], border: [], compact: true } });
  for (const row of examples) table.push(names.map((name) => harmless(String(row[name] ?? ''))));
  return table.toString();
}
