import { type Content, html, type Markup } from './markup.ts';

/**
 * A table that scrolls by itself where the page is too narrow. The first column is text, the others are numbers unless
 * `texts` names their positions.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly Content[])[],
  { texts = [], total = false }: { readonly texts?: readonly number[]; readonly total?: boolean } = {},
): Markup {
  const kind = (column: number) => (column === 0 || texts.includes(column) ? 'text' : 'number');
  const cells = (row: readonly Content[]) => row.map((cell, column) => html`<td class="${kind(column)}">${cell}</td>`);
  const lines = rows.map((row, index) =>
    total && index === rows.length - 1 ? html`<tr class="total">${cells(row)}</tr>\n` : html`<tr>${cells(row)}</tr>\n`,
  );
  const heads = head.map((name, column) => html`<th scope="col" class="${kind(column)}">${name}</th>`);
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${heads}</tr></thead>\n<tbody>${lines}</tbody></table></div>`;
}
