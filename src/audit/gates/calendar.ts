import { bootstrap, unweighted } from '../bootstrap.ts';
import { readCategory } from '../columns.ts';
import { rankByRate } from '../encoded.ts';
import { defineGate, type Measurement } from '../gate.ts';
import { averagePrecision } from '../ranking.ts';
import { type AuditSubject, prevalence } from '../subject.ts';

/** A stretch without fraud in the middle of the log is a mark, once it takes this share of it. */
const LONGEST_PAUSE = 0.25;

export default defineGate({
  name: 'calendar',
  doc: 'Time alone does not tell fraud: neither hour and weekday, nor days of fraud, nor days without honest payments.',
  peers: [{ peer: 'Sparkov', figure: 'the category of a payment is a function of its date' }],
  async measure(subject) {
    const days = countDays(subject);
    return [await hours(subject), worstDay(subject, days), daysOfFraudAlone(subject, days), longestPause(days)];
  },
});

async function hours(subject: AuditSubject): Promise<Measurement> {
  const hourOfWeek = `dayofweek(event_time) * 24 + hour(event_time)`;
  const column = await readCategory(subject, 'hour of the week', hourOfWeek, 'payments', 168);
  const ranking = rankByRate(subject, column);
  const lift = (weights: Float64Array) => averagePrecision(ranking, weights) / prevalence(subject);
  return {
    what: 'average precision of the hour of the week alone, over prevalence',
    value: lift(unweighted(subject.fraudRows.length)),
    interval: bootstrap(subject, lift),
    band: { atMost: 2 },
    evidence: `average precision ${(lift(unweighted(subject.fraudRows.length)) * prevalence(subject)).toFixed(4)}`,
  };
}

interface DayCounts {
  /** Days since 1970, ascending, of which the log has rows. */
  readonly days: Int32Array;
  readonly rows: Int32Array;
  readonly fraud: Int32Array;
  /** By place of fraud: index of its day. */
  readonly dayOf: Int32Array;
}

function countDays({ days, fraudRows }: AuditSubject): DayCounts {
  const present = Int32Array.from(new Set(days)).sort();
  const indexOf = new Map([...present].map((day, index) => [day, index]));
  const [rows, fraud] = [new Int32Array(present.length), new Int32Array(present.length)];
  for (const day of days) rows[indexOf.get(day)!]!++;
  const dayOf = Int32Array.from(fraudRows, (row) => indexOf.get(days[row]!)!);
  for (const index of dayOf) fraud[index]!++;
  return { days: present, rows, fraud, dayOf };
}

function worstDay(subject: AuditSubject, { days, rows, fraud, dayOf }: DayCounts): Measurement {
  const ratesOf = (counts: ArrayLike<number>) => Array.from(rows, (total, index) => counts[index]! / total);
  const observed = ratesOf(fraud);
  // The first and the last day may be a few hours long; one burst in them is a large share.
  const full = median(rows) / 4;
  const candidates = observed.map((rate, index) => (rows[index]! < full ? 0 : rate));
  const worst = candidates.indexOf(Math.max(...candidates));
  const typical = Math.max(median(observed), prevalence(subject) / 2);
  const ratio = (weights: Float64Array): number => {
    let count = 0;
    for (const [place, day] of dayOf.entries()) if (day === worst) count += weights[place]!;
    return count / rows[worst]! / typical;
  };
  return {
    what: 'fraud rate of the worst day over that of a median day',
    value: ratio(unweighted(dayOf.length)),
    interval: bootstrap(subject, ratio, days.length),
    band: { atMost: 5 },
    evidence: `${dateOf(days[worst]!)}: ${fraud[worst]} frauds in ${rows[worst]} rows`,
  };
}

function daysOfFraudAlone(subject: AuditSubject, { days, rows, fraud, dayOf }: DayCounts): Measurement {
  const isAlone = (index: number) => rows[index] === fraud[index];
  const share = (weights: Float64Array): number => {
    let [alone, total] = [0, 0];
    for (const [place, day] of dayOf.entries()) {
      total += weights[place]!;
      if (isAlone(day)) alone += weights[place]!;
    }
    return alone / total;
  };
  const which = [...days].filter((_, index) => isAlone(index));
  return {
    what: 'share of fraud on days without any honest row',
    value: share(unweighted(dayOf.length)),
    interval: bootstrap(subject, share),
    band: { atMost: 0 },
    evidence: which.length === 0 ? 'there is no such day' : `${which.length} days, the first ${dateOf(which[0]!)}`,
  };
}

function longestPause({ days, fraud }: DayCounts): Measurement {
  const withFraud = [...days].filter((_, index) => fraud[index]! > 0);
  const ends = [...withFraud, days.at(-1)! + 1];
  let [longest, from] = [0, days[0]!];
  let last = days[0]! - 1;
  for (const day of ends) {
    if (day - last - 1 > longest) [longest, from] = [day - last - 1, last + 1];
    last = day;
  }
  const period = days.at(-1)! - days[0]! + 1;
  return {
    what: 'longest stretch without fraud, as a share of the log',
    value: longest / period,
    interval: null,
    band: period < 14 ? null : { atMost: LONGEST_PAUSE },
    evidence: longest === 0 ? 'every day has fraud' : `${longest} days from ${dateOf(from)}`,
  };
}

function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
