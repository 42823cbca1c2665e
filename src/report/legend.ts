import { html, type Markup } from './markup.ts';

/** What a colour means. */
export interface LegendEntry {
  readonly color: string;
  readonly name: string;
}

/** The meaning of colours, as a line of text above a drawing. */
export function legend(entries: readonly LegendEntry[]): Markup {
  const items = entries.map(({ color, name }) => html`<li><span style="background:${color}"></span>${name}</li>`);
  return html`<ul class="legend">${items}</ul>`;
}

/** The two classes have the same colours everywhere. */
export const classLegend: Markup = legend([
  { color: 'var(--honest)', name: 'honest' },
  { color: 'var(--fraud)', name: 'fraudulent' },
]);
