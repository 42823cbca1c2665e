import { checkDecision } from './check-decision.ts';
import type { Decision, Detector, DetectorEvent } from './detector.ts';
import { DetectorError } from './errors.ts';

/** What happens to a payment on which the detector gives no decision: the run stops, or the bank decides so. */
export const fallbacks = ['stop', 'approve', 'decline'] as const;
export type Fallback = (typeof fallbacks)[number];

/** A decision, and whether it was made without the detector. */
export interface Answer {
  readonly decision: Decision;
  readonly isFallback: boolean;
  /** Milliseconds to the answer, or NaN where that is not measured. */
  readonly latencyMs: number;
}

/**
 * Asks a detector that answers at once.
 *
 * @throws DetectorError when it fails and the fallback is to stop, or when it is of no use at all.
 */
export function ask(detector: Detector, event: DetectorEvent, spec: string, fallback: Fallback): Answer {
  try {
    const decision = checkDecision(scoreOf(detector, event, spec), event, spec);
    return { decision, isFallback: false, latencyMs: detector.lastLatencyMs ?? Number.NaN };
  } catch (error) {
    if (fallback === 'stop' || !(error instanceof DetectorError) || error.code === 'unusable') throw error;
    const decision = { action: fallback, reasons: [`fallback: ${error.code}`] };
    return { decision, isFallback: true, latencyMs: detector.lastLatencyMs ?? Number.NaN };
  }
}

function scoreOf(detector: Detector, event: DetectorEvent, spec: string): unknown {
  try {
    const answer: unknown = detector.score(event);
    if (answer instanceof Promise) {
      answer.catch(() => {});
      const remedy = 'a duel cannot wait: return the decision itself';
      throw new DetectorError(
        'invalid_answer',
        spec,
        `answered transaction ${event.transaction_id} with a promise; ${remedy}`,
      );
    }
    return answer;
  } catch (error) {
    if (error instanceof DetectorError) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    throw new DetectorError('failed', spec, `failed on transaction ${event.transaction_id}: ${problem}`, {
      cause: error,
    });
  }
}
