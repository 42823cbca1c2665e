import type { DecisionOutcome } from '../../detectors/decision-log.ts';
import type { Action } from '../../detectors/detector.ts';

/** What an action would have done to a payment that was over long before: nobody can be asked to prove himself. */
export function outcomeOf(action: Action): DecisionOutcome {
  switch (action) {
    case 'approve':
    case 'review':
    case 'step_up':
      return 'approved';
    case 'decline':
    case 'freeze':
      return 'declined';
    case 'hold':
      return 'held';
    default:
      return action satisfies never;
  }
}
