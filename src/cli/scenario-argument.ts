import { existsSync } from 'node:fs';
import { show } from '../scenario/describe.ts';
import { ScenarioError } from '../scenario/errors.ts';
import { loadScenario, type Override, parseScenario } from '../scenario/load.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { presetNames, readPreset } from '../scenario/presets.ts';
import { leaveOut, type ResolvedScenario } from '../scenario/resolve.ts';
import { scenarioCatalogue } from './catalogue.ts';

/** Options of a command that change a scenario, as commander parsed them: texts. */
export interface ScenarioOptions {
  readonly customers?: string;
  readonly days?: string;
  readonly seed?: string;
  readonly format?: readonly string[];
  readonly without?: readonly string[];
  readonly withoutFraud?: boolean;
}

/** Resolves what a user calls a scenario: the name of a preset or of a file, changed by options. */
export async function resolveArgument(argument: string, options: ScenarioOptions): Promise<ResolvedScenario> {
  const overrides = toOverrides(options);
  const scenario = presetNames().includes(argument)
    ? parseScenario(readPreset(argument).text, `preset ${argument}`, scenarioCatalogue, overrides)
    : await loadScenario(requireFile(argument), scenarioCatalogue, overrides);
  return leaveOut(scenario, namesToLeaveOut(scenario, options));
}

function requireFile(argument: string): string {
  if (existsSync(argument) || /[./\\]/.test(argument)) return argument;
  const presets = presetNames();
  const problem = `is neither a file nor a preset (${presets.join(', ')})${didYouMean(argument, presets)}`;
  throw new ScenarioError([{ place: show(argument), path: [], problem }]);
}

function toOverrides(options: ScenarioOptions): Override[] {
  const numbers = [
    { place: '--customers', path: ['world', 'customers'], text: options.customers },
    { place: '--days', path: ['days'], text: options.days },
    { place: '--seed', path: ['seed'], text: options.seed },
  ];
  const overrides: Override[] = numbers.flatMap(({ place, path, text }) =>
    text === undefined ? [] : [{ place, path, value: toNumber(text) }],
  );
  if (options.format) overrides.push({ place: '--format', path: ['outputs', 'formats'], value: options.format });
  return overrides;
}

// What is not a number stays a text, and the schema says so.
function toNumber(text: string): number | string {
  return /^[+-]?\d+(\.\d+)?(e\d+)?$/i.test(text) ? Number(text) : text;
}

function namesToLeaveOut(scenario: ResolvedScenario, { without = [], withoutFraud }: ScenarioOptions): string[] {
  const mix = Object.keys(scenario.fraud.mix);
  const unknown = without.filter((name) => !mix.includes(name));
  if (unknown.length > 0) {
    throw new ScenarioError(
      unknown.map((name) => ({
        place: '--without',
        path: [],
        problem: `${show(name)} is not in the mix of this scenario (${mix.join(', ')})${didYouMean(name, mix)}`,
      })),
    );
  }
  return withoutFraud ? mix : [...without];
}
