import type { PlainValue } from '../analysis/plain-value.ts';

/** How a number is shown: shares as percent, money in whole EUR. */
export type Format = 'text' | 'count' | 'number' | 'money' | 'share';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0, signDisplay: 'negative' });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, signDisplay: 'negative' });

/** A cell as people read it; nothing for what does not exist. */
export function formatCell(value: PlainValue | undefined, format: Format): string {
  if (value === null || value === undefined) return '';
  switch (format) {
    case 'text':
      return String(value);
    case 'count':
    case 'money':
      return whole.format(Number(value));
    case 'number':
      return short.format(Number(value));
    case 'share':
      return `${(100 * Number(value)).toFixed(Math.abs(Number(value)) < 0.1 ? 2 : 1)} %`;
    default:
      return format satisfies never;
  }
}
