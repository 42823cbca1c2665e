// From a scenario to a dataset on disk: how fast, how large, with how much memory?
//
//     npm run build && node bench/generate.mjs [rows=10000000] [customers=100000] [dataset=<directory to keep it in>]
//
// The figure of the budget is that of the whole command: the world is built, weeks of warm-up are simulated that nobody
// writes, tables are closed and hashed. The rate once the log has begun is what longer runs approach. In the same run,
// in a process of its own, DuckDB writes rows that it already holds as a table.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../dist/src/index.js';
import { printProfile } from './profile.mjs';
import { begin, count, figure, megabytes, peakBytes, rowsPerSecond, seconds, settingsFrom, timed } from './report.mjs';
import { benchScenario, daysFor } from './scenario.mjs';

const PROFILED_DAYS = 6;

const settings = settingsFrom({ rows: 10_000_000, customers: 100_000, dataset: '' });
const { rows: wanted, customers } = settings;
const temporary = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const directory = settings.dataset || join(temporary, 'dataset');

begin('generate: scenario to zstd Parquet, all tables, all behaviours, 0.2 % fraud, two cores', {
  rows: wanted,
  customers,
});
const scenario = await benchScenario(customers, daysFor(wanted, customers));

let start;
let end;
const { result, wallSeconds, cpuSeconds } = await timed(() =>
  generate({
    scenario,
    directory,
    force: true,
    onProgress: ({ rows }) => {
      const now = { rows, at: performance.now() };
      if (rows > 0) start ??= now;
      end = now;
    },
  }),
);
const peak = peakBytes();
const bytes = result.files.filter(({ table }) => table === 'transactions').reduce((sum, file) => sum + file.bytes, 0);

figure('customers', customers, count);
figure('days written, and warm-up before them', `${scenario.days} + ${scenario.warmupDays}`);
figure('rows of transactions', result.rows, count);
figure('of them fraud', `${count(result.fraudRows)} (${((100 * result.fraudRows) / result.rows).toFixed(3)} %)`);
figure('whole command', wallSeconds, seconds);
const isFast = figure('rate of the whole command', result.rows / wallSeconds, rowsPerSecond, { atLeast: 1e6 });
figure('rate once the log has begun', ((end.rows - start.rows) / (end.at - start.at)) * 1_000, rowsPerSecond);
figure('rows a CPU second, all threads', result.rows / cpuSeconds, rowsPerSecond);
figure('bytes a row of transactions', bytes / result.rows, (value) => value.toFixed(1));
figure('peak memory, all threads', peak, megabytes, { atMost: 500e6 });

const reference = JSON.parse(
  execFileSync(process.execPath, [join(import.meta.dirname, 'reference.mjs'), `dataset=${directory}`], {
    encoding: 'utf8',
  }),
);
figure('reference: DuckDB copies rows it holds, 1 thread', reference.rowsPerSecond, rowsPerSecond);
figure('bytes a row of the reference', reference.bytesPerRow, (value) => value.toFixed(1));
figure('ratio to the reference', result.rows / wallSeconds / reference.rowsPerSecond, (value) => value.toFixed(2));

if (!isFast) {
  const short = await benchScenario(customers, PROFILED_DAYS);
  await printProfile(`what dominates (${PROFILED_DAYS} days and the warm-up)`, () =>
    generate({ scenario: short, directory: join(temporary, 'profiled') }),
  );
}
rmSync(temporary, { recursive: true });
