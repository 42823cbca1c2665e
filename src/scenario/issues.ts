import type { z } from 'zod';
import { describeProblem } from './describe.ts';
import { didYouMean } from './nearest.ts';

/** A problem at a path, before anybody knows the line. `isKey`: it is the key that is wrong, not its value. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
  readonly isKey?: boolean;
}

type Issue = z.core.$ZodIssue;

/** All problems that a schema finds in a value, worded for people; none if the value is valid. */
export function findProblems(schema: z.ZodType, value: unknown): Problem[] {
  // zod reports unknown keys without the known ones; the issue keeps the identity of `keys` on its way out.
  const knownKeys = new WeakMap<object, readonly string[]>();
  const result = schema.safeParse(value, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return describeProblem(issue);
      knownKeys.set(issue.keys, shapeKeys(issue.inst));
      return undefined;
    },
  });
  return (result.error?.issues ?? []).flatMap((issue) => toProblems(issue, [], knownKeys));
}

function shapeKeys(schema: unknown): string[] {
  const { shape } = (schema as z.core.$ZodObject)._zod.def;
  return Object.keys(shape);
}

function toProblems(
  issue: Issue,
  parent: readonly PropertyKey[],
  known: WeakMap<object, readonly string[]>,
): Problem[] {
  const path = [...parent, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const allowed = known.get(issue.keys) ?? [];
      return issue.keys.map((key) => ({
        path: [...path, key],
        problem: describeUnknownKey(key, allowed),
        isKey: true,
      }));
    }
    case 'invalid_union': {
      const alternative = issue.errors.find((issues) => !issues.some(isWrongShape));
      if (alternative === undefined) return [{ path, problem: issue.message }];
      return alternative.flatMap((inner) => toProblems(inner, path, known));
    }
    default:
      return [{ path: withoutRangeIndex(path), problem: issue.message }];
  }
}

/** Whether an alternative of a union is out of the question, because the value is of another type altogether. */
function isWrongShape(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  const isOfWrongLength = (issue.code === 'too_small' || issue.code === 'too_big') && issue.origin === 'array';
  return issue.code === 'invalid_type' || issue.code === 'invalid_union' || isOfWrongLength;
}

/** The two numbers of a range are reported at the range: `sources: 2 is below the minimum 3`. */
function withoutRangeIndex(path: readonly PropertyKey[]): readonly PropertyKey[] {
  const isInRange = path[0] === 'fraud' && path[1] === 'mix' && typeof path.at(-1) === 'number';
  return isInRange ? path.slice(0, -1) : path;
}

function describeUnknownKey(key: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return 'is not known here; nothing may be set';
  const suggestion = didYouMean(key, allowed);
  return suggestion === '' ? `is not known here; expected ${allowed.join(', ')}` : `is not known here${suggestion}`;
}
