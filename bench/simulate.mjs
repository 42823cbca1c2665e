// How fast is the simulation alone, on one core, with nobody writing?
//
//     npm run build && node bench/simulate.mjs [rows=5000000] [customers=100000]
//
// Batches are filled, sealed and thrown away. The rate is that of the log: the world is built and warmed up before.

import { Batch, batchLayout } from '../dist/src/kernel/batch.js';
import { startRun } from '../dist/src/run.js';
import { printProfile } from './profile.mjs';
import { begin, count, figure, megabytes, peakBytes, rowsPerSecond, seconds, settingsFrom } from './report.mjs';
import { benchScenario, daysFor } from './scenario.mjs';

/** Rows of a batch, and batches in turn, as a writer has them. */
const CAPACITY = 16_384;
const IN_TURN = 4;
const PROFILED_DAYS = 6;

const settings = settingsFrom({ rows: 5_000_000, customers: 100_000 });
const { rows: wanted, customers } = settings;
begin('simulate: the simulation alone, one core', settings);

const { rows, loggedSeconds, buildSeconds, warmupSeconds } = simulate(
  await benchScenario(customers, daysFor(wanted, customers)),
);
figure('customers', customers, count);
figure('rows of transactions', rows, count);
figure('building the world', buildSeconds, seconds);
figure('warm-up', warmupSeconds, seconds);
figure('simulating the log', loggedSeconds, seconds);
const isFast = figure('rate', rows / loggedSeconds, rowsPerSecond, { atLeast: 2.5e6 });
figure('peak memory', peakBytes(), megabytes);

if (!isFast) {
  const short = await benchScenario(customers, PROFILED_DAYS);
  await printProfile(`what dominates (${PROFILED_DAYS} days and the warm-up)`, () => simulate(short));
}

function simulate(scenario) {
  const begun = performance.now();
  const run = startRun(scenario);
  const built = performance.now();
  let logged = built;
  let rows = 0;
  for (const batch of run.batches(inTurn())) {
    if (batch.table.name !== 'transactions') continue;
    if (rows === 0) logged = performance.now();
    rows += batch.length;
  }
  const ended = performance.now();
  return {
    rows,
    buildSeconds: (built - begun) / 1_000,
    warmupSeconds: (logged - built) / 1_000,
    loggedSeconds: (ended - logged) / 1_000,
  };
}

/** Hands out a few batches a table over and over. */
function inTurn() {
  const pools = new Map();
  return (table) => {
    let pool = pools.get(table);
    if (pool === undefined) {
      const layout = batchLayout(table, CAPACITY);
      pool = { next: 0, batches: Array.from({ length: IN_TURN }, () => new Batch(layout)) };
      pools.set(table, pool);
    }
    return pool.batches[pool.next++ % IN_TURN];
  };
}
