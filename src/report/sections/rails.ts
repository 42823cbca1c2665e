import * as Plot from '@observablehq/plot';
import type { RailCount } from '../../analysis/activity.ts';
import { draw, type Frame, figure, responsive } from '../chart.ts';
import { classLegend } from '../legend.ts';
import { html, type Markup } from '../markup.ts';
import { formatCount, formatShare, inWords } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

/** Which way honest and fraudulent payments go. */
export function rails({ rails: counts, balance }: ReportFacts): Section {
  const of = (dimension: RailCount['dimension']) => counts.filter((each) => each.dimension === dimension);
  const types = of('payment_type');
  const channels = of('channel');
  return {
    id: 'rails',
    name: 'Rails and channels',
    title: titleOf(types, balance.total.fraudRows),
    body: html`
      <p>For each rail the share of the honest and of the fraudulent rows that take it: where the red dot is right of the
      blue one, fraud is more frequent than elsewhere.</p>
      ${classLegend}
      <div class="pair">
      ${figure('By rail', dumbbells(types, balance.total))}
      ${figure('By channel', dumbbells(channels, balance.total))}
      </div>
      ${railTable(types)}`,
  };
}

function titleOf(types: readonly RailCount[], fraudRows: number): string {
  const [usual] = types;
  if (usual === undefined) return 'Nothing is paid';
  const [worst] = [...types].sort((a, b) => b.fraudRows - a.fraudRows);
  const honest = `Most payments are ${inWords(usual.name)}s`;
  if (fraudRows === 0 || worst === undefined) return honest;
  return `${honest}; ${formatShare(worst.fraudRows / fraudRows)} of fraud goes by ${inWords(worst.name)}`;
}

function dumbbells(counts: readonly RailCount[], total: { rows: number; fraudRows: number }): Markup {
  const points = counts.map(({ name, rows, fraudRows }) => ({
    name: inWords(name),
    honest: (rows - fraudRows) / Math.max(1, total.rows - total.fraudRows),
    fraud: fraudRows / Math.max(1, total.fraudRows),
  }));
  const drawAt = ({ width, isNarrow }: Frame): Markup =>
    draw('Share of the payments of each class', {
      width: isNarrow ? width : Math.floor(width / 2) - 12,
      height: 50 + 20 * points.length,
      marginLeft: 142,
      marginRight: 14,
      x: { label: 'share of its class in %', percent: true, grid: true, zero: true, ticks: 5 },
      y: { label: null, domain: points.map(({ name }) => name), tickSize: 0 },
      marks: [
        Plot.link(points, { x1: 'honest', x2: 'fraud', y1: 'name', y2: 'name', stroke: 'var(--line)', strokeWidth: 3 }),
        Plot.dot(points, { x: 'honest', y: 'name', r: 4.5, fill: 'var(--honest)' }),
        ...(total.fraudRows > 0 ? [Plot.dot(points, { x: 'fraud', y: 'name', r: 4.5, fill: 'var(--fraud)' })] : []),
      ],
    });
  return responsive(drawAt);
}

function railTable(types: readonly RailCount[]): Markup {
  return table(
    ['rail', 'rows', 'declined', 'fraudulent', 'prevalence'],
    types.map(({ name, rows, declinedRows, fraudRows }) => [
      inWords(name),
      formatCount(rows),
      formatShare(declinedRows / rows),
      formatCount(fraudRows),
      formatShare(fraudRows / rows),
    ]),
  );
}
