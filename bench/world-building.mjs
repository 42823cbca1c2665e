// How long does a world take to build, and how large is it?
//
//     npm run build && node --expose-gc bench/world-building.mjs [customers=1000000]
//
// Times are of the CPU, since worlds are built on one thread. The reference, a stream sought and drawn from once, is
// measured in the same run: ratios to it hold on other machines and on busy ones.

import { Rng, streamKey } from '../dist/src/kernel/random.js';
import { buildWorld } from '../dist/src/world/build.js';
import { entityTables } from '../dist/src/world/entity-tables.js';

const customers = Number(process.argv.find((argument) => argument.startsWith('customers='))?.slice(10) ?? 1_000_000);
const START_DAY = 20_454;
const REFERENCE_DRAWS = 10_000_000;

function cpuSeconds(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

function referenceNs() {
  const key = streamKey(1, 'reference');
  const rng = new Rng();
  let sum = 0;
  const { seconds } = cpuSeconds(() => {
    for (let draw = 0; draw < REFERENCE_DRAWS; draw++) sum += rng.seek(key, draw, 0).uint32();
  });
  return sum > 0 ? (seconds * 1e9) / REFERENCE_DRAWS : Number.NaN;
}

const build = (names) => buildWorld({ seed: 1, customers, startDay: START_DAY, names });

referenceNs();
build(false);
const reference = referenceNs();
const { result: world, seconds } = cpuSeconds(() => build(true));
globalThis.gc?.();
const { arrayBuffers, rss } = process.memoryUsage();

const { seconds: namingSeconds, result: letters } = cpuSeconds(() => {
  const span = { openingBalances: world.ledger.balance, startDay: START_DAY, endDay: START_DAY + 1 };
  let length = 0;
  for (const { table, columns, rowCount } of entityTables(world, span)) {
    const name = columns[{ customers: 'name', merchants: 'descriptor' }[table.name]];
    if (name !== undefined) for (let row = 0; row < rowCount; row++) length += name(row).length;
  }
  return length;
});

const print = (label, value) => console.log(`${label.padEnd(42)} ${value}`);
print('customers', customers.toLocaleString('en'));
print('reference: seek a stream and draw', `${reference.toFixed(1)} ns`);
print('build', `${seconds.toFixed(2)} s CPU`);
print(
  'build, per customer',
  `${((seconds * 1e6) / customers).toFixed(2)} us, ${((seconds * 1e9) / customers / reference).toFixed(0)} references`,
);
print(
  'names of customers and merchants',
  `${namingSeconds.toFixed(2)} s CPU (${letters.toLocaleString('en')} letters)`,
);
print('arrays', `${(arrayBuffers / customers).toFixed(0)} B per customer`);
print('resident after building', `${(rss / 1e6).toFixed(0)} MB`);
print('peak', `${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`);
print('accounts', world.ledger.count.toLocaleString('en'));
print('merchants', world.merchants.count.toLocaleString('en'));
print('ties', (world.social.neighbours.length / 2).toLocaleString('en'));
