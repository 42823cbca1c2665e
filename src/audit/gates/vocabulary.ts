import { bootstrap, type Interval } from '../bootstrap.ts';
import { defineGate, isWithin, type Measurement } from '../gate.ts';
import type { AuditSubject } from '../subject.ts';

/** A value with this share of the fraud ... */
const NOTABLE_SHARE = 0.01;
/** ... needs as many times more honest rows. */
const LEAST_HONEST = 10;
const MOST_ON_ONE_RAIL = 0.7;
/** Typologies whose nature is a rail: they may keep to it, as long as honest rows there are ten times as many. */
const boundToRail: ReadonlySet<string> = new Set([
  'card_testing',
  'instant_mule_chain',
  'lost_stolen_card',
  'point_of_compromise',
  'stolen_card_not_present',
]);

export default defineGate({
  name: 'vocabulary',
  doc: 'No value, merchant, account or rail belongs to fraud; each that fraud uses often is ordinary in honest life.',
  peers: [{ peer: 'IBM AMLSim', figure: '74 % of launderers never send a normal payment' }],
  async measure(subject) {
    const measurements: Measurement[] = [];
    for (const { name, expression, kind } of subject.columns) {
      if (kind === 'category') measurements.push(...(await valuesOf(subject, name, expression, subject.source)));
    }
    for (const role of ['customer', 'merchant'] as const) {
      if (subject.roles.has(role)) measurements.push(...(await valuesOf(subject, role, role, 'payments')));
    }
    for (const role of ['counterparty', 'device'] as const) {
      if (subject.roles.has(role)) measurements.push(await onlyFraud(subject, role));
    }
    measurements.push(...(await rails(subject)));
    const shown = (each: Measurement) => !isWithin(each) || each.band === null;
    const best = closest(measurements);
    return measurements.filter((each) => shown(each) || each === best);
  },
});

/** The measurement that comes closest to failing. */
function closest(measurements: readonly Measurement[]): Measurement | undefined {
  const badness = ({ value, band }: Measurement) =>
    band?.atLeast !== undefined
      ? band.atLeast / Math.max(value, 1e-9)
      : value / Math.max(band?.atMost ?? Infinity, 1e-9);
  return [...measurements].sort((left, right) => badness(right) - badness(left))[0];
}

/** Honest rows per fraud row of each value that has a notable share of the fraud: those that are too few. */
async function valuesOf(subject: AuditSubject, name: string, expression: string, from: string): Promise<Measurement[]> {
  const { database, fraudRows, isFraud } = subject;
  const read = await database.rows(`
    SELECT value, honest, fraud FROM (
      SELECT s.value, count(*) FILTER (NOT p.is_fraud) AS honest, count(*) FILTER (p.is_fraud) AS fraud
      FROM (SELECT (${expression}) AS value, row_number() OVER () - 1 AS row_id FROM ${from}) s
      JOIN payments p USING (row_id)
      WHERE s.value IS NOT NULL
      GROUP BY s.value
    ) WHERE fraud >= ${NOTABLE_SHARE} * ${fraudRows.length} AND honest < ${LEAST_HONEST} * fraud
    ORDER BY honest / fraud LIMIT 5`);
  if (isFraud.length === 0) return [];
  const measurements: Measurement[] = [];
  for (const { value, honest, fraud } of read) {
    const places = await placesOf(subject, expression, from, value as string | number | boolean);
    measurements.push({
      what: `honest rows for each fraud of ${name} = ${String(value)}`,
      value: Number(honest) / Number(fraud),
      interval: ratioInterval(subject, places, Number(honest)),
      band: { atLeast: LEAST_HONEST },
      evidence: `${fraud} frauds and ${honest} honest rows`,
    });
  }
  return measurements;
}

async function placesOf(
  { database }: AuditSubject,
  expression: string,
  from: string,
  value: string | number | boolean,
): Promise<Uint8Array> {
  const read = await database.numbers(`
    SELECT (coalesce(s.value::VARCHAR, '') = '${String(value).replaceAll("'", "''")}') AS hit
    FROM (SELECT (${expression}) AS value, row_number() OVER () - 1 AS row_id FROM ${from}) s
    JOIN payments p USING (row_id) WHERE p.is_fraud ORDER BY row_id`);
  return Uint8Array.from(read.get('hit') ?? []);
}

