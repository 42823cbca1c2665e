import * as Plot from '@observablehq/plot';
import * as linkedom from 'linkedom';
import { escapeText, html, type Markup } from './markup.ts';

/** linkedom's types need those of a browser, which nothing else here has. */
const parseHTML = linkedom.parseHTML as unknown as (text: string) => { readonly document: never };

/** Widths in pixels at which charts are drawn: for a page, and for a telephone, where text must not shrink. */
const widths = { wide: 880, narrow: 336 } as const;

/** What a chart needs to know of its place. */
export interface Frame {
  readonly width: number;
  readonly isNarrow: boolean;
}

/**
 * Draws a chart as SVG on the server. Colours are CSS custom properties of the page, so that one drawing serves light
 * and dark.
 *
 * @param label What the chart shows, for those who hear the page.
 */
export function draw(label: string, options: Plot.PlotOptions): Markup {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const figure = Plot.plot({ marginBottom: 42, ...options, document });
  // The rules that Plot writes into every drawing are in the stylesheet of the page.
  for (const style of figure.querySelectorAll('style')) style.remove();
  figure.setAttribute('class', 'chart');
  figure.setAttribute('role', 'img');
  // linkedom escapes text, but of attributes only the quotes.
  const markup = shorten(figure.outerHTML).replace('<svg ', () => `<svg aria-label="${escapeText(label)}" `);
  return { markup };
}

/** A drawing in both widths, of which the stylesheet shows one. */
export function responsive(drawAt: (frame: Frame) => Markup): Markup {
  const wide = drawAt({ width: widths.wide, isNarrow: false });
  const narrow = drawAt({ width: widths.narrow, isNarrow: true });
  return html`<div class="wide">${wide}</div><div class="narrow">${narrow}</div>`;
}

/** A drawing with what it says above it and what one should know below. */
export function figure(title: string, drawing: Markup, note?: Markup): Markup {
  return html`<figure><h3>${title}</h3>${drawing}${note && html`<figcaption>${note}</figcaption>`}</figure>`;
}

/** A tenth of a pixel is enough; the rest of the digits would be half of the file. */
function shorten(svg: string): string {
  return svg.replaceAll(/ (d|transform|x|y|x1|x2|y1|y2|cx|cy|r|width|height)="[^"]*"/g, (attribute) =>
    attribute.replaceAll(/\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)),
  );
}
