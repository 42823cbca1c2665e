import { actions, type Decision, type DetectorEvent } from './detector.ts';
import { DetectorError } from './errors.ts';

const known: ReadonlySet<unknown> = new Set(actions);

/**
 * Makes sure that what a detector answered is a decision.
 *
 * @throws DetectorError that names the payment and the value.
 */
export function checkDecision(
  answer: unknown,
  { transaction_id }: Pick<DetectorEvent, 'transaction_id'>,
  spec: string,
): Decision {
  const wrong = (problem: string): DetectorError =>
    new DetectorError('invalid_answer', spec, `answered ${problem} to transaction ${transaction_id}`);
  if (typeof answer !== 'object' || answer === null) {
    throw wrong(`${show(answer)} instead of an object such as { action: 'approve', score: 0.1 }`);
  }
  const { action, score, reasons } = answer as Partial<Record<keyof Decision, unknown>>;
  if (!known.has(action)) throw wrong(`the action ${show(action)}, which is none of ${actions.join(', ')}`);
  if (score !== undefined && score !== null && !Number.isFinite(score)) {
    throw wrong(`the score ${show(score)}, which is no finite number`);
  }
  if (reasons !== undefined && reasons !== null && !isListOfTexts(reasons)) {
    throw wrong(`the reasons ${show(reasons)}, which are no list of texts`);
  }
  return answer as Decision;
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (typeof value === 'object' && value !== null) return JSON.stringify(value).slice(0, 60);
  return String(value);
}
