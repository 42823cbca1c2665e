import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { type CamelKeys, camelKeys, snakeKeys } from './names.ts';
import type { ParameterValue } from './parameters.ts';
import { mixObjectSchema, type ScenarioCatalogue, type ScenarioDocument, type worldSchema } from './schema.ts';

/** A scenario with nothing left open: every default is filled in. Plain data; this is what the simulation reads. */
export interface ResolvedScenario {
  readonly name: string;
  readonly seed: number;
  /** First written day, a local date `YYYY-MM-DD`. */
  readonly start: string;
  readonly days: number;
  readonly warmupDays: number;
  readonly world: ResolvedWorld;
  readonly fraud: ResolvedFraud;
  /** Rate of every routine behaviour, 1 unless the scenario scales it; 0 switches it off. */
  readonly behaviors: Readonly<Record<string, number>>;
  readonly outputs: ResolvedOutputs;
  readonly shards: number;
}

export type ResolvedWorld = CamelKeys<z.output<typeof worldSchema>>;
export type ResolvedOutputs = CamelKeys<ScenarioDocument['outputs']>;

export interface ResolvedFraud {
  /** Share of fraud rows in all rows of `transactions`, declined attempts included. */
  readonly prevalence: number;
  /** By typology name; only typologies that the scenario mentions with a weight above 0. */
  readonly mix: Readonly<Record<string, ResolvedTypology>>;
  /** Names of the mix that are left out of this run; their share goes to no other typology. */
  readonly without: readonly string[];
}

export interface ResolvedTypology {
  readonly weight: number;
  /** First and last local day on which campaigns may start; absent: those of the run. */
  readonly from?: string;
  readonly to?: string;
  /** Every parameter that the typology declares. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** Fills in what a valid scenario leaves open. */
export function resolveScenario(document: ScenarioDocument, catalogue: ScenarioCatalogue): ResolvedScenario {
  const { warmup_days: warmupDays, world, fraud, behaviors, outputs, ...rest } = document;
  return {
    name: rest.name,
    seed: rest.seed,
    start: rest.start,
    days: rest.days,
    warmupDays,
    world: camelKeys(world),
    fraud: resolveFraud(fraud, catalogue),
    behaviors: resolveBehaviors(behaviors, catalogue),
    outputs: camelKeys(outputs),
    shards: rest.shards,
  };
}

function resolveFraud(fraud: ScenarioDocument['fraud'], catalogue: ScenarioCatalogue): ResolvedFraud {
  const mix = resolveMix(fraud.mix, catalogue);
  return { prevalence: fraud.prevalence, mix, without: fraud.without.filter((name) => name in mix).sort() };
}

function resolveMix(mix: ScenarioDocument['fraud']['mix'], catalogue: ScenarioCatalogue): ResolvedFraud['mix'] {
  const resolved: Record<string, ResolvedTypology> = {};
  for (const typology of byName(catalogue.typologies)) {
    const entry: unknown = mix[typology.name];
    if (entry === undefined) continue;
    const long = mixObjectSchema(typology).parse(typeof entry === 'number' ? { weight: entry } : entry);
    const { weight, from, to, ...parameters } = long as { weight: number; from?: string; to?: string };
    if (weight === 0) continue;
    resolved[typology.name] = {
      weight,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      parameters: resolveParameters(parameters, typology.parameters),
    };
  }
  return resolved;
}

function resolveParameters(
  values: Readonly<Record<string, unknown>>,
  declared: ScenarioCatalogue['typologies'][number]['parameters'],
): Record<string, ParameterValue> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, { kind }]) => {
      const value = values[name] as ParameterValue;
      return [name, kind.endsWith('range') && typeof value === 'number' ? ([value, value] as const) : value];
    }),
  );
}

function resolveBehaviors(
  rates: ScenarioDocument['behaviors'],
  catalogue: ScenarioCatalogue,
): Readonly<Record<string, number>> {
  return Object.fromEntries(byName(catalogue.behaviors).map(({ name }) => [name, Number(rates[name] ?? 1)]));
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The same scenario with more typologies of its mix left out. */
export function leaveOut(scenario: ResolvedScenario, typologies: readonly string[]): ResolvedScenario {
  const without = [...new Set([...scenario.fraud.without, ...typologies])].sort();
  return { ...scenario, fraud: { ...scenario.fraud, without } };
}

/** A resolved scenario in the words of a scenario file (snake_case). It resolves to the same scenario again. */
export function toDocument(scenario: ResolvedScenario): Record<string, unknown> {
  const { world, fraud, outputs, behaviors, ...rest } = scenario;
  const mix = Object.entries(fraud.mix).map(([name, { parameters, ...entry }]) => [name, { ...entry, ...parameters }]);
  return {
    ...snakeKeys(rest),
    world: snakeKeys(world),
    fraud: { ...fraud, mix: Object.fromEntries(mix) },
    behaviors,
    outputs: snakeKeys(outputs),
  };
}

/** The YAML text of a resolved scenario, which stands beside the data as `scenario.yaml`. */
export function toYaml(scenario: ResolvedScenario): string {
  return stringify(toDocument(scenario), { lineWidth: 0, aliasDuplicateObjects: false });
}

/** JSON with sorted keys: equal scenarios have equal texts. */
export function canonicalJson(scenario: ResolvedScenario): string {
  return JSON.stringify(toDocument(scenario), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** SHA-256 of the canonical JSON, in hexadecimal; it identifies the scenario in the metadata of files. */
export function scenarioHash(scenario: ResolvedScenario): string {
  return createHash('sha256').update(canonicalJson(scenario)).digest('hex');
}
