// How many decisions a second does a simulation get from a detector that answers later, asked one after another?
//
//     npm run build && node bench/http-duel.mjs [decisions=20000] [customers=1000] [days=30]
//
// First the questions alone, to a service on this machine, to a program and to an async function; then a whole duel with
// the service.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ThreadedDetector } from '../dist/src/detectors/thread/threaded-detector.js';
import { loadScenario } from '../dist/src/index.js';
import { duel } from '../dist/src/stress/duel.js';
import { begin, count, figure, settingsFrom, timed } from './report.mjs';
import { startService } from './scoring-service.mjs';

/** Decisions a second over HTTP that a duel needs, on two cores. */
const BUDGET = 2_000;

const settings = settingsFrom({ decisions: 20_000, customers: 1_000, days: 30 });
begin('duel: decisions from a detector that answers later', settings);

const temporary = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const program = join(temporary, 'score.mjs');
writeFileSync(
  program,
  `import { createInterface } from 'node:readline';
  for await (const line of createInterface({ input: process.stdin }))
    console.log(JSON.stringify({ action: JSON.parse(line).amount > 2000 ? 'decline' : 'approve' }));`,
);
const functionFile = join(temporary, 'function.mjs');
writeFileSync(
  functionFile,
  `export default async ({ amount }) => ({ action: amount > 2000 ? 'decline' : 'approve' });`,
);

const service = await startService();
await askAlone('over HTTP', service.url, { atLeast: BUDGET });
await askAlone('through standard input and output', `node ${program}`);
await askAlone('async function', functionFile);
await fight();
await service.close();
rmSync(temporary, { recursive: true });

async function askAlone(name, spec, budget) {
  const detector = await ThreadedDetector.open(spec, temporary, { timeoutMs: 10_000 });
  const ask = (from, to) => {
    for (let n = from; n <= to; n++) detector.score(eventOf(n));
  };
  ask(1, 500);
  const { wallSeconds, cpuSeconds } = await timed(() => ask(501, 500 + settings.decisions));
  await detector.close();
  figure(`questions alone, ${name}`, settings.decisions / wallSeconds, perSecond, budget);
  figure('  CPU of this side', (cpuSeconds * 1e6) / settings.decisions, (value) => `${value.toFixed(0)} us a question`);
  if (detector.counts.answered !== detector.counts.asked) throw new Error(JSON.stringify(detector.counts));
}

async function fight() {
  const { customers, days } = settings;
  const scenario = await loadScenario('tiny', { days, world: { customers } });
  const directory = join(temporary, 'duel');
  const waiting = { timeoutMs: 10_000 };
  const { result, wallSeconds } = await timed(() => duel({ scenario, detector: service.url, directory, waiting }));
  console.log('');
  figure('a whole duel over HTTP: decisions', result.asked.asked, count);
  figure('  answered in time', result.asked.answered, count);
  figure('  decisions a second, simulation and writing included', result.asked.asked / wallSeconds, perSecond);
}

function perSecond(value) {
  return `${count(value)} a second`;
}

function eventOf(n) {
  return {
    transaction_id: n,
    event_time: 1_767_614_400_000 + n * 1_000,
    payment_type: 'card_purchase',
    channel: 'ecommerce',
    entry_mode: 'keyed',
    auth_method: 'three_d_secure',
    cvv_result: 'match',
    avs_result: 'full_match',
    parent_transaction_id: null,
    origin_account: n % 5_000,
    destination_account: n % 900,
    origin_bank: 'B1',
    destination_bank: 'B4',
    card_id: n % 6_000,
    merchant_id: n % 900,
    terminal_id: null,
    mcc: 5732,
    device_id: n % 8_000,
    ip: 4_026_531_841,
    session_id: null,
    country: 'XE',
    latitude: null,
    longitude: null,
    amount: (n % 4_000) + 0.99,
    currency: 'EUR',
    destination_amount: null,
    destination_currency: null,
    reference: null,
  };
}
