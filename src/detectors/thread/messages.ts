import type { MessagePort } from 'node:worker_threads';
import type { DecidedOutcome, Decision, DetectorEvent, LearnedLabel } from '../detector.ts';
import type { DetectorErrorCode } from '../errors.ts';
import type { RemoteOptions } from '../remote-options.ts';

/**
 * How a simulation, which cannot wait for promises, talks to the thread that can. Questions and answers go through a
 * message port, which needs no event loop on the side of the simulation: it sleeps on a word of shared memory
 * (`Atomics.wait`) that the thread bumps after each answer, and then takes the answer from the port.
 */
export interface ThreadTask {
  readonly spec: string;
  readonly directory: string;
  readonly remote: Partial<RemoteOptions>;
  readonly port: MessagePort;
  /** The words below. */
  readonly words: SharedArrayBuffer;
}

/** Bumped whenever the simulation should look at its port again. */
export const SIGNAL = 0;
/** Messages that the thread has taken from its port. */
export const TAKEN = 1;
/** 1 once the thread has ended, however it did. */
export const ENDED = 2;
export const WORDS = 3;

export type ToThread =
  | { readonly question: number; readonly event: DetectorEvent }
  | { readonly observed: DetectorEvent; readonly outcome: DecidedOutcome }
  | { readonly learned: LearnedLabel }
  | 'close';

export type FromThread =
  | { readonly answer: number; readonly decision: Decision }
  | { readonly answer: number; readonly failure: Failure }
  /** It broke outside of a question. */
  | { readonly broken: Failure };

/** What the thread says first, and not through the port: that the detector is open and what it listens to, or why not. */
export type Opening = { readonly observes: boolean; readonly learns: boolean } | { readonly refused: Failure };

/** A DetectorError, which does not survive the way between threads as it is. */
export interface Failure {
  readonly code: DetectorErrorCode;
  /** Without the name of the detector. */
  readonly message: string;
}
