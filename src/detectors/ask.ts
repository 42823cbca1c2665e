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
}

/**
 * Asks a detector that answers at once.
 *
 * @throws DetectorError when it fails and the fallback is to stop.
 */
export function ask(detector: Detector, event: DetectorEvent, spec: string, fallback: Fallback): Answer {
  try {
    return { decision: checkDecision(scoreOf(detector, event, spec), event, spec), isFallback: false };
  } catch (error) {
    if (fallback === 'stop' || !(error instanceof DetectorError)) throw error;
    return { decision: { action: fallback, reasons: [`fallback: ${error.code}`] }, isFallback: true };
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
