const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const plural = new Intl.PluralRules('en');

/** `1,234,567` */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `1.23M` */
export function formatCompact(count: number): string {
  return compact.format(count);
}

/** `3 files`, `1 file` */
export function formatNoun(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${plural.select(count) === 'one' ? '' : 's'}`;
}

/** `0.201 %` */
export function formatShare(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

/** `61.2 MB`, in powers of ten as disks are sold. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** `3.2 s`, `4 min 05 s`, `2 h 10 min` */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
