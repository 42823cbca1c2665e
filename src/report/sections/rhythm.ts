import * as Plot from '@observablehq/plot';
import { offsetMs } from '../../world/calendar.ts';
import { draw, type Frame, figure, responsive } from '../chart.ts';
import { classLegend } from '../legend.ts';
import { html, type Markup } from '../markup.ts';
import { formatShare } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import type { Section } from '../section.ts';

const HOUR_MS = 3_600_000;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Share of the rows of a class in one slot of the day or week. */
interface Slot {
  readonly slot: number;
  readonly class: 'honest' | 'fraud';
  readonly share: number;
}

/** At which hours and on which days people pay, and criminals strike. */
export function rhythm({ hours }: ReportFacts): Section {
  const byHour = sharesBy(hours, 24, (local) => local % 24);
  // 1 January 1970 was a Thursday.
  const byWeekday = sharesBy(hours, 7, (local) => (Math.floor(local / 24) + 3) % 7);
  const night = (name: Slot['class']) =>
    byHour.filter((each) => each.class === name && each.slot < 6).reduce((sum, { share }) => sum + share, 0);
  const hasFraud = byHour.some((each) => each.class === 'fraud' && each.share > 0);
  const fraudAtNight = hasFraud ? ` and ${formatShare(night('fraud'))} of fraud` : '';
  return {
    id: 'rhythm',
    name: 'Hours and weekdays',
    title: `${formatShare(night('honest'))} of honest payments${fraudAtNight} come between midnight and six`,
    body: html`
      <p>Local time of the country. Each class adds up to 100 %. Banks book salaries, rents and settlements in batches,
      which makes the peaks of the honest line.</p>
      ${classLegend}
      <div class="pair">
      ${figure(
        'By hour of the day',
        lines(byHour, 24, 'hour of the day', (hour) => String(hour)),
      )}
      ${figure(
        'By weekday',
        lines(byWeekday, 7, 'weekday', (day) => weekdays[day]!),
      )}
      </div>`,
  };
}

function sharesBy(hours: ReportFacts['hours'], slots: number, slotOf: (localHour: number) => number): Slot[] {
  const honest = new Array<number>(slots).fill(0);
  const fraud = new Array<number>(slots).fill(0);
  for (const { hour, rows, fraudRows } of hours) {
    const slot = slotOf(hour + offsetMs(hour * HOUR_MS) / HOUR_MS);
    honest[slot]! += rows - fraudRows;
    fraud[slot]! += fraudRows;
  }
  return [...toShares(honest, 'honest'), ...toShares(fraud, 'fraud')];
}

function toShares(counts: readonly number[], name: Slot['class']): Slot[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, slot) => ({ slot, class: name, share: total === 0 ? 0 : count / total }));
}

function lines(shares: readonly Slot[], slots: number, label: string, name: (slot: number) => string): Markup {
  const colorOf = (each: Slot) => `var(--${each.class})`;
  const drawAt = ({ width, isNarrow }: Frame): Markup =>
    draw(`Share of the payments of each class by ${label}`, {
      width: isNarrow ? width : Math.floor(width / 2) - 12,
      height: 230,
      marginLeft: 40,
      x: {
        label: label === 'weekday' ? null : label,
        domain: [0, slots - 1],
        ticks: slots === 24 ? [0, 6, 12, 18, 23] : slots,
        tickFormat: name,
        inset: slots === 24 ? 4 : 16,
      },
      y: { label: 'share of its class in %', grid: true, percent: true, zero: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--line)' }),
        Plot.lineY(shares, { x: 'slot', y: 'share', z: 'class', stroke: colorOf, strokeWidth: 2 }),
        Plot.dot(shares, { x: 'slot', y: 'share', r: 2.5, fill: colorOf }),
      ],
    });
  return responsive(drawAt);
}
