import { headline } from './headline.ts';
import type { Scorecard } from './scorecard.ts';
import { type Section, sectionsOf } from './scorecard-sections.ts';

/** The scorecard as Markdown. */
export function scorecardMarkdown(scorecard: Scorecard): string {
  const { detector, mode } = scorecard.summary;
  const parts = [
    `# Scorecard of ${code(String(detector))} (${mode})`,
    headline(scorecard).join('\n'),
    `Intervals are 95 %, by bootstrap over campaigns. Every number is a cell of the view named below its title${mode === 'duel' ? howToQuery : ''}.`,
    ...sectionsOf(scorecard).map(sectionMarkdown),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Only a duel leaves a dataset behind that has these views. */
const howToQuery = ': `fraudworld query <directory> "FROM stress_typologies"`';

function sectionMarkdown({ title, note, view, head, rows }: Section): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = line(head.map((_, column) => (isNumeric(rows, column) ? '---:' : '---')));
  return [`## ${title}`, `${code(view)}: ${note}`, [line(head), rule, ...rows.map(line)].join('\n')].join('\n\n');
}

/** Whether a column holds numbers, which stand on the right. */
export function isNumeric(rows: Section['rows'], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => /^-?[\d.,]+( %)?$/.test(cell));
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
