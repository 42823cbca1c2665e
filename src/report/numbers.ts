const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const plural = new Intl.PluralRules('en');

/** `1,234,567` */
export const formatCount = (count: number): string => whole.format(count);

/** `1,234.50` */
export const formatMoney = (units: number): string => cents.format(units);

/** `0.200 %`: three significant digits, as small shares need. */
export function formatShare(share: number): string {
  if (share === 0) return '0 %';
  const percent = Number((Math.abs(share) * 100).toPrecision(3));
  const digits = Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(percent))));
  return `${(share * 100).toFixed(digits)} %`;
}

/** `1 campaign`, `2 campaigns`, `3 recoveries` */
export function formatNoun(count: number, noun: string): string {
  const several = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${formatCount(count)} ${plural.select(count) === 'one' ? noun : several}`;
}

/** `45 minutes`, `7 hours`, `3.2 days` */
export function formatDuration(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours < 1) return formatNoun(Math.round(hours * 60), 'minute');
  if (hours < 48) return formatNoun(Math.round(hours), 'hour');
  return `${(hours / 24).toFixed(1)} days`;
}

/** `account takeover` for `account_takeover`: names of data in a sentence. */
export const inWords = (name: string): string => name.replaceAll('_', ' ');
