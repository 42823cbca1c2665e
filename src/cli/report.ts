import type { Command } from 'commander';
import { requireDataset } from './dataset-argument.ts';
import type { ExitCode } from './failure.ts';
import { type Terminal, writeLine } from './terminal.ts';

interface ReportOptions {
  readonly output?: string;
  readonly check: boolean;
}

/** `fraudworld report`: a page with pictures of a dataset. */
export function addReport(program: Command, terminal: Terminal, setExitCode: (exitCode: ExitCode) => void): void {
  program
    .command('report')
    .summary('draw a dataset as one HTML page')
    .description(
      'Draws a dataset as one HTML page that needs no network: volumes, amounts, rails, prevalence against its target, ' +
        'label delay, balances, checks, and a campaign of each typology. Exits with 1 when a check fails.',
    )
    .argument('<directory>', 'a dataset that generate has written')
    .option('-o, --output <file>', 'where to write (default: report.html in the dataset)')
    .option('--no-check', 'do not recount the dataset')
    .addHelpText('after', '\nExample:\n  $ fraudworld report data/card-realistic')
    .action(async (directory: string, options: ReportOptions) => {
      requireDataset(directory);
      const { writeReport } = await import('../report/write-report.ts');
      const { runChecks } = await import('../checks/run-checks.ts');
      const checks = options.check ? await runChecks(directory) : undefined;
      const file = await writeReport(directory, {
        ...(options.output === undefined ? {} : { file: options.output }),
        ...(checks && { checks }),
      });
      const failed = checks?.results.filter(({ passed }) => !passed).map(({ name }) => name) ?? [];
      const findings = failed.length === 0 ? '' : terminal.outputColors.red(`; failed checks: ${failed.join(', ')}`);
      await writeLine(terminal.output, `wrote ${file}${findings}; open it in a browser`);
      if (failed.length > 0) setExitCode(1);
    });
}
