import type { BinnedColumn } from '../binned-column.ts';
import { bootstrap, unweighted } from '../bootstrap.ts';
import { binEvenly, readCategory, readNumber } from '../columns.ts';
import { rankByRate } from '../encoded.ts';
import { defineGate, isWithin, type Measurement } from '../gate.ts';
import { rocAuc } from '../ranking.ts';
import type { AuditSubject } from '../subject.ts';

const BINS = 40;
/** Measurements that are shown although they are in the band. */
const SHOWN = 3;

export default defineGate({
  name: 'identity',
  doc: 'Ids, positions, fractions of a second, cents, lengths and missing values say nothing about fraud.',
  peers: [{ peer: 'PaySim 2.0', figure: 'names of mules begin with CC: precision 1.0' }],
  async measure(subject) {
    const kind = `concat_ws(' ', rail, channel)`;
    const strata = await readCategory(subject, 'rail and channel', kind, 'payments', 200);
    const traits = await readTraits(subject);
    const measurements = traits.map((trait) => measure(subject, trait, strata, traits.length));
    measurements.sort((left, right) => Math.abs(right.value - 0.5) - Math.abs(left.value - 0.5));
    return measurements.filter((each, index) => index < SHOWN || !isWithin(each));
  },
});

function measure(subject: AuditSubject, trait: BinnedColumn, strata: BinnedColumn, comparisons: number): Measurement {
  // Numbers that grow with time would be told by the calendar of the other half: theirs is the order alone.
  const ranking = rankByRate(subject, trait, { strata, encode: trait.isOrdered ? 'order' : 'rate' });
  const auc = (weights: Float64Array) => rocAuc(ranking, weights);
  return {
    what: `ROC AUC of ${trait.name} alone`,
    value: auc(unweighted(subject.fraudRows.length)),
    interval: bootstrap(subject, auc, comparisons),
    band: { atLeast: 0.48, atMost: 0.52 },
    evidence: telling(subject, trait),
  };
}

/** The bin in which fraud is most over-represented. */
function telling({ rows, fraudRows }: AuditSubject, trait: BinnedColumn): string {
  const [all, fraud] = [new Float64Array(trait.count), new Float64Array(trait.count)];
  for (let row = 0; row < rows; row++) all[trait.bins[row]!]!++;
  for (const row of fraudRows) fraud[trait.bins[row]!]!++;
  const lift = (bin: number) => (fraud[bin]! < 5 ? 0 : fraud[bin]! / fraudRows.length / (all[bin]! / rows));
  const most = [...all.keys()].reduce((best, bin) => (lift(bin) > lift(best) ? bin : best), 0);
  return `${trait.describe(most, most)}: ${fraud[most]} frauds in ${all[most]} rows`;
}

async function readTraits(subject: AuditSubject): Promise<BinnedColumn[]> {
  const { source, columns, roles } = subject;
  const numeric = async (name: string, expression: string, from: string) =>
    binEvenly(name, await readNumber(subject, expression, from), BINS);
  const traits = [
    await numeric('the place in the file', subject.position, source),
    await numeric('the fraction of the second', 'epoch_us(event_time) % 1000000', 'payments'),
    await readCategory(subject, 'the pattern of missing values', nullPattern(subject), source, BINS),
  ];
  if (roles.has('amount')) {
    traits.push(
      await readCategory(subject, 'the cents of the amount', 'round(abs(amount) * 100) % 100', 'payments', 120),
    );
  }
  for (const { name, expression, type } of columns.filter(({ kind }) => kind === 'identifier')) {
    if (type === 'VARCHAR') {
      const letters = `regexp_extract(${expression}, '^[^0-9]{0,2}')`;
      traits.push(await readCategory(subject, `the first letters of ${name}`, letters, source, BINS));
      traits.push(await numeric(`the length of ${name}`, `length(${expression})`, source));
    } else {
      traits.push(await readCategory(subject, `the last digit of ${name}`, `${expression} % 10`, source, BINS));
    }
  }
  return traits.filter(({ bins }) => bins.some((bin) => bin !== bins[0]));
}

function nullPattern({ columns }: AuditSubject): string {
  return `concat(${columns.map(({ expression }) => `CASE WHEN ${expression} IS NULL THEN '-' ELSE '+' END`).join(', ')})`;
}
