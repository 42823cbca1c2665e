import { readNumber } from '../columns.ts';
import { isWithin, type Measurement } from '../gate.ts';
import type { AuditSubject } from '../subject.ts';
import { difficulties } from './bands.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { historyFeatures, rawFeatures, startHistory } from './features.ts';
import { splitByTime } from './split.ts';
import { type Detector, trainDetector } from './train.ts';

/** A reference detector and how it does. */
export interface Rung extends Evaluation {
  readonly level: 'L1' | 'L2';
  /** What it sees. */
  readonly sees: string;
  readonly features: number;
  readonly trees: number;
  readonly asked: Detector['asked'];
}

/** How hard the fraud of some data is to find. */
export interface Ladder {
  readonly rungs: readonly Rung[];
  /** Share of the honest rows that the detectors were trained on, to save time. */
  readonly honestShare: number;
  /** Figures that the preset of the data wants in a band; empty for data without a preset. */
  readonly judged: readonly (Measurement & { readonly isWithin: boolean })[];
}

/**
 * Trains the reference detectors: L1 on the row alone, L2 with what rows before it tell. Null when the log is too
 * short to be split by time with labels that are 7 days late.
 */
export async function climb(subject: AuditSubject, onRung: (level: string) => void = () => {}): Promise<Ladder | null> {
  const seconds = await readNumber(subject, 'epoch(event_time)', 'payments');
  const split = splitByTime(subject, seconds);
  if (split === null) return null;
  const cards = subject.roles.has('customer') ? await readNumber(subject, cardOrPayer, 'payments') : null;
  const rung = (level: Rung['level'], sees: string, detector: Detector, features: number): Rung => ({
    level,
    sees,
    features,
    trees: detector.trees,
    asked: detector.asked,
    ...evaluate(subject, split.test, detector.scores, cards),
  });
  onRung('L1');
  const raw = await rawFeatures(subject, split);
  // DuckDB computes what the past tells in threads of its own, while trees grow in this one.
  const history = await startHistory(subject);
  const first = rung('L1', 'the row alone', trainDetector(subject, split, raw), raw.length);
  onRung('L2');
  const both = [...raw, ...(await historyFeatures(subject, split, history))];
  const second = rung('L2', 'the row and its past', trainDetector(subject, split, both), both.length);
  const rungs = [first, second];
  return { rungs, honestShare: split.honestShare, judged: judge(subject, first, second) };
}

const cardOrPayer = 'CASE WHEN card IS NOT NULL THEN 2 * card ELSE 2 * customer + 1 END';

function judge({ preset }: AuditSubject, raw: Rung, history: Rung): Ladder['judged'] {
  const difficulty = preset === null ? undefined : difficulties[preset];
  if (difficulty === undefined) return [];
  const evidence = `for the preset ${preset}`;
  const measurements: readonly Measurement[] = [
    { what: 'average precision of L1', ...raw.averagePrecision, band: difficulty.rawPrecision, evidence },
    { what: 'average precision of L2', ...history.averagePrecision, band: difficulty.historyPrecision, evidence },
    { what: 'ROC AUC of L2', ...history.rocAuc, band: difficulty.historyRoc, evidence },
  ];
  return measurements.map((each) => ({ ...each, isWithin: isWithin(each) }));
}
