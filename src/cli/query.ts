import Table from 'cli-table3';
import type { Command } from 'commander';
import type { QueryResult } from '../analysis/duckdb.ts';
import type { PlainValue } from '../analysis/plain-value.ts';
import { harmless } from '../scenario/describe.ts';
import { requireDataset } from './dataset-argument.ts';
import { formatCount } from './numbers.ts';
import { type Terminal, writeLine } from './terminal.ts';

/** Rows of a table on a terminal; everything fits through `--csv` and `--json`. */
const MOST_ROWS_SHOWN = 100;

interface QueryOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `fraudworld query`: SQL over a dataset. */
export function addQuery(program: Command, terminal: Terminal): void {
  program
    .command('query')
    .summary('ask a dataset in SQL')
    .description(
      'Answers SQL (DuckDB) over a dataset. There is a view for every table, `training` with labels and a split by ' +
        'time, `splits` by time, entity and campaign, `labels_as_of(t)` with what the banks knew at a time, and ' +
        '`ip_text(ip)`.',
    )
    .argument('<directory>', 'a dataset that generate has written')
    .argument('<sql>', 'what to ask; it can read the dataset and nothing else')
    .option('--json', 'one JSON object per row')
    .option('--csv', 'comma-separated values with a header')
    .addHelpText(
      'after',
      '\nExample:\n  $ fraudworld query data/card-realistic ' +
        '"SELECT typology, count(*) AS payments, sum(amount) AS value FROM training WHERE is_fraud GROUP BY ALL"',
    )
    .action(async (directory: string, sql: string, options: QueryOptions) => {
      const { openDataset } = await import('../analysis/duckdb.ts');
      const dataset = await openDataset(requireDataset(directory));
      try {
        const result = await dataset.query(sql);
        if (options.json) await writeJson(result, terminal);
        else if (options.csv) await writeCsv(result, terminal);
        else await writeTable(result, terminal);
      } finally {
        dataset.close();
      }
    });
}

async function writeJson(result: QueryResult, terminal: Terminal): Promise<void> {
  for await (const rows of result.batches) {
    for (const row of rows) await writeLine(terminal.output, JSON.stringify(row));
  }
}

async function writeCsv(result: QueryResult, terminal: Terminal): Promise<void> {
  const names = result.columns.map(({ name }) => name);
  await writeLine(terminal.output, names.map(toCsv).join(','));
  for await (const rows of result.batches) {
    for (const row of rows) await writeLine(terminal.output, names.map((name) => toCsv(row[name] ?? null)).join(','));
  }
}

function toCsv(value: PlainValue): string {
  if (value === null) return '';
  const text = toText(value);
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

async function writeTable(result: QueryResult, terminal: Terminal): Promise<void> {
  const names = result.columns.map(({ name }) => name);
  const table = new Table({
    head: names.map(harmless),
    colAligns: result.columns.map(({ type }) => (isNumeric(type) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  let isCut = false;
  for await (const rows of result.batches) {
    for (const row of rows) {
      isCut = table.length === MOST_ROWS_SHOWN;
      if (isCut) break;
      table.push(names.map((name) => harmless(toText(row[name] ?? null))));
    }
    if (isCut) break;
  }
  await writeLine(terminal.output, table.toString());
  const note = isCut
    ? `the first ${formatCount(MOST_ROWS_SHOWN)} rows; --csv and --json write all`
    : `${formatCount(table.length)} ${table.length === 1 ? 'row' : 'rows'}`;
  await writeLine(terminal.output, terminal.outputColors.dim(note));
}

function isNumeric(type: string): boolean {
  return /^U?(TINY|SMALL|BIG|HUGE)?INT|^U?INTEGER|^DOUBLE|^FLOAT|^DECIMAL/.test(type);
}

function toText(value: PlainValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
