import { routine, typologies } from '../behaviors/index.ts';
import { outputs } from '../outputs/index.ts';
import { checks } from '../src/checks/catalogue/index.ts';
import { scenarioCatalogue } from '../src/cli/catalogue.ts';
import type { Behavior } from '../src/kernel/behavior.ts';
import { scenarioJsonSchema } from '../src/scenario/json-schema.ts';
import { describeParameter, type ParameterDeclaration } from '../src/scenario/parameters.ts';
import { readPresets } from '../src/scenario/presets.ts';
import type { TypologyDeclaration } from '../src/scenario/schema.ts';
import type { Table } from '../src/schema/column.ts';
import { tables } from '../src/schema/tables.ts';
import { fixedVocabularies } from '../src/schema/vocabularies.ts';
import type { GeneratedFile } from './generated-file.ts';

const NOTE = '<!-- Written by `npm run generate`. Do not edit. -->';

/** The pages of `docs/` that list what is declared elsewhere. */
export function referencePages(): GeneratedFile[] {
  return [
    { path: 'docs/data.md', text: dataPage() },
    { path: 'docs/catalogue.md', text: cataloguePage() },
  ];
}

function dataPage(): string {
  return page([
    NOTE,
    '# The data',
    'What `fraudworld generate` writes, table by table. `src/schema` is the source of this page, of the files and of every check of their columns.',
    [
      '- A `?` behind a type means that the value may be missing.',
      '- *known* says when a value became known. A detector that decides on a row sees its `request` columns, and of earlier rows everything but `truth`.',
      '- Times are UTC with microseconds. `money` is a double in currency units that is exact cents, or DECIMAL(18,2) with `outputs.money: decimal`. `code` is a string from a closed vocabulary (below), `ip` an IPv4 address as an integer (`ip_text(ip)` in `fraudworld query` shows it dotted).',
      '- A table with months lies in `<path>/month=YYYY-MM/part-NNNN.<ext>`, by UTC month; days of the scenario are local, so the first rows may fall into the month before.',
    ].join('\n'),
    table(
      ['table', 'a row is'],
      tables.map((each) => [`[\`${each.name}\`](#${each.name})`, each.doc]),
    ),
    ...tables.map(tableSection),
    '## Vocabularies',
    'Closed lists of the `code` columns. `bank`, `typology` and `behavior` depend on the world and the catalogues.',
    table(
      ['vocabulary', 'values'],
      Object.entries(fixedVocabularies).map(([name, values]) => [name, values.join(', ')]),
    ),
  ]);
}

function tableSection({ name, path, partition, doc, columns }: Table): string {
  const rows = Object.entries(columns).map(([column, { type, nullable, vocabulary, knownAt, doc: text }]) => [
    `\`${column}\``,
    `${vocabulary === undefined ? type : `code \`${vocabulary}\``}${nullable ? '?' : ''}`,
    knownAt,
    text,
  ]);
  const place = partition === 'month' ? `\`${path}/month=.../\`` : `\`${path}\``;
  return page([`## ${name}`, `${place}: ${doc}`, table(['column', 'type', 'known', ''], rows)]).trimEnd();
}

function cataloguePage(): string {
  const behaviors: readonly Behavior[] = routine;
  return page([
    NOTE,
    '# The catalogues',
    'What a scenario can name. `fraudworld list` shows the same; CONTRIBUTING.md says how to add an entry.',
    '## Settings of a scenario',
    table(['setting', 'default', ''], settings()),
    '## Presets',
    table(
      ['preset', ''],
      readPresets().map(({ name, doc }) => [`\`${name}\``, doc]),
    ),
    '## Typologies',
    'A weight is all that `fraud.mix` needs; the long form adds a window (`from`, `to`) and parameters. A pair is a range from which every campaign draws a value of its own.',
    ...typologies.map(typologySection),
    '## Routine behaviours',
    '`behaviors:` scales how often each happens.',
    table(
      ['behaviour', 'of', '', 'looks like'],
      behaviors.map(({ name, who, doc, lookAlikeOf = [] }) => [`\`${name}\``, who, doc, lookAlikeOf.join(', ')]),
    ),
    '## Outputs',
    table(
      ['format', ''],
      outputs.map(({ name, doc }) => [`\`${name}\``, doc]),
    ),
    '## Checks',
    table(
      ['check', 'holds when'],
      checks.map(({ name, doc }) => [`\`${name}\``, doc]),
    ),
  ]);
}

interface JsonSchema {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** Settings that are groups of catalogue entries; they have sections of their own. */
const BY_ENTRY = ['fraud.mix', 'behaviors'];

function settings(): string[][] {
  const rows: string[][] = [];
  const visit = (schema: JsonSchema, path: string): void => {
    const children = BY_ENTRY.includes(path) ? [] : Object.entries(schema.properties ?? {});
    if (children.length === 0) {
      const value = BY_ENTRY.includes(path) ? undefined : schema.default;
      rows.push([`\`${path}\``, value === undefined ? '' : `\`${JSON.stringify(value)}\``, schema.description ?? '']);
    }
    for (const [key, child] of children) visit(child, path === '' ? key : `${path}.${key}`);
  };
  visit(JSON.parse(scenarioJsonSchema(scenarioCatalogue)) as JsonSchema, '');
  return rows;
}

function typologySection(typology: TypologyDeclaration): string {
  const rows = Object.entries(typology.parameters).map(([name, parameter]) => [
    `\`${name}\``,
    `\`${JSON.stringify(parameter.default)}\``,
    allowed(parameter),
    describeParameter(parameter),
  ]);
  const head = `### ${typology.name}`;
  return page([
    head,
    `${typology.doc} (${typology.family})`,
    table(['parameter', 'default', 'allowed', ''], rows),
  ]).trimEnd();
}

function allowed({ kind, min, max, choices }: ParameterDeclaration): string {
  return kind === 'choice' ? (choices ?? []).join(', ') : `${min ?? 0} to ${max ?? 1}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
