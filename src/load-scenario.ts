import { existsSync } from 'node:fs';
import { scenarioCatalogue } from './cli/catalogue.ts';
import { ScenarioError } from './scenario/errors.ts';
import { loadScenario as loadFile, type Override, parseScenario } from './scenario/load.ts';
import { presetNames, readPreset } from './scenario/presets.ts';
import type { ResolvedScenario } from './scenario/resolve.ts';

/** A scenario as a file states it, in the file's own words (snake_case); what it leaves open has defaults. */
export interface ScenarioInput {
  readonly name: string;
  readonly seed?: number;
  /** First written day, a local date `YYYY-MM-DD`. */
  readonly start?: string;
  readonly days?: number;
  readonly warmup_days?: number;
  readonly world?: { readonly customers?: number; readonly names?: boolean };
  readonly fraud?: {
    readonly prevalence?: number;
    /** By typology: a weight, or weight, window and parameters. */
    readonly mix?: Readonly<Record<string, number | Readonly<Record<string, unknown>>>>;
    readonly without?: readonly string[];
  };
  /** By routine behaviour: a factor of its rate, or false. */
  readonly behaviors?: Readonly<Record<string, number | boolean>>;
  readonly outputs?: {
    readonly formats?: readonly string[];
    readonly money?: 'double' | 'decimal';
    readonly rows_per_file?: number;
  };
}

/** What is called a scenario: the name of a preset, the path of a YAML file, or an object. */
export type ScenarioSource = string | ScenarioInput | ResolvedScenario;

/** Settings that replace those of a scenario, group by group. */
export type ScenarioChanges = Partial<ScenarioInput>;

/**
 * Reads, checks and completes a scenario.
 *
 * @example
 * const scenario = await loadScenario('tiny', { seed: 7, world: { customers: 200 } });
 * scenario.warmupDays; // 7, as in the preset
 *
 * @throws ScenarioError with every problem at once; those of a file carry their lines.
 */
export async function loadScenario(source: ScenarioSource, changes: ScenarioChanges = {}): Promise<ResolvedScenario> {
  const overrides = toOverrides(changes);
  if (typeof source === 'string') return loadNamed(source, overrides);
  if (!isResolved(source)) return parseObject(source, overrides);
  if (overrides.length > 0) throw new Error('a resolved scenario takes no changes; make them when it is loaded');
  return source;
}

function loadNamed(name: string, overrides: readonly Override[]): Promise<ResolvedScenario> | ResolvedScenario {
  if (presetNames().includes(name)) {
    return parseScenario(readPreset(name).text, `preset ${name}`, scenarioCatalogue, overrides);
  }
  // A bare word that is no file was meant as a preset: say which there are.
  if (!existsSync(name) && !/[./\\]/.test(name)) readPreset(name);
  return loadFile(name, scenarioCatalogue, overrides);
}

function isResolved(source: ScenarioInput | ResolvedScenario): source is ResolvedScenario {
  return 'warmupDays' in source;
}

/** JSON is YAML, so that objects and files are checked by the same code; only lines mean nothing here. */
function parseObject(input: ScenarioInput, overrides: readonly Override[]): ResolvedScenario {
  try {
    return parseScenario(JSON.stringify(input), 'scenario', scenarioCatalogue, overrides);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError(error.issues.map(({ place, path, problem }) => ({ place, path, problem })));
  }
}

/** Groups are merged, everything else is replaced. */
function toOverrides(changes: object, path: readonly string[] = []): Override[] {
  return Object.entries(changes).flatMap(([key, value]: [string, unknown]) => {
    if (value === undefined) return [];
    const here = [...path, key];
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isGroup ? toOverrides(value, here) : [{ place: here.join('.'), path: here, value }];
  });
}
