import { addDays, format } from 'date-fns';
import { show } from './describe.ts';
import type { Problem } from './issues.ts';

/**
 * What a schema cannot say: rules between settings. They look at the raw value, so that they report their findings
 * together with those of the schema, and stay silent about settings that the schema refuses anyway.
 */
export function findContradictions(value: unknown, typologyNames: readonly string[]): Problem[] {
  const scenario = group(value);
  const fraud = group(scenario.fraud);
  const mix = group(fraud.mix);
  return [
    ...(isGroup(scenario.fraud) ? findEmptyMix(scenario.fraud, typologyNames) : []),
    ...Object.entries(mix).flatMap(([name, entry]) =>
      findImpossibleWindow(['fraud', 'mix', name], group(entry), daysOf(scenario)),
    ),
    ...findRepetitions(['fraud', 'without'], fraud.without),
    ...findAbsent(fraud.without, mix, typologyNames),
    ...findRepetitions(['outputs', 'formats'], group(scenario.outputs).formats),
  ];
}

function findEmptyMix(fraud: Group, typologyNames: readonly string[]): Problem[] {
  const { mix = {} } = fraud;
  if (!isGroup(mix)) return [];
  const prevalence = fraud.prevalence ?? 0.002;
  if (typeof prevalence !== 'number' || !(prevalence > 0) || prevalence > 0.5) return [];
  const weights = Object.values(mix).map((entry) => (typeof entry === 'number' ? entry : (group(entry).weight ?? 1)));
  if (weights.some((weight) => weight !== 0)) return [];
  const names = typologyNames.join(', ');
  const problem = `prevalence ${prevalence} needs a typology with a weight above 0 (${names}), or prevalence: 0`;
  return [{ path: 'mix' in fraud ? ['fraud', 'mix'] : ['fraud'], problem }];
}

interface Days {
  readonly first: string;
  readonly last: string;
}

function daysOf(scenario: Group): Days | undefined {
  const first = scenario.start ?? '2026-01-01';
  const count = scenario.days ?? 180;
  if (!isDate(first) || typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > 3660) return;
  return { first, last: format(addDays(`${first}T00:00:00`, count - 1), 'yyyy-MM-dd') };
}

function findImpossibleWindow(path: readonly string[], entry: Group, days: Days | undefined): Problem[] {
  const { from, to } = entry;
  const problems: Problem[] = [];
  if (isDate(from) && isDate(to) && to < from) {
    problems.push({ path: [...path, 'to'], problem: `${to} is before from, ${from}` });
  }
  if (days && isDate(to) && to < days.first) {
    problems.push({ path: [...path, 'to'], problem: `${to} is before the first day, ${days.first}` });
  }
  if (days && isDate(from) && from > days.last) {
    problems.push({ path: [...path, 'from'], problem: `${from} is after the last day, ${days.last}` });
  }
  return problems;
}

function findRepetitions(path: readonly string[], list: unknown): Problem[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, index) =>
    list.indexOf(item) < index ? [{ path: [...path, index], problem: `${show(item)} is there twice` }] : [],
  );
}

/** A typology can only be left out of a mix that it is in. */
function findAbsent(without: unknown, mix: Group, typologyNames: readonly string[]): Problem[] {
  if (!Array.isArray(without)) return [];
  return without.flatMap((name, index) =>
    typologyNames.includes(name) && !Object.hasOwn(mix, name)
      ? [{ path: ['fraud', 'without', index], problem: `${show(name)} is not in fraud.mix` }]
      : [],
  );
}

type Group = Readonly<Record<string, unknown>>;

function group(value: unknown): Group {
  return isGroup(value) ? value : {};
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}
