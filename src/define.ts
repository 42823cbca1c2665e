/**
 * The authoring API: all that a catalogue file (behaviour, typology, agent, check, output) imports.
 *
 * A catalogue file has one default export, made by one of the `define...` functions, which check what types cannot.
 */
import type { Behavior } from './kernel/behavior.ts';
import type { Parameters, Typology } from './kernel/typology.ts';

export { defineCheck } from './checks/check.ts';
export { cellReader } from './dataset/cells.ts';
export { type BlockFormat, type BlockWriter, FileSink } from './dataset/file-sink.ts';
export { defineOutput, type Output, type OutputContext, type OutputSink } from './dataset/output.ts';
export type { RowBlock } from './dataset/row-block.ts';
export type { Agents, Fulfil } from './kernel/agents.ts';
export type { AtRate, Behavior, OnDayOfMonth, Present, Who } from './kernel/behavior.ts';
export type { Campaign } from './kernel/campaign.ts';
export type { Cast } from './kernel/cast.ts';
export { recordEvent } from './kernel/event.ts';
export * from './kernel/options.ts';
export type { Access, Order, Outcome, SceneEvent } from './kernel/order.ts';
export type { Plan } from './kernel/plan.ts';
export type { Posting } from './kernel/posting.ts';
export type { Rng } from './kernel/random.ts';
export type { Scene } from './kernel/scene.ts';
export type { Drawn, Parameter, Parameters, Typology } from './kernel/typology.ts';
export { DAY, HOUR, MINUTE, SECOND } from './kernel/units.ts';
export type { Column, ColumnType, Table } from './schema/column.ts';
export { codesOf, eventTypes, channels, paymentTypes, references } from './schema/vocabularies.ts';
export { type LocalDay, msOfDay } from './world/calendar.ts';
export { categories } from './world/categories.ts';
export { personas } from './world/personas.ts';
export type { World } from './world/world.ts';

const NAME = /^[a-z][a-z0-9_]*$/;

/** Declares a routine behaviour. */
export function defineBehavior(behavior: Behavior): Behavior {
  if (!NAME.test(behavior.name)) throw new Error(`behavior ${behavior.name}: the name is not snake_case`);
  return behavior;
}

/** Declares a typology; the values that `expectedRows` and `run` get are typed by its parameters. */
export function defineTypology<const P extends Parameters>(typology: Typology<P>): Typology {
  if (!NAME.test(typology.name)) throw new Error(`typology ${typology.name}: the name is not snake_case`);
  for (const [name, parameter] of Object.entries(typology.parameters)) {
    if (!NAME.test(name)) throw new Error(`typology ${typology.name}.${name}: the name is not snake_case`);
    if (parameter.kind === 'choice') continue;
    const values = typeof parameter.default === 'number' ? [parameter.default] : parameter.default;
    if (values.some((value) => value < parameter.min || value > parameter.max)) {
      throw new Error(`typology ${typology.name}.${name}: default ${values} is outside ${parameter.min}..${parameter.max}`);
    }
  }
  return typology as unknown as Typology;
}
