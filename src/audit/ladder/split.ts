import { LABEL_DELAY_DAYS } from '../features/rolling-features.ts';
import type { AuditSubject } from '../subject.ts';

/** Honest rows to train on at most; all fraud is kept. Scores then rank rows and are no probabilities. */
const MOST_HONEST = 100_000;

/** Rows by what they are for, ascending. */
export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
  /** Share of the honest rows before the test that are kept, to train on and to stop early by. */
  readonly honestShare: number;
}

/**
 * Splits by time: train on the first 60 %, stop early by the next 20 %, test on the last 20 %. The last days of the
 * first two parts are left out, because their labels are not known when the next part begins. Null when a part would
 * be left without fraud.
 */
export function splitByTime(subject: AuditSubject, seconds: Float64Array): Split | null {
  const { rows, isFraud } = subject;
  const [start, end] = [seconds[0]!, seconds[rows - 1]!];
  const boundary = (share: number) => start + share * (end - start);
  const delay = LABEL_DELAY_DAYS * 86_400;
  const between = (from: number, to: number) => {
    return new Int32Array(rows).map((_, row) => row).filter((row) => seconds[row]! >= from && seconds[row]! < to);
  };
  const all = between(start, boundary(0.6) - delay);
  const judged = between(boundary(0.6), boundary(0.8) - delay);
  const test = between(boundary(0.8), Number.POSITIVE_INFINITY);
  if ([all, judged, test].some((part) => !part.some((row) => isFraud[row] === 1))) return null;
  const honest = all.reduce((count, row) => count + 1 - isFraud[row]!, 0);
  const honestShare = Math.min(1, MOST_HONEST / honest);
  const chosen = (row: number) => isFraud[row] === 1 || isChosen(row, honestShare);
  return { train: all.filter(chosen), validation: judged.filter(chosen), test, honestShare };
}

function isChosen(row: number, share: number): boolean {
  return (Math.imul(row ^ (row >>> 16), 0x45d9f3b) >>> 0) / 2 ** 32 < share;
}
