// How much does it cost to plan the routine life of a day, and which behaviours cost it?
//
//     npm run build && node bench/planning.mjs [customers=100000] [days=30]
//
// Processor time on one thread. Other work disturbs it upwards only: figures are of the quicker days, the first quartile.
import { routine } from '../dist/behaviors/index.js';
import { Intents } from '../dist/src/kernel/intents.js';
import { Planner } from '../dist/src/kernel/planner.js';
import { buildWorld } from '../dist/src/world/build.js';
import { createHabits } from '../dist/src/world/habits.js';
import { begin, count, figure, settingsFrom, timed } from './report.mjs';

const SEED = 1;
const START_DAY = 20_454;
const NS_PER_INTENT = 150;

const { customers, days } = settingsFrom({ customers: 100_000, days: 30 });
begin('planning: routine life, one core', { customers, days });

const nanoseconds = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ns`;
const world = buildWorld({ seed: SEED, customers, startDay: START_DAY, names: false });
const habits = createHabits(world, SEED);
const intents = new Intents();
const plannerOf = (behaviors) => new Planner(SEED, world, behaviors, intents, habits);

const { result: planner, cpuSeconds: preparing } = await timed(() => plannerOf(routine));
// What the compiler learns in these days it knows for the rest.
for (let day = 0; day < days / 2; day++) planner.planDay(START_DAY + day);

const whole = await costOf(planner);
figure('customers', customers, count);
figure('CPU of preparing a customer', (preparing * 1e9) / customers, nanoseconds);
figure('intents of a customer and day', whole.intents / customers, (value) => value.toFixed(2));
figure('CPU of a customer and day', whole.nanoseconds / customers, nanoseconds);
figure('CPU of an intent', whole.nanoseconds / whole.intents, nanoseconds, { atMost: NS_PER_INTENT });

const costs = [];
for (const behavior of routine) costs.push({ name: behavior.name, ...(await costOf(plannerOf([behavior]))) });
console.log(`\n${'behaviour, planned alone'.padEnd(28)}${'ns/intent'.padStart(12)}${'ns/customer, day'.padStart(18)}`);
for (const { name, intents, nanoseconds } of costs.sort((a, b) => b.nanoseconds - a.nanoseconds)) {
  const each = intents > 0 ? (nanoseconds / intents).toFixed(0) : '-';
  console.log(name.padEnd(28) + each.padStart(12) + (nanoseconds / customers).toFixed(2).padStart(18));
}

/** Nanoseconds and intents of a day: its costs are those of the mean day at the first quartile of costs an intent. */
async function costOf(planner) {
  const perIntent = [];
  let intentsOfAll = 0;
  let nanosecondsOfAll = 0;
  for (let day = 0; day < days; day++) {
    const { cpuSeconds } = await timed(() => planner.planDay(START_DAY + day));
    if (intents.count > 0) perIntent.push((cpuSeconds * 1e9) / intents.count);
    intentsOfAll += intents.count;
    nanosecondsOfAll += cpuSeconds * 1e9;
  }
  if (intentsOfAll === 0) return { intents: 0, nanoseconds: nanosecondsOfAll / days };
  perIntent.sort((a, b) => a - b);
  return { intents: intentsOfAll / days, nanoseconds: (perIntent[perIntent.length >> 2] * intentsOfAll) / days };
}
