import { readdirSync, readFileSync } from 'node:fs';
import { show } from './describe.ts';
import { ScenarioError } from './errors.ts';
import { didYouMean } from './nearest.ts';

// Beside this file in the source tree, and in the build, where `scripts/copy-assets.mjs` puts them.
const directory = new URL('./presets/', import.meta.url);

export interface Preset {
  readonly name: string;
  /** One line: what the preset is for. */
  readonly doc: string;
  /** The scenario file, comments included. */
  readonly text: string;
}

/** Names of the presets, sorted. */
export function presetNames(): string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** Reads all presets. */
export function readPresets(): Preset[] {
  return presetNames().map(readPreset);
}

/**
 * Reads a preset by name.
 *
 * @throws ScenarioError if there is none of this name.
 */
export function readPreset(name: string): Preset {
  const names = presetNames();
  if (!names.includes(name)) {
    const problem = `is not a preset; there are ${names.join(', ')}${didYouMean(name, names)}`;
    throw new ScenarioError([{ place: show(name), path: [], problem }]);
  }
  const text = readFileSync(new URL(`${name}.yaml`, directory), 'utf8');
  const doc = /^# (?!yaml-language-server)(.+)$/m.exec(text)?.[1] ?? '';
  return { name, doc, text };
}
