import type { DecisionOutcome } from '../../detectors/decision-log.ts';
import type { Action } from '../../detectors/detector.ts';

/** What an action would have done to a payment that was over long before: nobody can fail to prove himself. */
export function outcomeOf(action: Action): DecisionOutcome {
  switch (action) {
    case 'approve':
    case 'review':
      return 'approved';
    case 'step_up':
      return 'step_up_passed';
    case 'decline':
    case 'freeze':
      return 'declined';
    case 'hold':
      return 'held';
    default:
      return action satisfies never;
  }
}
