import type { Row } from '../analysis/plain-value.ts';
import { formatCell } from './format-cell.ts';
import type { Scorecard } from './scorecard.ts';

/** The scorecard in a few sentences. */
export function headline({ summary, intervals }: Scorecard): string[] {
  const money = (name: string): string => `EUR ${formatCell(summary[name], 'money')}`;
  const count = (name: string): string => formatCell(summary[name], 'count');
  const share = (name: string): string => formatCell(summary[name], 'share');
  const fraud =
    Number(summary.campaigns) === 0
      ? 'No campaign took place while it decided.'
      : `It hindered ${count('detected')} of ${count('campaigns')} campaigns (${share('recall')}${boundsOf(intervals, 'recall', 'share')}) ` +
        `and refused ${share('value_recall')} of the money they tried to move${boundsOf(intervals, 'value_recall', 'share')}; ` +
        `victims lost ${money('lost')}${boundsOf(intervals, 'lost', 'money')}.`;
  const lines = [
    `${summary.detector} (${summary.mode}): ${count('decisions')} decisions, net cost ${money('cost')}.`,
    fraud,
    `Honest customers: ${count('honest_refused')} payments refused (${share('honest_refused_share')}, ${money('honest_refused_value')}), ` +
      `${count('step_ups')} step-ups, ${count('customers_lost')} ${Number(summary.customers_lost) === 1 ? 'customer' : 'customers'} lost.`,
    `Analysts: ${count('alerts')} alerts${summary.alert_precision === null ? '' : `, ${share('alert_precision')} right`}` +
      `${summary.precision_at_k === null ? '' : `; precision at the daily budget ${share('precision_at_k')} of at most ${share('ceiling')}`}.`,
  ];
  if (summary.mode !== 'duel')
    lines.push('Nobody reacts to these decisions: what customers and criminals make of them, a duel shows.');
  if (Number(summary.fallbacks) > 0) lines.push(`The detector failed on ${count('fallbacks')} payments.`);
  return lines;
}

/** ` [50.0 %, 98.2 %]`: the 95 % interval of a headline number. */
function boundsOf(intervals: readonly Row[], metric: string, format: 'share' | 'money'): string {
  const found = intervals.find((row) => row.metric === metric);
  return found === undefined ? '' : ` [${formatCell(found.low, format)}, ${formatCell(found.high, format)}]`;
}
