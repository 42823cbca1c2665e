import { showPath } from './describe.ts';

/** One problem of a scenario, and where it is. */
export interface ScenarioIssue {
  /** The file, `preset card-realistic`, or the command-line option that set the value. */
  readonly place: string;
  /** From 1; absent when the problem has no line (an unreadable file, an option). */
  readonly line?: number;
  readonly column?: number;
  /** Keys and indices that lead to the value; empty for the file as a whole. */
  readonly path: readonly PropertyKey[];
  /** The value, what is wrong with it and what is allowed: `2 is below the minimum 3`. */
  readonly problem: string;
}

/** A scenario that cannot be used. It carries all its problems at once, in the order of the file. */
export class ScenarioError extends Error {
  readonly issues: readonly ScenarioIssue[];

  constructor(issues: readonly ScenarioIssue[]) {
    super(issues.map(describeIssue).join('\n'));
    this.name = 'ScenarioError';
    this.issues = issues;
  }
}

/** `scenario.yaml:14 fraud.mix.fan_in.sources: 2 is below the minimum 3` */
export function describeIssue({ place, line, path, problem }: ScenarioIssue): string {
  const where = line === undefined ? place : `${place}:${line}`;
  return path.length === 0 ? `${where}: ${problem}` : `${where} ${showPath(path)}: ${problem}`;
}