// A value that falls below its notable share in a replicate is no longer asked for honest rows.
function ratioInterval(subject: AuditSubject, hits: Uint8Array, honest: number): Interval {
  return bootstrap(subject, (weights) => {
    let [found, total] = [0, 0];
    for (let place = 0; place < weights.length; place++) {
      found += hits[place]! * weights[place]!;
      total += weights[place]!;
    }
    return found < NOTABLE_SHARE * total ? LEAST_HONEST : honest / found;
  });
}

/**
 * Share of fraud on accounts or devices that no honest row ever uses. Rare ones have one row only, honest or not, so
 * the share of honest rows that are alone with theirs is allowed. Criminals bring devices of their own, as they do.
 */
async function onlyFraud(subject: AuditSubject, role: 'counterparty' | 'device'): Promise<Measurement> {
  const [counts = {}] = await subject.database.rows(`
    WITH used AS (
      SELECT ${role}, count(*) AS uses, count(*) FILTER (NOT is_fraud) AS honest FROM payments
      WHERE ${role} IS NOT NULL GROUP BY ${role}
    )
    SELECT
      coalesce(sum(honest) FILTER (honest = 1), 0) / greatest(1, sum(honest)) AS alone,
      count(*) FILTER (honest = 0) AS fraud_only
    FROM used`);
  const read = await subject.database.numbers(`
    SELECT ${role} IS NOT NULL AND NOT coalesce(bool_or(NOT is_fraud) OVER (PARTITION BY ${role}), false) AS hit
    FROM payments QUALIFY is_fraud ORDER BY row_id`);
  const hits = read.get('hit') as Float64Array;
  const share = (weights: Float64Array): number => {
    let [found, total] = [0, 0];
    for (let place = 0; place < weights.length; place++) {
      found += hits[place]! * weights[place]!;
      total += weights[place]!;
    }
    return found / total;
  };
  return {
    what: `share of fraud with a ${role} that no honest row has`,
    value: share(new Float64Array(hits.length).fill(1)),
    interval: bootstrap(subject, share),
    band: role === 'device' ? null : { atMost: Math.max(0.05, Number(counts.alone)) },
    evidence: `${counts.fraud_only} of them; ${(100 * Number(counts.alone)).toFixed(2)} % of honest rows are alone with theirs`,
  };
}

async function rails(subject: AuditSubject): Promise<Measurement[]> {
  const { database, typologies } = subject;
  if (!subject.roles.has('rail') || typologies.every((name) => name === '')) return [];
  const rows = await database.rows('SELECT rail FROM payments WHERE is_fraud ORDER BY row_id');
  const honest = await database.rows('SELECT rail, count(*) AS rows FROM payments WHERE NOT is_fraud GROUP BY rail');
  const honestOn = new Map(honest.map((row) => [String(row.rail), Number(row.rows)]));
  return [...new Set(typologies)].sort().map((typology) => {
    const counts = new Map<string, number>();
    for (const [place, { rail }] of rows.entries()) {
      if (typologies[place] === typology) counts.set(String(rail), (counts.get(String(rail)) ?? 0) + 1);
    }
    const [favourite = '', found = 0] = [...counts].sort(([, left], [, right]) => right - left)[0] ?? [];
    const share = (weights: Float64Array): number => {
      let [on, all] = [0, 0];
      for (const [place, { rail }] of rows.entries()) {
        if (typologies[place] !== typology) continue;
        all += weights[place]!;
        if (rail === favourite) on += weights[place]!;
      }
      return all === 0 ? 0 : on / all;
    };
    const isExcused = boundToRail.has(typology) && (honestOn.get(favourite) ?? 0) >= LEAST_HONEST * found;
    return {
      what: `share of ${typology} on one rail`,
      value: share(new Float64Array(rows.length).fill(1)),
      interval: bootstrap(subject, share),
      band: { atMost: isExcused ? 1 : MOST_ON_ONE_RAIL },
      evidence: `${favourite}: ${found} frauds, ${honestOn.get(favourite) ?? 0} honest rows`,
    };
  });
}
