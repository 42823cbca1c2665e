// How long does a world take to build, and how large is it?
//
//     npm run build && node --expose-gc bench/world-building.mjs [customers=1000000]
//
// A world is built on one thread; names are made when the tables of entities are written.
import { buildWorld } from '../dist/src/world/build.js';
import { entityTables } from '../dist/src/world/entity-tables.js';
import { begin, count, figure, megabytes, peakBytes, seconds, settingsFrom, timed } from './report.mjs';

const START_DAY = 20_454;
/** Budgets are those of a million customers. */
const PER_CUSTOMER = { build: 5 / 1e6, named: 30 / 1e6, bytes: 4e9 / 1e7 };

const { customers } = settingsFrom({ customers: 1_000_000 });
begin('world building', { customers });

const build = (names) => buildWorld({ seed: 1, customers, startDay: START_DAY, names });

// The first world is also the one on which the compiler warms up, as it is in practice.
const plain = await timed(() => build(false));
plain.result = undefined;
const named = await timed(() => build(true));
const world = named.result;
globalThis.gc?.();
const { arrayBuffers, rss } = process.memoryUsage();

const naming = await timed(() => {
  const balances = world.ledger.balances();
  const span = { openingBalances: balances, startDay: START_DAY, endDay: START_DAY + 1 };
  let letters = 0;
  for (const { table, columns, rowCount } of entityTables(world, span)) {
    const name = columns[{ customers: 'name', merchants: 'descriptor' }[table.name]];
    if (name !== undefined) for (let row = 0; row < rowCount; row++) letters += name(row).length;
  }
  return letters;
});

figure('customers', customers, count);
figure('build, without names', plain.wallSeconds, seconds, { atMost: PER_CUSTOMER.build * customers });
figure('build, and name everybody', named.wallSeconds + naming.wallSeconds, seconds, {
  atMost: PER_CUSTOMER.named * customers,
});
figure('  of that, naming', `${seconds(naming.wallSeconds)} for ${count(naming.result)} letters`);
figure('CPU of a customer without names', (plain.cpuSeconds * 1e6) / customers, (value) => `${value.toFixed(2)} us`);
figure('arrays of a customer', arrayBuffers / customers, (value) => `${value.toFixed(0)} B`);
figure('resident after building', rss, megabytes);
figure('peak memory, two worlds', peakBytes(), megabytes);
figure('accounts', world.ledger.count, count);
figure('merchants', world.merchants.count, count);
figure('ties between people', world.social.neighbours.length / 2, count);
