import type { BinnedColumn } from './binned-column.ts';
import type { AuditSubject } from './subject.ts';

/** A range of bins of a column. */
export interface Predicate {
  readonly column: BinnedColumn;
  readonly from: number;
  readonly to: number;
}

/** Rows on which one or two predicates hold. */
export interface Rule {
  readonly predicates: readonly Predicate[];
  readonly fraudRows: number;
  readonly rows: number;
  /** Currency units of fraud; 0 where the data have no amounts. */
  readonly fraudValue: number;
  readonly precision: number;
}

export interface RuleSearch {
  /** Value of each row of fraud, by place. */
  readonly values: Float64Array;
  /** Called for every rule that flags at least one fraud; calls for one rule may repeat. */
  readonly visit: (rule: CountedRule) => void;
}

/** A rule while the search goes on: reused from call to call. */
export interface CountedRule {
  first: Predicate;
  second: Predicate | null;
  fraudRows: number;
  rows: number;
  fraudValue: number;
}

/**
 * Visits every rule of one predicate and of two on different columns: intervals of ordered columns, single values of
 * others. Each pair of columns is counted once, into a table of sums from which any rectangle follows.
 */
export function searchRules(subject: AuditSubject, columns: readonly BinnedColumn[], search: RuleSearch): void {
  for (const [index, column] of columns.entries()) {
    visitPair(subject, column, null, search);
    for (const other of columns.slice(index + 1)) visitPair(subject, column, other, search);
  }
}

/** Words for a rule: `amount > 220 and channel = 'web'`. */
export function describeRule({ predicates }: Pick<Rule, 'predicates'>): string {
  return predicates.map(({ column, from, to }) => column.describe(from, to)).join(' and ');
}

/** By place of fraud, 1 where a rule flags the row. */
export function flagged({ fraudRows }: AuditSubject, { predicates }: Pick<Rule, 'predicates'>): Uint8Array {
  return Uint8Array.from(fraudRows, (row) => {
    return predicates.every(({ column, from, to }) => column.bins[row]! >= from && column.bins[row]! <= to) ? 1 : 0;
  });
}

const everywhere = { count: 1, isOrdered: false } as const;

function visitPair(
  subject: AuditSubject,
  first: BinnedColumn,
  second: BinnedColumn | null,
  { values, visit }: RuleSearch,
): void {
  const width = (second ?? everywhere).count;
  const [rows, fraud, value] = count(subject, first, second, values);
  const stride = width + 1;
  const sums = [rows, fraud, value].map((table) => accumulate(table, first.count, width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const ranges = rangesOf(second ?? everywhere);
  const rule: CountedRule = {
    first: { column: first, from: 0, to: 0 },
    second: null,
    fraudRows: 0,
    rows: 0,
    fraudValue: 0,
  };
  for (const [top, bottom] of rangesOf(first)) {
    for (const [left, right] of ranges) {
      const [a, b] = [top * stride + left, top * stride + right + 1];
      const [c, d] = [(bottom + 1) * stride + left, (bottom + 1) * stride + right + 1];
      const fraudRows = sums[1][d]! - sums[1][b]! - sums[1][c]! + sums[1][a]!;
      if (fraudRows === 0) continue;
      rule.fraudRows = fraudRows;
      rule.rows = sums[0][d]! - sums[0][b]! - sums[0][c]! + sums[0][a]!;
      rule.fraudValue = sums[2][d]! - sums[2][b]! - sums[2][c]! + sums[2][a]!;
      rule.first = { column: first, from: top, to: bottom };
      rule.second = second === null ? null : { column: second, from: left, to: right };
      visit(rule);
    }
  }
}

function count(
  { rows, fraudRows }: AuditSubject,
  first: BinnedColumn,
  second: BinnedColumn | null,
  values: Float64Array,
): [Float64Array, Float64Array, Float64Array] {
  const width = (second ?? everywhere).count;
  const cells = first.count * width;
  const counts = new Int32Array(cells);
  const [fraud, value] = [new Float64Array(cells), new Float64Array(cells)];
  const left = first.bins;
  if (second === null) for (let row = 0; row < rows; row++) counts[left[row]!]!++;
  else {
    const right = second.bins;
    for (let row = 0; row < rows; row++) counts[left[row]! * width + right[row]!]!++;
  }
  for (let place = 0; place < fraudRows.length; place++) {
    const row = fraudRows[place]!;
    const cell = left[row]! * width + (second === null ? 0 : second.bins[row]!);
    fraud[cell]!++;
    value[cell]! += values[place]!;
  }
  return [Float64Array.from(counts), fraud, value];
}

/** Sums over all cells above and to the left. */
function accumulate(table: Float64Array, height: number, width: number): Float64Array {
  const stride = width + 1;
  const sums = new Float64Array((height + 1) * stride);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * stride + x + 1;
      sums[at] = table[y * width + x]! + sums[at - 1]! + sums[at - stride]! - sums[at - stride - 1]!;
    }
  }
  return sums;
}

/** The missing value alone, single values, or every interval that is not the whole column. */
function rangesOf({ count, isOrdered }: Pick<BinnedColumn, 'count' | 'isOrdered'>): [number, number][] {
  if (!isOrdered) return Array.from({ length: count }, (_, bin): [number, number] => [bin, bin]);
  const ranges: [number, number][] = [[0, 0]];
  for (let from = 1; from < count; from++) for (let to = from; to < count; to++) ranges.push([from, to]);
  return ranges;
}
