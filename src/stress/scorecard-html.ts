import { headline } from './headline.ts';
import type { Scorecard } from './scorecard.ts';
import { isNumeric } from './scorecard-markdown.ts';
import { type Section, sectionsOf } from './scorecard-sections.ts';

const style = `
body { font: 15px/1.5 system-ui, sans-serif; color: #1b2733; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .2rem; }
p { max-width: 46rem; } .note { color: #5a6b7b; margin: 0 0 .5rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid #e3e8ee; }
th { color: #5a6b7b; font-weight: 500; } .number { text-align: right; }
td.share { background: linear-gradient(to right, #cfe3f7 var(--share), transparent var(--share)); }
code { background: #f1f4f7; padding: 0 .25rem; border-radius: 3px; }
@media (prefers-color-scheme: dark) {
  body { background: #14191f; color: #dce3ea; } th, td { border-color: #2b3540; } code { background: #232c36; }
  td.share { background: linear-gradient(to right, #24476a var(--share), transparent var(--share)); }
}`;

/** The scorecard as a page that needs nothing but itself. */
export function scorecardHtml(scorecard: Scorecard): string {
  const { detector, mode } = scorecard.summary;
  const title = `Scorecard of ${detector} (${mode})`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>${style}</style></head>
<body>
<h1>${escapeHtml(title)}</h1>
${headline(scorecard)
  .map((line) => `<p>${escapeHtml(line)}</p>`)
  .join('\n')}
<p class="note">Intervals are 95 %, by bootstrap over campaigns. Every number is a cell of the view named below its title.</p>
${sectionsOf(scorecard).map(sectionHtml).join('\n')}
</body>
</html>
`;
}

function sectionHtml({ title, note, view, head, rows }: Section): string {
  const classOf = (column: number): string => (isNumeric(rows, column) ? ' class="number"' : '');
  const cells = (row: readonly string[]): string => row.map((cell, column) => cellHtml(cell, classOf(column))).join('');
  return `<h2>${escapeHtml(title)}</h2>
<p class="note"><code>${escapeHtml(view)}</code> ${escapeHtml(note)}</p>
<table><thead><tr>${head.map((cell, column) => `<th${classOf(column)}>${escapeHtml(cell)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table>`;
}

/** A share is drawn behind its number. */
function cellHtml(cell: string, attributes: string): string {
  const share = /^([\d.]+) %$/.exec(cell);
  if (share === null) return `<td${attributes}>${escapeHtml(cell)}</td>`;
  return `<td class="number share" style="--share: ${Math.min(100, Number(share[1]))}%">${escapeHtml(cell)}</td>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
