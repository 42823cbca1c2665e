import type { BinnedColumn } from './binned-column.ts';
import { type CountedRule, type Rule, searchRules } from './rules.ts';
import type { AuditSubject } from './subject.ts';

/** A rule worth fearing finds at least this share of the fraud ... */
export const LEAST_RECALL = 0.05;
/** ... or is nearly always right. */
export const SURE_PRECISION = 0.9;
/** Rules kept of each kind, one for each pair of columns. */
const KEPT = 20;

/** The best rules of an exhaustive search. */
export interface BestRules {
  /** Of those that find at least a twentieth of the fraud: the most precise. */
  readonly precise: readonly Rule[];
  /** Of those with a precision of .9 or more: those that catch most value (rows, where there are no amounts). */
  readonly sure: readonly Rule[];
  /** The rule of one column with the highest F1. */
  readonly single: Rule | null;
}

/** Searches all rules over the given columns. */
export function findBestRules(
  subject: AuditSubject,
  columns: readonly BinnedColumn[],
  values: Float64Array,
): BestRules {
  const total = subject.fraudRows.length;
  const hasValues = values.some((value) => value > 0);
  const precise = new Podium();
  const sure = new Podium();
  let single: Rule | null = null;
  let bestF1 = 0;
  searchRules(subject, columns, {
    values,
    visit(rule) {
      const precision = rule.fraudRows / rule.rows;
      if (rule.fraudRows >= LEAST_RECALL * total) precise.offer(rule, precision + 1e-6 * (rule.fraudRows / total));
      if (precision >= SURE_PRECISION) sure.offer(rule, hasValues ? rule.fraudValue : rule.fraudRows);
      if (rule.second === null) {
        const f1 = (2 * rule.fraudRows) / (rule.rows + total);
        if (f1 > bestF1) [bestF1, single] = [f1, settled(rule)];
      }
    },
  });
  return { precise: precise.best(), sure: sure.best(), single };
}

function settled({ first, second, fraudRows, rows, fraudValue }: CountedRule): Rule {
  const predicates =
    second === null ? [first] : [first, second].filter(({ column, from, to }) => !isAll(column, from, to));
  return { predicates, fraudRows, rows, fraudValue, precision: fraudRows / rows };
}

function isAll(column: BinnedColumn, from: number, to: number): boolean {
  return column.isOrdered && from <= 1 && to === column.count - 1 && column.bins.every((bin) => bin > 0);
}

/** The best rule of each pair of columns. */
class Podium {
  readonly #byPair = new Map<string, { merit: number; rule: Rule }>();
  #pair = '';
  #leader = 0;

  offer(rule: CountedRule, merit: number): void {
    const pair = `${rule.first.column.name}|${rule.second?.column.name ?? ''}`;
    if (pair !== this.#pair) [this.#pair, this.#leader] = [pair, this.#byPair.get(pair)?.merit ?? 0];
    if (merit <= this.#leader) return;
    this.#leader = merit;
    this.#byPair.set(pair, { merit, rule: settled(rule) });
  }

  best(): Rule[] {
    return [...this.#byPair.values()]
      .sort((left, right) => right.merit - left.merit)
      .slice(0, KEPT)
      .map(({ rule }) => rule);
  }
}
