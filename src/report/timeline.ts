import * as Plot from '@observablehq/plot';
import type { CampaignStory, StoryPayment } from '../analysis/campaign-story.ts';
import { stages } from '../schema/vocabularies.ts';
import { draw, responsive } from './chart.ts';
import type { Markup } from './markup.ts';
import { formatMoney, inWords } from './numbers.ts';
import { edgeColors } from './ring.ts';

const LEARNS = 'bank learns';
const RECOVERY = 'recovery';

/** Something that happens in a lane of the timeline. */
interface Moment {
  readonly lane: string;
  readonly time: Date;
  readonly amount: number;
  readonly color: string;
  readonly isApproved: boolean;
  readonly title: string;
}

/** A campaign in time: a lane for every stage, one for money coming back, one for what the bank learns. */
export function timeline(story: CampaignStory): Markup {
  const end = lastShown(story);
  const moments = momentsOf(story).filter(({ time }) => time.getTime() <= end);
  const lanes = lanesOf(moments);
  const [first = end] = moments.map(({ time }) => time.getTime()).sort((a, b) => a - b);
  const margin = Math.max(60_000, (end - first) * 0.03);
  return responsive(({ width, isNarrow }) =>
    draw(`Timeline of a campaign of ${inWords(story.typology)}`, {
      width: isNarrow ? width : 500,
      height: 52 + (isNarrow ? 34 : 44) * lanes.length,
      marginBottom: 30,
      marginLeft: 80,
      marginRight: 16,
      x: {
        type: 'utc',
        label: null,
        domain: [new Date(first - margin), new Date(end + margin)],
        ticks: isNarrow ? 3 : 6,
        tickFormat: formatMoment,
      },
      y: { label: null, domain: lanes, tickSize: 0, tickFormat: inWords },
      r: { range: [2.5, 9], domain: [0, Math.max(1, ...moments.map(({ amount }) => amount))] },
      marks: [
        Plot.ruleY(lanes, { stroke: 'var(--line)' }),
        Plot.dot(
          moments.filter(({ lane }) => lane !== LEARNS),
          {
            x: 'time',
            y: 'lane',
            r: 'amount',
            fill: ({ color, isApproved }: Moment) => (isApproved ? color : 'var(--panel)'),
            fillOpacity: 0.75,
            stroke: 'color',
            strokeWidth: 1.3,
            title: 'title',
          },
        ),
        Plot.tickX(
          moments.filter(({ lane }) => lane === LEARNS),
          {
            x: 'time',
            y: 'lane',
            stroke: 'var(--text)',
            strokeWidth: 1.5,
            insetTop: 5,
            insetBottom: 5,
            title: 'title',
          },
        ),
      ],
    }),
  );
}

/**
 * What follows a campaign may take weeks, and would press its minutes into a point: half of its length afterwards is
 * shown.
 */
export function lastShown({ payments }: CampaignStory): number {
  const times = payments.filter(({ role }) => role !== RECOVERY).map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return last + 0.5 * (last - first);
}

function momentsOf({ payments }: CampaignStory): Moment[] {
  return payments.flatMap((payment): Moment[] => {
    const { time, amount, isApproved, role, labelTime, transactionId } = payment;
    const lane = laneOf(payment);
    const outcome = isApproved ? '' : ', declined';
    const title = `${inWords(lane)}: ${formatMoney(amount)} EUR${outcome}`;
    const moment = { lane, time: new Date(time), amount, isApproved, color: edgeColors[role] ?? 'var(--muted)', title };
    if (labelTime === null) return [moment];
    const learns = {
      ...moment,
      lane: LEARNS,
      time: new Date(labelTime),
      title: `payment ${transactionId} is called fraud`,
    };
    return [moment, learns];
  });
}

function laneOf({ role, stage }: StoryPayment): string {
  return role === RECOVERY ? RECOVERY : (stage ?? role);
}

function lanesOf(moments: readonly Moment[]): string[] {
  const order: readonly string[] = [...stages, RECOVERY, LEARNS];
  const found = new Set(moments.map(({ lane }) => lane));
  return [...found].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** `14:30`, and at midnight `3 May`. */
function formatMoment(time: Date): string {
  const clock = time.toISOString().slice(11, 16);
  if (clock !== '00:00') return clock;
  return time.toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
