import { parentPort, workerData } from 'node:worker_threads';
import type { Truth } from '../adapter.ts';
import { checkDecision } from '../check-decision.ts';
import type { Detector, DetectorEvent } from '../detector.ts';
import { DetectorError } from '../errors.ts';
import { openDetector } from '../open-detector.ts';
import {
  ENDED,
  type Failure,
  type FromThread,
  type Opening,
  SIGNAL,
  TAKEN,
  type ThreadTask,
  type ToThread,
} from './messages.ts';

const { spec, directory, remote, port, words } = workerData as ThreadTask;
const control = new Int32Array(words);

/** The truth stays on the side of the simulation. */
const noTruth: Truth = {
  isFraud: () => {
    throw new DetectorError('unusable', spec, 'cannot know the truth from a thread of its own');
  },
};

function send(message: FromThread): void {
  port.postMessage(message);
  wake();
}

function begin(opening: Opening): void {
  parentPort!.postMessage(opening);
}

function wake(): void {
  Atomics.add(control, SIGNAL, 1);
  Atomics.notify(control, SIGNAL);
}

function toFailure(error: unknown): Failure {
  if (error instanceof DetectorError) {
    return { code: error.code, message: error.message.slice(error.spec.length + 2) };
  }
  return { code: 'failed', message: error instanceof Error ? error.message : String(error) };
}

async function answer(detector: Detector, question: number, event: DetectorEvent): Promise<void> {
  try {
    send({ answer: question, decision: checkDecision(await detector.score(event), event, spec) });
  } catch (error) {
    send({ answer: question, failure: toFailure(error) });
  }
}

async function take(detector: Detector, message: ToThread): Promise<void> {
  Atomics.add(control, TAKEN, 1);
  if (message === 'close') {
    await detector.close?.();
    port.close();
  } else if ('question' in message) {
    await answer(detector, message.question, message.event);
  } else if ('observed' in message) {
    detector.observe?.(message.observed, message.outcome);
  } else {
    detector.learn?.(message.learned);
  }
}

// However the thread ends, also by `process.exit` or an error in a callback of the detector, nobody must wait for it.
process.once('exit', () => {
  Atomics.store(control, ENDED, 1);
  wake();
});
process.on('uncaughtException', (error) => {
  send({ broken: toFailure(error) });
  process.exit(1);
});

try {
  const { adapter, detector } = await openDetector(spec, { directory, truth: noTruth, remote });
  port.on('message', (message: ToThread) => {
    take(detector, message).catch((error: unknown) => send({ broken: toFailure(error) }));
  });
  // What is outside of this process is told only where that is wanted.
  const isTold = adapter.answers === 'at_once' || remote.feedback === true;
  begin({ observes: isTold && detector.observe !== undefined, learns: isTold && detector.learn !== undefined });
} catch (error) {
  begin({ refused: toFailure(error) });
}
