// How many decisions a second does a detector in this process make, and what does it cost a run to have one?
//
//     npm run build && node bench/duel.mjs [rows=1000000] [customers=20000]
//
// The same world three times, one core, nobody writing: without a detector, with one that approves everything, and with
// the baseline of rules, which observes every payment. Rates are those of the log, the warm-up is left out.

import { DecisionLog } from '../dist/src/detectors/decision-log.js';
import { PresentTruth } from '../dist/src/detectors/duel-setup.js';
import { openDetector } from '../dist/src/detectors/open-detector.js';
import { startRun } from '../dist/src/run.js';
import { reportingBanks } from '../dist/src/stress/duel.js';
import { begin, count, figure, megabytes, peakBytes, rowsPerSecond, seconds, settingsFrom } from './report.mjs';
import { benchScenario, daysFor } from './scenario.mjs';

const settings = settingsFrom({ rows: 1_000_000, customers: 20_000 });
const { rows: wanted, customers } = settings;
begin('duel: a detector in this process', settings);

const scenario = await benchScenario(customers, daysFor(wanted, customers));
const alone = simulate();
figure('without a detector', alone.rows / alone.loggedSeconds, rowsPerSecond);
figure('without a detector, by processor time', alone.rows / alone.cpuSeconds, rowsPerSecond);
await fight('approve-all');
await fight('rules');
figure('peak memory', peakBytes(), megabytes);

async function fight(spec) {
  const truth = new PresentTruth();
  const { detector } = await openDetector(spec, { directory: '.', truth });
  const log = new DecisionLog();
  const setup = {
    spec,
    detector,
    truth,
    homeBanks: reportingBanks(),
    asksFrom: 0,
    alertsPerDay: customers / 1_000,
    fallback: 'stop',
    log,
  };
  const { loggedSeconds, cpuSeconds } = simulate(setup);
  figure(`${spec}: decisions`, log.length, count);
  figure(`${spec}: time that the log takes`, loggedSeconds, seconds);
  figure(`${spec}: decisions a second`, log.length / loggedSeconds, count, { atLeast: 50_000 });
  figure(`${spec}: decisions a second of processor time`, log.length / cpuSeconds, count);
}

function simulate(setup) {
  const run = startRun(scenario, setup);
  let logged = performance.now();
  let cpu = process.cpuUsage();
  let rows = 0;
  for (const batch of run.batches()) {
    if (batch.table.name !== 'transactions') continue;
    if (rows === 0) {
      logged = performance.now();
      cpu = process.cpuUsage();
    }
    rows += batch.length;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { rows, loggedSeconds: (performance.now() - logged) / 1_000, cpuSeconds: (user + system) / 1e6 };
}
