// How much memory does a large world need while it runs?
//
//     npm run build && node --max-old-space-size=3000 bench/memory.mjs [customers=10000000] [days=1]
//
// The world is built without names, and some days are simulated with nobody writing.
import { startRun } from '../dist/src/run.js';
import { begin, count, figure, megabytes, peakBytes, rowsPerSecond, seconds, settingsFrom } from './report.mjs';

const settings = settingsFrom({ customers: 10_000_000, days: 1 });
const { customers, days } = settings;
const BYTES_PER_CUSTOMER = 4e9 / 1e7;
begin('memory of a large world', settings);

const { loadScenario } = await import('../dist/src/index.js');
const scenario = await loadScenario('card-realistic', { days, warmup_days: 0, world: { customers, names: false } });
const begun = performance.now();
const run = startRun(scenario);
const built = performance.now();
figure('customers', customers, count);
figure('building, and planning the first days on trial', (built - begun) / 1_000, seconds);
figure('resident then', process.memoryUsage().rss, megabytes);
let rows = 0;
for (const batch of run.batches()) if (batch.table.name === 'transactions') rows += batch.length;
const ended = performance.now();
figure('rows of transactions', rows, count);
figure('rate', (rows / (ended - built)) * 1_000, rowsPerSecond);
figure('arrays at the end', process.memoryUsage().arrayBuffers, megabytes);
figure('peak memory', peakBytes(), megabytes, { atMost: BYTES_PER_CUSTOMER * customers });
