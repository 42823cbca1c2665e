import { performance } from 'node:perf_hooks';
import type { ForeignOptions } from './foreign.ts';
import { type Gate, isWithin, type Measurement, type PeerFigure } from './gate.ts';
import { gates } from './gates/index.ts';
import { climb, type Ladder } from './ladder/climb.ts';
import { openSubject } from './open-subject.ts';
import { prevalence } from './subject.ts';

/** What became of one gate. */
export interface GateResult {
  readonly name: string;
  readonly doc: string;
  /** `not_applicable` where the data have nothing that the gate looks at. */
  readonly outcome: 'passed' | 'failed' | 'not_applicable';
  readonly measurements: readonly (Measurement & { readonly isWithin: boolean })[];
  readonly peers: readonly PeerFigure[];
  readonly durationMs: number;
}

/** The outcome of an audit. */
export interface AuditReport {
  readonly path: string;
  /** `fraudworld`, the name of a published format, or `unknown format`. */
  readonly format: string;
  readonly rows: number;
  readonly fraudRows: number;
  readonly campaigns: number;
  readonly prevalence: number;
  /** Whether all gates passed, and what the preset demands of the ladder is met. */
  readonly passed: boolean;
  readonly gates: readonly GateResult[];
  /** Null where it was not asked for, or the log is too short. */
  readonly ladder: Ladder | null;
  readonly durationMs: number;
}

export interface AuditOptions extends ForeignOptions {
  /** Called as each part begins, for progress. */
  readonly onProgress?: (part: string, index: number, count: number) => void;
  /** Called after each gate. */
  readonly onGate?: (result: GateResult) => void;
  /** Leaves out the ladder, which takes longer than all gates. */
  readonly gatesOnly?: boolean;
  /** Gates to measure; the whole catalogue unless given. */
  readonly only?: readonly Gate[];
}

/**
 * Measures by which shortcuts fraud could be found in a dataset of fraudworld, or in any Parquet or CSV file with a
 * label and a time.
 *
 * Throws a DatasetError when the data cannot be read and an AuditError when there is nothing to audit; a gate that
 * fails is a result, not an error.
 */
export async function runAudit(path: string, options: AuditOptions = {}): Promise<AuditReport> {
  const started = performance.now();
  const { onProgress, onGate, gatesOnly = false, only = gates, ...columns } = options;
  const parts = only.length + (gatesOnly ? 0 : 2);
  onProgress?.('reading', 0, parts);
  const subject = await openSubject(path, columns);
  try {
    const results: GateResult[] = [];
    for (const [index, gate] of only.entries()) {
      onProgress?.(gate.name, index + 1, parts);
      const began = performance.now();
      const measurements = (await gate.measure(subject)).map((each) => ({ ...each, isWithin: isWithin(each) }));
      const isPassed = measurements.every((each) => each.isWithin);
      const { name, doc, peers } = gate;
      const outcome = measurements.length === 0 ? 'not_applicable' : isPassed ? 'passed' : 'failed';
      results.push({ name, doc, outcome, measurements, peers, durationMs: performance.now() - began });
      onGate?.(results.at(-1) as GateResult);
    }
    const rung = (level: string) => onProgress?.(level, only.length + (level === 'L1' ? 1 : 2), parts);
    const ladder = gatesOnly ? null : await climb(subject, rung);
    const judged = ladder?.judged ?? [];
    return {
      path,
      format: subject.format,
      rows: subject.rows,
      fraudRows: subject.fraudRows.length,
      campaigns: subject.campaignCount,
      prevalence: prevalence(subject),
      passed: results.every(({ outcome }) => outcome !== 'failed') && judged.every((each) => each.isWithin),
      gates: results,
      ladder,
      durationMs: performance.now() - started,
    };
  } finally {
    subject.database.close();
  }
}
