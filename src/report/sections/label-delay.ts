import * as Plot from '@observablehq/plot';
import type { LabelDelay } from '../../analysis/label-delay.ts';
import { draw, figure, responsive } from '../chart.ts';
import { legend } from '../legend.ts';
import { html } from '../markup.ts';
import { formatCount, formatShare, inWords } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const HORIZON_DAYS = 60;
const familyColors: Readonly<Record<string, string>> = {
  fraud: 'var(--role-1)',
  scam: 'var(--role-2)',
  laundering: 'var(--role-3)',
  first_party: 'var(--role-4)',
};

/** How many days pass until the banks know what they have been through. */
export function labelDelay({ delays }: ReportFacts): Section {
  const rows = delays.reduce((sum, { fraudRows }) => sum + fraudRows, 0);
  const known = delays.reduce((sum, { knownRows }) => sum + knownRows, 0);
  const curves = delays.flatMap(curveOf);
  const colorOf = (family: string) => familyColors[family] ?? 'var(--role-5)';
  return {
    id: 'labels',
    name: 'Label delay',
    title:
      rows === 0
        ? 'There is no fraud to learn of'
        : `The banks learn of ${formatShare(known / rows)} of the fraud, late`,
    body: html`
      <p>Share of the rows of each family that a bank has called fraud so many days afterwards. Where a curve levels out
      below 100 %, the rest is never found. A model trained on what was known at a time must use
      <code>labels_as_of(t)</code>, not <code>is_fraud</code>.</p>
      ${legend(delays.map(({ family }) => ({ color: colorOf(family), name: inWords(family) })))}
      ${
        curves.length > 0
          ? figure(
              'Known so many days after the payment',
              responsive(({ width, isNarrow }) =>
                draw('Share of fraud that is known by days since the payment', {
                  width,
                  height: isNarrow ? 220 : 260,
                  marginLeft: 46,
                  x: { label: 'days since the payment', domain: [0, HORIZON_DAYS], ticks: isNarrow ? 4 : 7 },
                  y: { label: 'known in %', domain: [0, 100], percent: true, grid: true, ticks: 5 },
                  marks: [
                    Plot.ruleY([0], { stroke: 'var(--line)' }),
                    Plot.lineY(curves, {
                      x: 'day',
                      y: 'share',
                      z: 'family',
                      stroke: ({ family }: Point) => colorOf(family),
                      strokeWidth: 2,
                    }),
                  ],
                }),
              ),
            )
          : undefined
      }
      ${table(
        ['family', 'rows', 'known', 'half of the known by', 'nine in ten by'],
        delays.map(({ family, fraudRows, knownRows, days }) => [
          inWords(family),
          formatCount(fraudRows),
          formatShare(knownRows / fraudRows),
          inDays(quantile(days, 0.5)),
          inDays(quantile(days, 0.9)),
        ]),
      )}`,
  };
}

interface Point {
  readonly family: string;
  readonly day: number;
  readonly share: number;
}

/** A point every half day is as fine as the picture. */
function curveOf({ family, fraudRows, days }: LabelDelay): Point[] {
  let known = 0;
  return Array.from({ length: 2 * HORIZON_DAYS + 1 }, (_, index) => {
    const day = index / 2;
    while (known < days.length && days[known]! <= day) known++;
    return { family, day, share: known / fraudRows };
  });
}

function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function inDays(days: number | undefined): string {
  return days === undefined ? 'never' : `${days.toFixed(1)} days`;
}
