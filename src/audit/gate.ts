import type { Interval } from './bootstrap.ts';
import type { AuditSubject } from './subject.ts';

/**
 * A shortcut by which fraud could be found without understanding it, and how far it leads in some data.
 *
 * @example
 * export default defineGate({
 *   name: 'round_amounts',
 *   doc: 'Fraud has no rounder amounts than other payments.',
 *   peers: [],
 *   measure: async (subject) => [{ what: ..., value: ..., interval: ..., band: { atMost: 2 }, evidence: ... }],
 * });
 */
export interface Gate {
  /** snake_case; the name of its file in kebab-case. */
  readonly name: string;
  /** What holds where the gate passes, in a sentence. */
  readonly doc: string;
  /** What the data of other generators show here; measured, see bench/peers.md. */
  readonly peers: readonly PeerFigure[];
  /** An empty list: the data have nothing that the gate looks at. */
  measure(subject: AuditSubject): Promise<readonly Measurement[]>;
}

export interface PeerFigure {
  readonly peer: string;
  readonly figure: string;
}

/** A figure with its campaign-bootstrap interval and the band in which it must lie. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  /** Null where there is nothing to draw. */
  readonly interval: Interval | null;
  /** Null for what is told and not judged. */
  readonly band: Band | null;
  /** The rule, column or value that gives fraud away. */
  readonly evidence: string;
}

export interface Band {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Whether a figure fits its band; one that lies outside is let pass while its interval reaches into the band. */
export function isWithin({ value, interval, band }: Measurement): boolean {
  if (band === null) return true;
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = band;
  const [low, high] = interval ?? [value, value];
  return Math.max(high, value) >= atLeast && Math.min(low, value) <= atMost;
}

/** Declares a gate of the catalogue. */
export function defineGate(gate: Gate): Gate {
  return gate;
}
