// Runs the benchmarks one after another, each in a process of its own. What they print is also written to bench/logs/,
// which is where the figures of the README come from: run this on a machine that has nothing else to do.
//
//     npm run bench [-- only=simulate,generate,check] [-- long]
//
// `long` adds 100 M rows and a world of 10 M customers: about half an hour and 10 GB of disk.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsFrom } from './report.mjs';

const { only, long } = settingsFrom({ only: '', long: 0 });
const temporary = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const dataset = join(temporary, 'dataset');
const logs = join(import.meta.dirname, 'logs');
mkdirSync(logs, { recursive: true });

/** By the name of its log: script and settings. `check` looks at what `generate` wrote. */
const benchmarks = {
  'world-building': ['--expose-gc', 'world-building.mjs'],
  'parquet-writer': ['parquet-writer.mjs'],
  simulate: ['simulate.mjs'],
  duel: ['duel.mjs'],
  generate: ['generate.mjs', `dataset=${dataset}`],
  check: ['check.mjs', `dataset=${dataset}`],
  audit: ['audit.mjs'],
  'memory-1m': ['memory.mjs', 'customers=1000000'],
  ...(long === 1 && {
    'generate-100m': ['generate.mjs', 'rows=100000000'],
    'memory-10m': ['--max-old-space-size=3000', 'memory.mjs', 'customers=10000000'],
  }),
};

const chosen = only === '' ? Object.keys(benchmarks) : only.split(',');
for (const name of chosen) {
  if (!(name in benchmarks)) throw new Error(`there is no benchmark ${name}; there are ${Object.keys(benchmarks)}`);
  if (name === 'check' && !chosen.includes('generate')) await run('check', ['check.mjs']);
  else await run(name, benchmarks[name]);
}
rmSync(temporary, { recursive: true });

async function run(name, commandLine) {
  const [...flags] = commandLine;
  const script = flags.findIndex((argument) => argument.endsWith('.mjs'));
  flags[script] = join(import.meta.dirname, flags[script]);
  const log = createWriteStream(join(logs, `${name}.log`));
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk) => process.stdout.write(chunk));
  child.stdout.pipe(log);
  const code = await new Promise((resolve) => child.on('close', resolve));
  console.log('');
  if (code !== 0) process.exitCode = 1;
}
