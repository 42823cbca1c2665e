import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import type { AuditReport, GateResult } from '../audit/run-audit.ts';
import { harmless } from '../scenario/describe.ts';
import { requireDataset } from './dataset-argument.ts';
import { type ExitCode, UsageError } from './failure.ts';
import { describeFigure } from './figure.ts';
import { describeLadder } from './ladder-table.ts';
import { formatCount, formatDuration, formatNoun, formatShare } from './numbers.ts';
import { type Terminal, writeLine } from './terminal.ts';

interface AuditOptions {
  readonly label?: string;
  readonly time?: string;
  readonly entity?: string;
  readonly gatesOnly?: boolean;
  readonly json?: boolean;
}

/** `fraudworld audit`: how a detector could cheat on some data. */
export function addAudit(program: Command, terminal: Terminal, setExitCode: (exitCode: ExitCode) => void): void {
  program
    .command('audit')
    .summary('measure shortcuts to fraud, and how hard it is to find')
    .description(
      'Measures how a detector could cheat: rules of one line, ids, calendars, vocabularies, entities that give fraud ' +
        'away. Then trains reference detectors to tell how hard the fraud is to find. Reads a dataset, or any Parquet ' +
        'or CSV file with a label. Exits with 1 when a gate fails or the difficulty is not that of the preset.',
    )
    .argument('<data>', 'a dataset that generate has written, or a .parquet or .csv file')
    .option('--label <column>', 'column with the label of a file (guessed from common names)')
    .option('--time <column>', 'column with the time of a file')
    .option('--entity <column>', 'column with the payer of a file: customer, account or card')
    .option('--gates-only', 'leave out the reference detectors')
    .option('--json', 'write the report as JSON')
    .addHelpText('after', '\nExample:\n  $ fraudworld audit data/tiny')
    .action(async (data: string, options: AuditOptions) => {
      const { label, time, entity, gatesOnly = false, json } = options;
      const { runAudit } = await import('../audit/run-audit.ts');
      const report = await runAudit(requireData(data, options), {
        ...(label === undefined ? {} : { label }),
        ...(time === undefined ? {} : { time }),
        ...(entity === undefined ? {} : { entity }),
        gatesOnly,
        onProgress: (part, index, count) => {
          terminal.messages.write(`${index} of ${count} ${part}\n`);
        },
        onGate: (result) => {
          if (!json) terminal.output.write(`${describeGate(result, terminal)}\n`);
        },
      });
      if (json) await writeLine(terminal.output, JSON.stringify(report, null, 2));
      else await writeLine(terminal.output, `\n${describeReport(report, terminal)}`);
      if (!report.passed) setExitCode(1);
    });
}

function requireData(data: string, { label, time, entity }: AuditOptions): string {
  if (!existsSync(data) || !/\.(parquet|pq|csv|csv\.gz|txt)$/i.test(data)) {
    if (existsSync(data) && statSync(data).isFile()) {
      throw new UsageError(`${data}: is neither .parquet nor .csv; name such a file, or the directory of a dataset`);
    }
    if (label ?? time ?? entity)
      throw new UsageError('--label, --time and --entity are for files; a dataset knows its own');
    return requireDataset(data);
  }
  return data;
}

/** A line for the gate, one for each figure with its interval and band, and what the peers show. */
export function describeGate(result: GateResult, { outputColors }: Terminal): string {
  const { green, red, dim } = outputColors;
  const marks = { passed: green('pass'), failed: red('FAIL'), not_applicable: dim('none') } as const;
  const lines = [`${marks[result.outcome]}  ${result.name}: ${result.doc}`];
  for (const measurement of result.measurements) {
    const figure = `      ${describeFigure(measurement)}`;
    lines.push(measurement.isWithin ? figure : red(figure));
    lines.push(`        ${harmless(measurement.evidence)}`);
  }
  for (const { peer, figure } of result.peers) lines.push(dim(`      ${peer}: ${figure}`));
  return lines.join('\n');
}

function describeReport(report: AuditReport, { outputColors }: Terminal): string {
  const failed = report.gates.filter(({ outcome }) => outcome === 'failed').length;
  const data = `${formatCount(report.rows)} rows, ${formatCount(report.fraudRows)} of them fraud (${formatShare(report.prevalence, 3)}, ${formatNoun(report.campaigns, 'campaign')}), ${report.format}`;
  const ladder = report.ladder === null ? '' : `${describeLadder(report.ladder, outputColors)}\n\n`;
  const time = `in ${formatDuration(report.durationMs / 1000)}`;
  const measured = formatNoun(report.gates.length, 'gate');
  if (report.passed) return `${ladder}${data}\n${outputColors.green(`${measured} passed ${time}`)}`;
  const verdict =
    failed === 0 ? 'the difficulty is not that of the preset' : `${formatCount(failed)} of ${measured} failed`;
  return `${ladder}${data}\n${outputColors.red(`${verdict}, ${time}`)}`;
}
