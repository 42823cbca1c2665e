import { performance } from 'node:perf_hooks';
import { DatasetError, QueryError } from '../analysis/dataset-error.ts';
import { type Dataset, openDataset } from '../analysis/duckdb.ts';
import { period } from '../analysis/period.ts';
import type { Row } from '../analysis/plain-value.ts';
import { literal } from '../analysis/sql.ts';
import { scan } from '../analysis/views.ts';
import { tables } from '../schema/tables.ts';
import { fixedVocabularies } from '../schema/vocabularies.ts';
import { checks } from './catalogue/index.ts';
import type { Check, CheckSubject } from './check.ts';
import { createFacts } from './facts.ts';

/** What became of one check. */
export interface CheckResult {
  readonly name: string;
  readonly doc: string;
  readonly passed: boolean;
  /** Violations in all; 0 when it passed, and when it could not run. */
  readonly violations: number;
  /** The first of them. */
  readonly examples: readonly Row[];
  /** Why the check could not run, which counts as failed: a column that is missing, a page that is corrupted. */
  readonly problem: string | null;
  readonly durationMs: number;
}

/** The outcome of all checks on a dataset. */
export interface CheckReport {
  readonly directory: string;
  readonly passed: boolean;
  readonly results: readonly CheckResult[];
  /** Including hashing the files. */
  readonly durationMs: number;
}

export interface CheckOptions {
  /** Called after each check, for progress. */
  readonly onCheck?: (result: CheckResult, index: number, count: number) => void;
  /** Checks to run; the whole catalogue unless given. */
  readonly only?: readonly Check[];
}

/** Violations that a result shows. */
export const EXAMPLES = 10;

/**
 * Runs the checks of the catalogue on a dataset.
 *
 * Throws a DatasetError when the dataset cannot be read at all; a check that fails is a result, not an error.
 */
export async function runChecks(directory: string, options: CheckOptions = {}): Promise<CheckReport> {
  const started = performance.now();
  const dataset = await openDataset(directory, { derivedViews: false });
  try {
    await createFacts(dataset);
    const subject = describe(dataset, await countTableRows(dataset));
    const selected = options.only ?? checks;
    const results: CheckResult[] = [];
    for (const check of selected) {
      const result = await runCheck(check, dataset, subject);
      results.push(result);
      options.onCheck?.(result, results.length, selected.length);
    }
    const passed = results.every((result) => result.passed);
    return { directory, passed, results, durationMs: performance.now() - started };
  } finally {
    dataset.close();
  }
}

async function countTableRows(dataset: Dataset): Promise<ReadonlyMap<string, number>> {
  const counts = await dataset.rows('SELECT table_name, sum(rows) AS rows FROM facts.found_files GROUP BY table_name');
  return new Map(counts.map(({ table_name, rows }) => [String(table_name), Number(rows)]));
}

function describe(dataset: Dataset, rowsOf: ReadonlyMap<string, number>): CheckSubject {
  const { start, end } = period(dataset.manifest);
  const timestamp = (time: number) => `TIMESTAMPTZ ${literal(new Date(time).toISOString())}`;
  return {
    manifest: dataset.manifest,
    tables,
    period: { start: timestamp(start), end: timestamp(end) },
    rows: (table) => rowsOf.get(table) ?? 0,
    vocabularies: fixedVocabularies,
    cents: (expression) => `round(${expression} * 100)`,
    literal,
    scan: (name, options) => {
      const table = tables.find((each) => each.name === name);
      if (table === undefined) throw new Error(`no table is called ${name}`);
      return scan(table, dataset.files, options);
    },
  };
}

async function runCheck(check: Check, dataset: Dataset, subject: CheckSubject): Promise<CheckResult> {
  const started = performance.now();
  const result = (rest: Pick<CheckResult, 'passed' | 'violations' | 'examples' | 'problem'>): CheckResult => ({
    name: check.name,
    doc: check.doc,
    ...rest,
    durationMs: performance.now() - started,
  });
  try {
    const sql = check.sql(subject);
    const examples = await dataset.rows(`SELECT * FROM (${sql}) LIMIT ${EXAMPLES}`);
    const violations = examples.length < EXAMPLES ? examples.length : await count(dataset, sql);
    return result({ passed: violations === 0, violations, examples, problem: null });
  } catch (error) {
    if (!(error instanceof QueryError || error instanceof DatasetError)) throw error;
    return result({ passed: false, violations: 0, examples: [], problem: error.message });
  }
}

async function count(dataset: Dataset, sql: string): Promise<number> {
  const [row] = await dataset.rows(`SELECT count(*) AS violations FROM (${sql})`);
  return Number(row?.violations ?? 0);
}
