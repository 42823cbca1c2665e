import { z } from 'zod';
import { describeRange, show } from './describe.ts';

/**
 * A declared parameter of a typology, as `src/define.ts` hands it over.
 *
 * | kind | in YAML |
 * |---|---|
 * | `number`, `integer` | `3` |
 * | `share` | a number from 0 to 1 |
 * | `range`, `integer_range` | `[5, 10]`, or `5` for `[5, 5]` |
 * | `choice` | one of `choices` |
 */
export interface ParameterDeclaration {
  readonly kind: 'number' | 'integer' | 'share' | 'range' | 'integer_range' | 'choice';
  readonly default: ParameterValue;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  readonly unit?: string;
  readonly doc: string;
  readonly source: string;
}

/** The value of a parameter in a resolved scenario; a range is always a pair. */
export type ParameterValue = number | readonly [number, number] | string;

/** Makes the schema of one parameter, with its default, bounds and documentation. */
export function parameterSchema(parameter: ParameterDeclaration): z.ZodType {
  const fallback = Array.isArray(parameter.default) ? [...parameter.default] : parameter.default;
  return valueSchema(parameter)
    .default(fallback as never)
    .meta({ description: describeParameter(parameter) });
}

/** One sentence for editors and `fraudworld list`: what it is, its unit, and where its number comes from. */
export function describeParameter({ doc, unit, source }: ParameterDeclaration): string {
  return `${doc}${unit ? ` (${unit})` : ''}${source ? ` Source: ${source}` : ''}`;
}

function valueSchema(parameter: ParameterDeclaration): z.ZodType {
  switch (parameter.kind) {
    case 'number':
      return bounded(z.number(), parameter.min, parameter.max);
    case 'integer':
      return bounded(z.int(), parameter.min, parameter.max);
    case 'share':
      return bounded(z.number(), parameter.min ?? 0, parameter.max ?? 1);
    case 'range':
      return rangeSchema(bounded(z.number(), parameter.min, parameter.max), describeRange(parameter));
    case 'integer_range':
      return rangeSchema(bounded(z.int(), parameter.min, parameter.max), describeRange(parameter));
    case 'choice':
      return z.enum(parameter.choices ?? []);
    default:
      return parameter.kind satisfies never;
  }
}

function rangeSchema(bound: z.ZodNumber, allowed: string): z.ZodType {
  const pair = z.tuple([bound, bound]).refine(([low, high]) => low <= high, {
    error: ({ input }) => `${show(input)} runs backwards; the lower bound comes first`,
  });
  return z.union([bound, pair], {
    error: ({ input }) => `${show(input)} is not a range; expected [low, high]${allowed}, or one number for both`,
  });
}

function bounded<T extends z.ZodNumber>(schema: T, min: number | undefined, max: number | undefined): T {
  const above = min === undefined ? schema : schema.min(min);
  return max === undefined ? above : above.max(max);
}
