import { SingleBar } from 'cli-progress';
import type { GenerateProgress } from '../generate.ts';
import { formatCompact, formatCount, formatDuration } from './numbers.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far a run has come. */
export interface ProgressDisplay {
  update(progress: GenerateProgress): void;
  stop(): void;
}

/** Seconds between two lines where no bar can be drawn. */
const SECONDS_BETWEEN_LINES = 5;

/** A bar on a terminal; a line every few seconds elsewhere. Both tell rows, rate, simulated date and time left. */
export function showProgress(terminal: Terminal): ProgressDisplay {
  return terminal.isWatched ? showBar(terminal) : showLines(terminal);
}

function showBar(terminal: Terminal): ProgressDisplay {
  const bar = new SingleBar({
    stream: terminal.messages,
    format: '{bar} {percentage} %  {text}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    clearOnComplete: true,
    hideCursor: true,
    fps: 8,
  });
  const describe = startMeter();
  bar.start(1, 0, { text: 'building the world' });
  return {
    update: (progress) => {
      bar.setTotal(progress.days);
      bar.update(progress.day, { text: describe(progress) });
    },
    stop: () => bar.stop(),
  };
}

function showLines(terminal: Terminal): ProgressDisplay {
  const describe = startMeter();
  let shownAt = performance.now();
  return {
    update: (progress) => {
      const text = describe(progress);
      if (performance.now() - shownAt < SECONDS_BETWEEN_LINES * 1000) return;
      shownAt = performance.now();
      terminal.messages.write(`${Math.floor((100 * progress.day) / progress.days)} % ${text}\n`);
    },
    stop: () => {},
  };
}

/** Words a state of the run: `2026-03-04 · 1,234,567 rows · 1.1M rows/s · 12.0 s left`. The rate is that of the log. */
function startMeter(): (progress: GenerateProgress) => string {
  const startedAt = performance.now();
  let loggedAt = startedAt;
  return ({ date, rows, day, days }) => {
    const now = performance.now();
    const left = day > 0 ? `${formatDuration(((now - startedAt) / 1000 / day) * (days - day))} left` : 'starting';
    if (rows === 0) {
      loggedAt = now;
      return `${date} · warming up · ${left}`;
    }
    const rate = rows / Math.max((now - loggedAt) / 1000, 0.001);
    return `${date} · ${formatCount(rows)} rows · ${formatCompact(rate)} rows/s · ${left}`;
  };
}
