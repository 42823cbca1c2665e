// Where the main thread spends its time: samples by part of the day and by function.
import { Session } from 'node:inspector/promises';

const INTERVAL_MICROSECONDS = 500;
const FUNCTIONS = 12;

/** The parts of a run by the function that does them; a sample counts for the innermost. */
const PARTS = {
  planDay: 'plan',
  sort: 'order',
  fulfilFrom: 'post',
  copyTo: 'bring what is due into the cache',
  foresee: 'bring what is due into the cache',
  seal: 'seal batches',
  clear: 'clear batches',
  allocate: 'wait for a free batch',
  write: 'hand batches over',
  buildWorld: 'build the world',
  '(garbage collector)': 'collect garbage',
};

/** Runs `work` under the profiler and prints what dominates. */
export async function printProfile(title, work) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const { total, byPart, byFunction } = sum(profile);
  console.log(`\n${title} (main thread, ${(total / 1e6).toFixed(1)} s)`);
  for (const [name, time] of byPart) console.log(`${share(time, total)}  ${name}`);
  console.log('of these, in single functions');
  for (const [name, time] of byFunction.slice(0, FUNCTIONS)) console.log(`${share(time, total)}  ${name}`);
}

const share = (time, total) => `${((time / total) * 100).toFixed(1).padStart(5)} %`;

function sum({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) for (const child of node.children ?? []) byId.get(child).parent = node;
  const byPart = new Map();
  const byFunction = new Map();
  let total = 0;
  samples.forEach((id, index) => {
    const time = timeDeltas[index];
    const node = byId.get(id);
    if (node.callFrame.functionName === '(idle)') return;
    total += time;
    add(byPart, partOf(node), time);
    const { functionName, url, lineNumber } = node.callFrame;
    add(byFunction, `${functionName || '(anonymous)'} ${url.split('/dist/').at(-1)}:${lineNumber + 1}`, time);
  });
  return { total, byPart: descending(byPart), byFunction: descending(byFunction) };
}

function partOf(node) {
  for (let frame = node; frame !== undefined; frame = frame.parent) {
    const { functionName } = frame.callFrame;
    if (Object.hasOwn(PARTS, functionName)) return PARTS[functionName];
  }
  return 'everything else';
}

const add = (sums, key, time) => sums.set(key, (sums.get(key) ?? 0) + time);
const descending = (sums) => [...sums].sort((left, right) => right[1] - left[1]);
