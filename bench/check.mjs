// How long does `fraudworld check` take?
//
//     npm run build && node bench/check.mjs dataset=<directory of 10 M transactions>
//
// Without a dataset, one is generated first.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, openDataset, runChecks } from '../dist/src/index.js';
import { begin, count, figure, megabytes, peakBytes, seconds, settingsFrom, timed } from './report.mjs';
import { benchScenario, daysFor } from './scenario.mjs';

const SLOWEST = 6;

const settings = settingsFrom({ dataset: '', rows: 10_000_000, customers: 100_000 });
begin('check: a whole dataset recounted from its files', { rows: settings.rows, customers: settings.customers });

const temporary = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const directory = settings.dataset || join(temporary, 'dataset');
if (settings.dataset === '') {
  const { customers, rows } = settings;
  await generate({ scenario: await benchScenario(customers, daysFor(rows, customers)), directory });
}
const dataset = await openDataset(directory);
const [{ rows }] = await dataset.rows('SELECT count(*)::INTEGER AS rows FROM transactions');
dataset.close();

const lines = [];
let last = performance.now();
const {
  result: report,
  wallSeconds,
  cpuSeconds,
} = await timed(() =>
  runChecks(directory, {
    onCheck: ({ name }) => {
      lines.push([name, (performance.now() - last) / 1_000]);
      last = performance.now();
    },
  }),
);
figure('rows of transactions', rows, count);
figure('checks', `${report.results.length}, ${report.passed ? 'all passed' : 'SOME FAILED'}`);
for (const { name, violations, passed } of report.results) if (!passed) figure(`  ${name}`, `${violations} violations`);
figure('time', wallSeconds, seconds, { atMost: 15 });
figure('CPU', cpuSeconds, seconds);
figure('peak memory', peakBytes(), megabytes);
console.log('\nslowest (time since the check before it)');
for (const [name, time] of lines.sort((left, right) => right[1] - left[1]).slice(0, SLOWEST))
  figure(`  ${name}`, time, seconds);
rmSync(temporary, { recursive: true });
