// How long does `fraudworld audit` take?
//
//     npm run build && node bench/audit.mjs dataset=<directory of 2 M transactions>
//
// Without a dataset, one is generated first.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, runAudit } from '../dist/src/index.js';
import { begin, count, figure, megabytes, peakBytes, seconds, settingsFrom, timed } from './report.mjs';
import { benchScenario, daysFor } from './scenario.mjs';

const settings = settingsFrom({ dataset: '', rows: 2_000_000, customers: 7_000 });
begin('audit: gates and reference detectors', { rows: settings.rows, customers: settings.customers });

const temporary = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const directory = settings.dataset || join(temporary, 'dataset');
if (settings.dataset === '') {
  const { customers, rows } = settings;
  await generate({ scenario: await benchScenario(customers, daysFor(rows, customers)), directory });
}

const parts = [];
let began = performance.now();
const {
  result: report,
  wallSeconds,
  cpuSeconds,
} = await timed(() =>
  runAudit(directory, {
    onProgress: (part) => {
      const now = performance.now();
      if (parts.length > 0) parts.at(-1)[1] = (now - began) / 1_000;
      began = now;
      parts.push([part, 0]);
    },
  }),
);
parts.at(-1)[1] = (performance.now() - began) / 1_000;

figure('rows of transactions', report.rows, count);
figure('rows of fraud', report.fraudRows, count);
figure('time', wallSeconds, seconds, { atMost: 90 });
figure('CPU', cpuSeconds, seconds);
figure('peak memory', peakBytes(), megabytes);
console.log('\nparts');
for (const [part, time] of parts) figure(`  ${part}`, time, seconds);
rmSync(temporary, { recursive: true });
