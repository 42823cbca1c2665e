import { bootstrap, unweighted } from '../bootstrap.ts';
import { LABEL_DELAY_DAYS } from '../features/rolling-features.ts';
import { defineGate, type Measurement } from '../gate.ts';
import { averagePrecision, rank } from '../ranking.ts';
import { type AuditSubject, prevalence } from '../subject.ts';

/** Rows by which the rate of an entity is drawn towards the rate of all. */
const PRIOR_ROWS = 20;

export default defineGate({
  name: 'entity',
  doc: 'Who pays, or who is paid, does not tell fraud: its past rate is hardly better than chance.',
  peers: [{ peer: 'Sparkov', figure: '98 % of customers are hit' }],
  async measure(subject) {
    const measurements: Measurement[] = [];
    for (const role of ['customer', 'merchant'] as const) {
      if (subject.roles.has(role)) measurements.push(await pastRate(subject, role));
    }
    return measurements;
  },
});

async function pastRate(subject: AuditSubject, role: 'customer' | 'merchant'): Promise<Measurement> {
  const { database, isFraud, fraudRows } = subject;
  const read = await database.numbers(`SELECT ${role}, epoch(event_time) AS seconds FROM payments ORDER BY row_id`);
  const scores = encode(read.get(role)!, read.get('seconds')!, isFraud, prevalence(subject));
  const honest = scores.filter((_, row) => isFraud[row] === 0);
  const ranking = rank(
    Float64Array.from(fraudRows, (row) => scores[row]!),
    honest,
  );
  const lift = (weights: Float64Array) => averagePrecision(ranking, weights) / prevalence(subject);
  return {
    what: `average precision of the ${role}'s past fraud rate, over prevalence`,
    value: lift(unweighted(fraudRows.length)),
    interval: bootstrap(subject, lift),
    band: { atMost: 2 },
    evidence: `labels known after ${LABEL_DELAY_DAYS} days`,
  };
}

/** Fraud rate of each row's entity among its rows that are old enough to have labels. */
function encode(entities: Float64Array, seconds: Float64Array, isFraud: Uint8Array, overall: number): Float64Array {
  const past = new Map<number, { rows: number; fraud: number }>();
  const scores = new Float64Array(entities.length).fill(overall);
  let known = 0;
  for (let row = 0; row < entities.length; row++) {
    for (; seconds[known]! <= seconds[row]! - LABEL_DELAY_DAYS * 86_400; known++) {
      const entity = entities[known]!;
      if (Number.isNaN(entity)) continue;
      const counts = past.get(entity) ?? { rows: 0, fraud: 0 };
      counts.rows++;
      counts.fraud += isFraud[known]!;
      past.set(entity, counts);
    }
    const counts = past.get(entities[row]!);
    if (counts !== undefined) scores[row] = (counts.fraud + PRIOR_ROWS * overall) / (counts.rows + PRIOR_ROWS);
  }
  return scores;
}
