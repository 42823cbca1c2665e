import * as Plot from '@observablehq/plot';
import type { SimTime } from '../../kernel/units.ts';
import { DAY } from '../../kernel/units.ts';
import { dayOf, parseDay } from '../../world/calendar.ts';
import { draw, type Frame, figure, responsive } from '../chart.ts';
import { html } from '../markup.ts';
import { formatCount, formatShare } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import type { Section } from '../section.ts';

/** A local day of the log, or a week where the log is longer than a picture has room for. */
interface Period {
  readonly start: Date;
  readonly end: Date;
  readonly honest: number;
  readonly fraud: number;
}

const HOUR_MS = 3_600_000;
/** Beyond this many days a point is a week. */
const MOST_DAYS = 400;

/** How much is paid, and how much of it is fraud, over time: each class on a scale of its own. */
export function volumes({ manifest, balance, hours }: ReportFacts): Section {
  const { days, start } = manifest.scenario;
  const step = days > MOST_DAYS ? 7 : 1;
  const periods = toPeriods(hours, parseDay(start), days, step);
  const unit = step === 1 ? 'day' : 'week';
  const { rows, fraudRows, prevalence } = balance.total;
  const perDay = (count: number) => formatCount(Math.round(count / days));
  const panel = (name: string, value: (period: Period) => number, color: string) => (frame: Frame) =>
    draw(`${name} a ${unit}`, {
      width: frame.width,
      height: frame.isNarrow ? 130 : 150,
      marginBottom: 32,
      marginLeft: 52,
      marginRight: 8,
      x: { type: 'utc', label: null, ticks: frame.isNarrow ? 4 : 8 },
      y: { label: `${name} a ${unit}`, grid: true, ticks: 4, zero: true, tickFormat: 's' },
      marks: [
        Plot.rectY(periods, { x1: 'start', x2: 'end', y: value, fill: color, insetLeft: 0.3, insetRight: 0.3 }),
        Plot.ruleY([0], { stroke: 'var(--line)' }),
      ],
    });
  return {
    id: 'volumes',
    name: 'Volumes',
    title: `${perDay(rows)} payments a day, ${perDay(fraudRows)} of them fraudulent`,
    body: html`
      <p>Rows of <code>transactions</code> by local ${unit}, declined attempts included. The two classes have scales of
      their own: on one scale, fraud (${formatShare(prevalence)} of the rows) would not be seen.</p>
      ${figure('Honest payments', responsive(panel('honest', ({ honest }) => honest, 'var(--honest)')))}
      ${figure('Fraudulent payments', responsive(panel('fraudulent', ({ fraud }) => fraud, 'var(--fraud)')))}`,
  };
}

function toPeriods(hours: ReportFacts['hours'], firstDay: number, days: number, step: number): Period[] {
  const counts = Array.from({ length: Math.ceil(days / step) }, () => ({ honest: 0, fraud: 0 }));
  for (const { hour, rows, fraudRows } of hours) {
    const count = counts[Math.floor((dayOf((hour * HOUR_MS) as SimTime) - firstDay) / step)];
    if (count === undefined) continue;
    count.honest += rows - fraudRows;
    count.fraud += fraudRows;
  }
  return counts.map((count, index) => ({
    start: new Date((firstDay + index * step) * DAY),
    end: new Date((firstDay + Math.min(days, (index + 1) * step)) * DAY),
    ...count,
  }));
}
