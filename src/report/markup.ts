/** Markup that is finished: whatever in it came from data has been escaped. */
export interface Markup {
  readonly markup: string;
}

/** What a template may hold: text, which is escaped, and markup, which is not. */
export type Content = string | number | Markup | readonly Content[] | undefined;

/**
 * A template of HTML in which every value is escaped unless it is markup already.
 *
 * @example
 * html`<p>${'<script>'}</p>`.markup === '<p>&lt;script&gt;</p>';
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = strings.map((text, index) => (index === 0 ? text : `${toMarkup(values[index - 1])}${text}`));
  return { markup: parts.join('') };
}

/** Text as HTML shows it, in elements and in quoted attributes. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function toMarkup(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeText(String(content));
  return 'markup' in content ? content.markup : content.map(toMarkup).join('');
}
