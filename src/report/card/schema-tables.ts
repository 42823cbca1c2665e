import type { Column, Table } from '../../schema/column.ts';
import { foreignKeys, primaryKey } from '../../schema/keys.ts';
import { tables } from '../../schema/tables.ts';
import { formatCount } from '../numbers.ts';
import { type CardFacts, rowsOf } from './card-facts.ts';

/** Every table of a dataset with its columns, as Markdown. */
export function schemaTables(facts: CardFacts): string {
  const overview = tables.map((table) => [`\`${table.path}\``, formatCount(rowsOf(table.name, facts)), table.doc]);
  return [
    '## Tables',
    'A `?` behind a type means that the value may be missing; `known` says when it was known. A detector that decides on a row may see its `request` columns, and of earlier rows everything but `truth`.',
    markdownTable(['path', 'rows', 'a row is'], overview),
    ...tables.map((table) => `### ${table.name}\n\n${columnsOf(table)}`),
  ].join('\n\n');
}

function columnsOf(table: Table): string {
  const rows = Object.entries(table.columns).map(([name, column]) => [
    `\`${name}\``,
    `${column.type}${column.nullable ? '?' : ''}`,
    column.knownAt,
    `${column.doc}${keyOf(table, name, column)}`,
  ]);
  return markdownTable(['column', 'type', 'known', ''], rows);
}

function keyOf(table: Table, name: string, { doc }: Column): string {
  if (primaryKey(table) === name) return ' **Key.**';
  const target = foreignKeys.find(([owner, own]) => owner === table.name && own === name);
  const words = target && ` Names a row of \`${target[2]}\`.`;
  return words === undefined || doc.includes(target![2]) ? '' : words;
}

/** A table of Markdown; a bar in a cell does not end it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
