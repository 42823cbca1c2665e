import Table from 'cli-table3';
import type { Terminal } from './terminal.ts';

/** Two columns: names, and texts wrapped to the width of the terminal. */
export function toColumns(
  rows: readonly (readonly [string, string])[],
  { outputWidth, outputColors }: Terminal,
): string {
  const nameWidth = Math.max(0, ...rows.map(([name]) => name.length));
  const textWidth = Math.max(30, Math.min(outputWidth, 110) - nameWidth - 2);
  return rows
    .map(([name, text]) => {
      const [first = '', ...rest] = wrap(text, textWidth);
      const indented = rest.map((line) => `\n${' '.repeat(nameWidth + 2)}${line}`).join('');
      return `${outputColors.bold(name.padEnd(nameWidth))}  ${first}${indented}`;
    })
    .join('\n');
}

/** A table whose last column is wrapped prose. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  for (const row of rows) table.push([...row.slice(0, -1), wrap(row.at(-1) ?? '', 60).join('\n')]);
  return table.toString();
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
