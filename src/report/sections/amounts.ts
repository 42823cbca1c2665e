import * as Plot from '@observablehq/plot';
import { draw, figure, responsive } from '../chart.ts';
import { classLegend } from '../legend.ts';
import { html } from '../markup.ts';
import { formatMoney } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import type { Section } from '../section.ts';

/** How large the payments of each class are. */
export function amounts({ amounts: bins, medians, balance }: ReportFacts): Section {
  const fraudRows = balance.total.fraudRows;
  const honestRows = balance.total.rows - fraudRows;
  const shares = bins.map(({ from, to, rows, fraudRows: fraud }) => ({
    from,
    to,
    honest: honestRows === 0 ? 0 : (rows - fraud) / honestRows,
    fraud: fraudRows === 0 ? 0 : fraud / fraudRows,
  }));
  // Without its tails of single rows, the picture has room for what is usual.
  const shown = shares.filter(({ honest, fraud }) => honest > 0.0002 || fraud > 0.0002);
  return {
    id: 'amounts',
    name: 'Amounts',
    title: titleOf(medians),
    body: html`
      <p>Each class adds up to 100 %, so that the two can be compared although one is far larger. Every factor of ten has
      six bins.</p>
      ${classLegend}
      ${figure(
        'Amounts of honest and of fraudulent payments',
        responsive(({ width, isNarrow }) =>
          draw('Share of the payments of each class by amount', {
            width,
            height: isNarrow ? 220 : 280,
            marginLeft: 46,
            x: {
              type: 'log',
              label: 'amount in EUR',
              tickFormat: (amount: number) => amount.toLocaleString('en'),
              ticks: isNarrow ? 4 : 7,
            },
            y: { label: 'share of its class in %', grid: true, percent: true, ticks: 5 },
            marks: [
              Plot.rectY(shown, { x1: 'from', x2: 'to', y: 'honest', fill: 'var(--honest)', fillOpacity: 0.55 }),
              Plot.rectY(shown, {
                x1: 'from',
                x2: 'to',
                y: 'fraud',
                fill: 'var(--fraud)',
                fillOpacity: 0.25,
                stroke: 'var(--fraud)',
                strokeWidth: 1.5,
              }),
              Plot.ruleY([0], { stroke: 'var(--line)' }),
            ],
          }),
        ),
      )}`,
  };
}

function titleOf({ honest, fraud }: ReportFacts['medians']): string {
  if (honest === null) return 'Nothing is paid';
  const half = `Half of the honest payments are below ${formatMoney(honest)} EUR`;
  return fraud === null ? half : `${half}, half of the fraudulent ones below ${formatMoney(fraud)} EUR`;
}
