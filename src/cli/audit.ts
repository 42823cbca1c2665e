import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Measurement } from '../audit/gate.ts';
import type { AuditReport, GateResult } from '../audit/run-audit.ts';
import { harmless } from '../scenario/describe.ts';
import { requireDataset } from './dataset-argument.ts';
import { type ExitCode, UsageError } from './failure.ts';
import { formatCount, formatDuration, formatNoun, formatShare } from './numbers.ts';
import { type Terminal, writeLine } from './terminal.ts';

interface AuditOptions {
  readonly label?: string;
  readonly time?: string;
  readonly entity?: string;
  readonly json?: boolean;
}

/** `fraudworld audit`: how a detector could cheat on some data. */
export function addAudit(program: Command, terminal: Terminal, setExitCode: (exitCode: ExitCode) => void): void {
  program
    .command('audit')
    .summary('find shortcuts that make fraud too easy to find')
    .description(
      'Measures how a detector could cheat: rules of one line, ids, calendars, vocabularies, entities that give fraud ' +
        'away. Reads a dataset, or any Parquet or CSV file with a label. Exits with 1 when a gate fails.',
    )
    .argument('<data>', 'a dataset that generate has written, or a .parquet or .csv file')
    .option('--label <column>', 'column with the label of a file (guessed from common names)')
    .option('--time <column>', 'column with the time of a file')
    .option('--entity <column>', 'column with the payer of a file: customer, account or card')
    .option('--json', 'write the report as JSON')
    .addHelpText('after', '\nExample:\n  $ fraudworld audit data/card-realistic')
    .action(async (data: string, options: AuditOptions) => {
      const { label, time, entity, json } = options;
      const { runAudit } = await import('../audit/run-audit.ts');
      const report = await runAudit(requireData(data, options), {
        ...(label === undefined ? {} : { label }),
        ...(time === undefined ? {} : { time }),
        ...(entity === undefined ? {} : { entity }),
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

function describeFigure({ what, value, interval, band }: Measurement): string {
  const range = interval === null ? '' : ` [${interval.map(round).join(', ')}]`;
  const { atLeast, atMost } = band ?? {};
  const bounds = [
    atLeast === undefined ? '' : `at least ${atLeast}`,
    atMost === undefined ? '' : `at most ${round(atMost)}`,
  ];
  const limit = bounds.filter((bound) => bound !== '').join(', ');
  return `${harmless(what)}: ${round(value)}${range}${limit === '' ? '' : ` (${limit})`}`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function describeReport(report: AuditReport, { outputColors }: Terminal): string {
  const failed = report.gates.filter(({ outcome }) => outcome === 'failed').length;
  const data = `${formatCount(report.rows)} rows, ${formatCount(report.fraudRows)} of them fraud (${formatShare(report.prevalence, 3)}, ${formatNoun(report.campaigns, 'campaign')}), ${report.format}`;
  const time = `in ${formatDuration(report.durationMs / 1000)}`;
  const measured = formatNoun(report.gates.length, 'gate');
  if (failed === 0) return `${data}\n${outputColors.green(`${measured} passed ${time}`)}`;
  return `${data}\n${outputColors.red(`${formatCount(failed)} of ${measured} failed ${time}`)}`;
}
