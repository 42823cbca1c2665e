const TRAPPED = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const;

/** Runs `work` synchronously and returns the names of the real timers and clocks that it reached for. */
export function realTimersUsedBy(work: () => void): string[] {
  const used: string[] = [];
  const originals = TRAPPED.map((name) => globalThis[name]);
  const originalNow = Date.now;
  for (const name of TRAPPED) {
    Object.assign(globalThis, { [name]: () => void used.push(name) });
  }
  Date.now = () => {
    used.push('Date.now');
    return 0;
  };
  try {
    work();
  } finally {
    for (const [index, name] of TRAPPED.entries()) Object.assign(globalThis, { [name]: originals[index] });
    Date.now = originalNow;
  }
  return used;
}
