// What does a replay see of a service that stalls, and how many payments a second can it send?
//
//     npm run build && node bench/replay.mjs [dataset=<directory>] [seconds=30] [rate=200]
//
// The service answers nothing for 400 ms in every 5 s. Whoever waits for an answer before he asks again (a closed loop)
// meets each stall with one question; an open loop meets it with all that fell due. Then the service answers at once,
// and the rate doubles until the replay no longer keeps time. Without a dataset, one is generated first.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpDetector } from '../dist/src/detectors/http/http-detector.js';
import { generate, loadScenario, openDataset } from '../dist/src/index.js';
import { Latency } from '../dist/src/stress/replay/latency.js';
import { recordedPayments } from '../dist/src/stress/replay/recorded-payments.js';
import { replay } from '../dist/src/stress/replay/replay.js';
import { begin, count, figure, settingsFrom } from './report.mjs';
import { startService } from './scoring-service.mjs';

const STALL = { stall: 400, every: 5_000 };
const FIRST_RATE = 500;
const HIGHEST_RATE = 16_000;
const SECONDS_A_RATE = 5;

const settings = settingsFrom({ dataset: '', seconds: 30, rate: 200 });
begin('replay: latency of a service under a load that does not wait', settings);

const temporary = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const dataset = settings.dataset || (await generated());
let runs = 0;

const stalling = await startService(STALL);
await closedLoop(stalling.url);
await openLoop(stalling.url);
await stalling.close();

console.log('');
const quick = await startService();
let best = 0;
for (let rate = FIRST_RATE; rate <= HIGHEST_RATE; rate *= 2) {
  const result = await run(quick.url, rate, SECONDS_A_RATE);
  const { response, lag, counts, isGeneratorBound } = result;
  const verdict = isGeneratorBound ? 'generator-bound' : 'valid';
  figure(
    `${count(rate)} a second`,
    `p50 ${ms(response.p50)}, p99 ${ms(response.p99)}, lag p99 ${ms(lag.p99)}, dropped ${counts.dropped}: ${verdict}`,
  );
  if (counts.dropped > 0.001 * counts.due || response.p99 > 100) break;
  best = rate;
}
figure('highest rate with p99 within 100 ms and at most 0.1 % dropped', best, count);
await quick.close();
rmSync(temporary, { recursive: true });

async function openLoop(url) {
  const { response, service, counts, rate } = await run(url, settings.rate, settings.seconds);
  figure('open loop: payments a second', rate, (value) => value.toFixed(1));
  figure('  p50', response.p50, ms);
  figure('  p99', response.p99, ms, { atLeast: 300 });
  figure('  p99 from sending', service.p99, ms);
  figure('  later than 100 ms', counts.late + counts.unanswered, count);
}

/** The same payments from one who waits: planned at the rate, but never two at once. */
async function closedLoop(url) {
  const opened = await openDataset(dataset);
  const detector = new HttpDetector(url);
  const latency = new Latency();
  let startedAt;
  let sent = 0;
  for await (const { event } of recordedPayments(opened)) {
    startedAt ??= performance.now();
    const dueAt = startedAt + (sent * 1_000) / settings.rate;
    while (performance.now() < dueAt) await new Promise((resolve) => setImmediate(resolve));
    const sentAt = performance.now();
    if (sentAt - startedAt > settings.seconds * 1_000) break;
    await detector.score(event);
    latency.record(performance.now() - sentAt);
    // One who waits plans his next question from now on.
    sent = Math.max(sent + 1, Math.ceil(((performance.now() - startedAt) / 1_000) * settings.rate));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await detector.close();
  opened.close();
  const { p50, p99, count: answers } = latency.summary();
  figure('closed loop: payments a second', answers / seconds, (value) => value.toFixed(1));
  figure('  p50', p50, ms);
  figure('  p99', p99, ms);
}

function run(url, rate, seconds) {
  const directory = join(temporary, `run-${++runs}`);
  return replay({ dataset, detector: url, directory, pace: { rate }, payments: rate * seconds + 1 });
}

async function generated() {
  const directory = join(temporary, 'dataset');
  await generate({
    scenario: await loadScenario('card-realistic', { days: 60, world: { customers: 2_000 } }),
    directory,
  });
  return directory;
}

function ms(value) {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
