import type { Command } from 'commander';
import { describeUnknownValue } from '../scenario/describe.ts';
import { describeParameter, type ParameterDeclaration } from '../scenario/parameters.ts';
import { readPresets } from '../scenario/presets.ts';
import type { NamedDeclaration, TypologyDeclaration } from '../scenario/schema.ts';
import type { Table as TableDeclaration } from '../schema/column.ts';
import { tables } from '../schema/tables.ts';
import { UsageError } from './failure.ts';
import { toColumns, toTable } from './layout.ts';
import { type Terminal, writeLine } from './terminal.ts';

/** An entry of a catalogue as `list` shows it. */
interface Entry {
  readonly name: string;
  readonly doc: string;
  /** What only the page of this entry shows; text and data. */
  readonly details?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

// Catalogues load when they are asked for: some bring libraries that would slow down every other command.
const topics: Readonly<Record<string, () => Promise<readonly Entry[]>>> = {
  typologies: async () => {
    const { typologies } = await import('../../behaviors/index.ts');
    return (typologies as readonly TypologyDeclaration[]).map(typologyEntry);
  },
  behaviors: async () => brief((await import('../../behaviors/index.ts')).routine),
  outputs: async () => brief((await import('../../outputs/index.ts')).outputs),
  presets: async () => readPresets().map(({ name, doc, text }) => ({ name, doc, details: text, data: { text } })),
  checks: async () => brief((await import('../checks/catalogue/index.ts')).checks),
  detectors: async () =>
    (await import('../detectors/catalogue/index.ts')).adapters.map(({ name, doc, example }) => ({
      name,
      doc: `${doc} Written as ${example}`,
    })),
  gates: async () => brief((await import('../audit/gates/index.ts')).gates),
  tables: async () => tables.map(tableEntry),
};

function brief(entries: readonly NamedDeclaration[]): Entry[] {
  return entries.map(({ name, doc }) => ({ name, doc }));
}

interface ListOptions {
  readonly json?: boolean;
}

/** `fraudworld list`: what the catalogues hold. */
export function addList(program: Command, terminal: Terminal): void {
  program
    .command('list')
    .summary('show typologies, behaviours, outputs, presets, checks, detectors, tables')
    .description('Shows what a scenario can name and what a dataset holds, with documentation.')
    .argument('[topic]', Object.keys(topics).join(', '))
    .argument('[name]', 'one entry, with its parameters, columns or text')
    .option('--json', 'write it as JSON')
    .addHelpText('after', '\nExample:\n  $ fraudworld list typologies\n  $ fraudworld list typologies fan_in')
    .action(async (topic: string | undefined, name: string | undefined, options: ListOptions) => {
      if (topic === undefined) return writeTopics(terminal, options);
      const entries = await choose(topics, topic, 'topic')();
      if (name === undefined) return writeEntries(entries, terminal, options);
      const byName = Object.fromEntries(entries.map((entry) => [entry.name, entry]));
      return writeEntry(choose(byName, name, `name in ${topic}`), terminal, options);
    });
}

function choose<T>(choices: Readonly<Record<string, T>>, name: string, noun: string): T {
  if (Object.hasOwn(choices, name)) return choices[name] as T;
  throw new UsageError(`${noun}: ${describeUnknownValue(name, Object.keys(choices))}`);
}

async function writeTopics(terminal: Terminal, options: ListOptions): Promise<void> {
  const names: [string, string[]][] = [];
  for (const [topic, entries] of Object.entries(topics)) names.push([topic, (await entries()).map(({ name }) => name)]);
  if (options.json) return writeLine(terminal.output, JSON.stringify(Object.fromEntries(names), null, 2));
  await writeLine(
    terminal.output,
    toColumns(
      names.map(([topic, list]) => [topic, list.join(', ')]),
      terminal,
    ),
  );
}

async function writeEntries(entries: readonly Entry[], terminal: Terminal, options: ListOptions): Promise<void> {
  if (options.json) {
    const items = entries.map(({ name, doc }) => ({ name, doc }));
    return writeLine(terminal.output, JSON.stringify(items, null, 2));
  }
  await writeLine(
    terminal.output,
    toColumns(
      entries.map(({ name, doc }) => [name, doc]),
      terminal,
    ),
  );
}

async function writeEntry(entry: Entry, terminal: Terminal, options: ListOptions): Promise<void> {
  const { name, doc, details, data } = entry;
  if (options.json) return writeLine(terminal.output, JSON.stringify({ name, doc, ...data }, null, 2));
  await writeLine(terminal.output, `${terminal.outputColors.bold(name)}: ${doc}`);
  if (details) await writeLine(terminal.output, `\n${details}`);
}

function typologyEntry(typology: TypologyDeclaration): Entry {
  const { name, family, parameters } = typology;
  const rows = Object.entries(parameters).map(([key, parameter]) => [
    key,
    JSON.stringify(parameter.default),
    allowedValues(parameter),
    describeParameter(parameter),
  ]);
  const example = Object.entries(parameters)[0];
  const setting = example ? `, ${example[0]}: ${JSON.stringify(example[1].default)}` : '';
  const details = `In a scenario:  ${name}: { weight: 1${setting} }\n\n${toTable(['parameter', 'default', 'allowed', ''], rows)}`;
  return { name, doc: `${typology.doc} (${family})`, details, data: { family, parameters } };
}

function allowedValues({ kind, min, max, choices }: ParameterDeclaration): string {
  return kind === 'choice' ? (choices ?? []).join(', ') : `${min ?? ''} .. ${max ?? ''}`;
}

function tableEntry({ name, path, doc, columns }: TableDeclaration): Entry {
  const rows = Object.entries(columns).map(([column, { type, nullable, knownAt, doc: text }]) => [
    column,
    nullable ? `${type}?` : type,
    knownAt,
    text,
  ]);
  return {
    name,
    doc,
    details: `${path}\n\n${toTable(['column', 'type', 'known at', ''], rows)}`,
    data: { path, columns },
  };
}
