import { literal } from '../analysis/sql.ts';
import { type BinnedColumn, binCodes, binNumbers, quantileEdges } from './binned-column.ts';
import type { AuditSubject, VisibleColumn } from './subject.ts';

/** Rows of either class from which edges are taken. */
const SAMPLE = 50_000;

/** The values of an SQL expression over a relation that is in the order of the rows, as doubles. */
export async function readNumber({ database }: AuditSubject, expression: string, from: string): Promise<Float64Array> {
  return (await database.numbers(`SELECT (${expression}) AS value FROM ${from}`)).get('value') as Float64Array;
}

/** Cuts numbers where all rows have their quantiles, and where fraud has its own, so that rules can be sharp there. */
export function binForRules(
  subject: AuditSubject,
  name: string,
  values: Float64Array,
  bins: number,
  further: readonly number[] = [],
): BinnedColumn {
  const all = quantileEdges(everyNth(values), Math.ceil(bins / 2));
  const fraud = quantileEdges(
    Float64Array.from(subject.fraudRows, (row) => values[row] as number),
    Math.floor(bins / 2),
  );
  return binNumbers(name, values, Float64Array.from(new Set([...all, ...fraud, ...further])).sort());
}

/** A column of numbers in bins of equal weight. */
export function binEvenly(name: string, values: Float64Array, bins: number): BinnedColumn {
  return binNumbers(name, values, quantileEdges(everyNth(values), bins));
}

function everyNth(values: Float64Array): Float64Array {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  const sample = new Float64Array(Math.ceil(values.length / step));
  for (let index = 0; index < sample.length; index++) sample[index] = values[index * step] as number;
  return sample;
}

/** A column of few values, each a bin: those that fraud has most first, rare ones in the last. */
export async function readCategory(
  { database }: AuditSubject,
  name: string,
  expression: string,
  from: string,
  most: number,
): Promise<BinnedColumn> {
  const text = `(${expression})::VARCHAR`;
  const found = await database.rows(`
    SELECT value FROM (SELECT ${text} AS value FROM ${from})
    WHERE value IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value LIMIT ${most}`);
  const values = found.map(({ value }) => String(value));
  if (values.length === 0) {
    const [{ rows } = {}] = await database.rows(`SELECT count(*) AS rows FROM ${from}`);
    return binCodes(name, new Float64Array(Number(rows)), []);
  }
  // An enumeration looks a value up by its hash; a list, one by one.
  const kept = `ENUM(${values.map(literal).join(', ')})`;
  const result = await database.numbers(`
    SELECT CASE WHEN value IS NULL THEN 0 ELSE coalesce(enum_code(TRY_CAST(value AS ${kept})) + 1, ${values.length + 1}) END
      AS code
    FROM (SELECT ${text} AS value FROM ${from})`);
  return binCodes(name, result.get('code') as Float64Array, [...values, 'another value']);
}

/** A visible column in bins for rules; an identifier only by whether it is there. */
export async function readForRules(subject: AuditSubject, column: VisibleColumn, bins: number): Promise<BinnedColumn> {
  const { name, expression, kind, type } = column;
  switch (kind) {
    case 'number':
      return binForRules(subject, name, await readNumber(subject, expression, subject.source), bins);
    case 'category':
      return readCategory(subject, name, expression, subject.source, bins);
    case 'identifier': {
      if (type !== 'VARCHAR') {
        return readCategory(subject, `presence of ${name}`, `(${expression}) IS NOT NULL`, subject.source, bins);
      }
      const letters = `regexp_extract(${expression}, '^[^0-9]{0,2}')`;
      return readCategory(subject, `first letters of ${name}`, letters, subject.source, bins);
    }
    default: {
      const never: never = kind;
      throw new Error(`unknown kind ${never}`);
    }
  }
}
