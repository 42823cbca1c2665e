// How the benchmarks read their settings and print what they found: one line a figure, budgets beside it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { Rng, streamKey } from '../dist/src/kernel/random.js';

const REFERENCE_DRAWS = 5_000_000;

/** Settings from the command line, `name=value`, over their defaults; a bare `name` is 1. Numbers stay numbers. */
export function settingsFrom(defaults) {
  const settings = { ...defaults };
  for (const argument of process.argv.slice(2)) {
    const [name, value = '1'] = argument.split('=');
    if (!(name in defaults)) throw new Error(`there is no setting ${name}; there are ${Object.keys(defaults)}`);
    settings[name] = typeof defaults[name] === 'number' ? Number(value) : value;
  }
  return settings;
}

/** Opens a report: what is measured, on what, and how fast that is today. */
export function begin(title, settings = {}) {
  console.log(`${title}\n`);
  const { version, dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  line('machine', `${cpus().length} x ${cpus()[0].model}, ${gigabytes(totalmem())} GB, Linux ${release()}`);
  line(
    'versions',
    `fraudworld ${version} ${commit()}, Node ${process.version}, DuckDB ${dependencies['@duckdb/node-api']}`,
  );
  line(
    'settings',
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ') || 'none',
  );
  line('others at work (load average of a minute)', loadavg()[0].toFixed(1));
  line('reference: seek a stream and draw from it', `${referenceNs().toFixed(1)} ns`);
  console.log('');
}

/**
 * A figure, with its budget if it has one: `{ atLeast }` or `{ atMost }` in the same unit. `print` makes it readable.
 * Returns whether the budget is met.
 */
export function figure(label, value, print = String, budget = {}) {
  const { atLeast, atMost } = budget;
  const limit = atLeast ?? atMost;
  if (limit === undefined) {
    line(label, print(value));
    return true;
  }
  const isMet = atLeast === undefined ? value <= limit : value >= limit;
  const verdict = `budget: at ${atLeast === undefined ? 'most' : 'least'} ${print(limit)}`;
  line(label, `${print(value)}  (${verdict}, ${isMet ? 'met' : 'MISSED'}, ratio ${(value / limit).toFixed(2)})`);
  return isMet;
}

export const seconds = (value) => `${value.toFixed(2)} s`;
export const megabytes = (value) => `${Math.round(value / 1e6).toLocaleString('en')} MB`;
export const count = (value) => Math.round(value).toLocaleString('en');
export const rowsPerSecond = (value) => `${(value / 1e6).toFixed(3)} M rows/s`;

/** Most memory that the process, its threads included, has held so far, in bytes. */
export const peakBytes = () => process.resourceUsage().maxRSS * 1_024;

/** Runs `work` and returns what it returned, with the seconds of the clock and of the processors. */
export async function timed(work) {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const result = await work();
  const wallSeconds = (performance.now() - before) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { result, wallSeconds, cpuSeconds: (user + system) / 1e6 };
}

function referenceNs() {
  const key = streamKey(1, 'reference');
  const rng = new Rng();
  let sum = 0;
  const draw = () => {
    const before = performance.now();
    for (let agent = 0; agent < REFERENCE_DRAWS; agent++) sum += rng.seek(key, agent, 0).uint32();
    return ((performance.now() - before) * 1e6) / REFERENCE_DRAWS;
  };
  draw();
  return sum > 0 ? draw() : Number.NaN;
}

function commit() {
  try {
    return `(${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname })
      .toString()
      .trim()})`;
  } catch {
    return '';
  }
}

const gigabytes = (bytes) => Math.round(bytes / 2 ** 30);
const line = (label, value) => console.log(`${label.padEnd(46)} ${value}`);
