import { join } from 'node:path';
import Table from 'cli-table3';
import type { CheckReport } from '../checks/run-checks.ts';
import type { GenerateResult } from '../generate.ts';
import type { ResolvedScenario } from '../scenario/resolve.ts';
import { describeReport, describeResult } from './check.ts';
import { formatBytes, formatCompact, formatCount, formatDuration, formatNoun, formatShare } from './numbers.ts';
import { quoteArgument } from './quote-argument.ts';
import type { Terminal } from './terminal.ts';

export interface Summary {
  readonly scenario: ResolvedScenario;
  readonly result: GenerateResult;
  readonly seconds: number;
  /** Absent when the checks were skipped. */
  readonly checks?: CheckReport;
}

/** What `generate` ends with: what there is now, how good it is, where it lies, and what to do next. */
export function describeSummary(summary: Summary, terminal: Terminal): string {
  const { scenario, result } = summary;
  const { bold, cyan, dim } = terminal.outputColors;
  const customers = formatCount(scenario.world.customers);
  const title = `${bold(scenario.name)} ${dim(`${customers} customers, ${scenario.days} days from ${scenario.start}, seed ${scenario.seed}`)}`;
  const blocks = [
    title,
    facts(summary, terminal),
    ...(result.typologies.length > 0 ? [typologies(result)] : []),
    files(result),
    `Next: ${cyan(nextCommand(result))}`,
  ];
  return blocks.join('\n\n');
}

function facts({ scenario, result, seconds, checks }: Summary, terminal: Terminal): string {
  const rate = `${formatCompact(result.rows / Math.max(seconds, 0.001))} rows/s`;
  const reached = formatShare(result.rows === 0 ? 0 : result.fraudRows / result.rows, 3);
  const target = `target ${formatShare(scenario.fraud.prevalence, 3)}`;
  const without = scenario.fraud.without.length > 0 ? `, without ${scenario.fraud.without.join(', ')}` : '';
  const lines = [
    ['rows', `${formatCount(result.rows)} transactions in ${formatDuration(seconds)} (${rate})`],
    ['fraud', `${formatCount(result.fraudRows)} rows, prevalence ${reached} (${target}${without})`],
  ];
  if (checks) {
    const failed = checks.results
      .filter(({ passed }) => !passed)
      .map((check) => `\n${describeResult(check, terminal)}`);
    lines.push(['checks', `${describeReport(checks, terminal)}${failed.join('')}`]);
  }
  return lines.map(([name = '', text]) => `  ${name.padEnd(8)} ${text}`).join('\n');
}

function typologies(result: GenerateResult): string {
  const table = new Table({
    head: ['typology', 'family', 'campaigns', 'rows', 'share', 'target'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, family, campaigns, rows, share, targetShare } of result.typologies) {
    table.push([name, family, formatCount(campaigns), formatCount(rows), formatShare(share), formatShare(targetShare)]);
  }
  return table.toString();
}

/** Files by the directory or table they belong to, largest first. */
function files({ directory, files: written }: GenerateResult): string {
  const groups = new Map<string, { count: number; bytes: number }>();
  for (const { path, bytes } of written) {
    const name = path.includes('/month=') ? `${path.slice(0, path.indexOf('month='))}` : path;
    const group = groups.get(name) ?? { count: 0, bytes: 0 };
    groups.set(name, { count: group.count + 1, bytes: group.bytes + bytes });
  }
  const total = written.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = [...groups].sort(([, a], [, b]) => b.bytes - a.bytes).slice(0, 5);
  const width = Math.max(...largest.map(([name]) => name.length));
  const lines = largest.map(
    ([name, { count, bytes }]) =>
      `  ${name.padEnd(width)}  ${formatBytes(bytes).padStart(9)}  ${formatNoun(count, 'file')}`,
  );
  const rest = groups.size - largest.length;
  if (rest > 0) lines.push(`  and ${rest} more; manifest.json lists all, with their SHA-256`);
  const head = `${formatNoun(written.length, 'file')}, ${formatBytes(total)}, in ${join(directory, '/')}`;
  return [head, ...lines].join('\n');
}

function nextCommand({ directory, fraudRows }: GenerateResult): string {
  const sql =
    fraudRows > 0
      ? 'SELECT typology, count(*) AS payments, sum(amount) AS value FROM training WHERE is_fraud GROUP BY ALL'
      : 'SELECT payment_type, count(*) AS payments, sum(amount) AS value FROM transactions GROUP BY ALL';
  return `fraudworld query ${quoteArgument(directory)} "${sql}"`;
}
