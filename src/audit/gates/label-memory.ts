import { bootstrap, unweighted } from '../bootstrap.ts';
import { defineGate, type Measurement } from '../gate.ts';
import type { AuditSubject } from '../subject.ts';

export default defineGate({
  name: 'label_memory',
  doc: 'A fraud does not announce the next one, and victims keep paying for their own life on the day they are hit.',
  peers: [{ peer: 'Sparkov', figure: "no genuine transaction on a victim's fraud days" }],
  async measure(subject) {
    if (!subject.roles.has('customer')) return [];
    return [await afterFraud(subject), await genuineOnFraudDays(subject)];
  },
});

async function afterFraud(subject: AuditSubject): Promise<Measurement> {
  const read = await subject.database.numbers(`
    SELECT coalesce(next, 0) AS next, next IS NOT NULL AS has_next FROM (
      SELECT row_id, is_fraud, lead(is_fraud) OVER (PARTITION BY customer ORDER BY row_id)::INTEGER AS next
      FROM payments WHERE customer IS NOT NULL OR is_fraud
    ) WHERE is_fraud ORDER BY row_id`);
  const [next, hasNext] = [read.get('next')!, read.get('has_next')!];
  const share = (weights: Float64Array): number => {
    let [fraud, all] = [0, 0];
    for (let place = 0; place < weights.length; place++) {
      all += weights[place]! * hasNext[place]!;
      fraud += weights[place]! * next[place]!;
    }
    return all === 0 ? 0 : fraud / all;
  };
  return {
    what: "P(fraud | the payer's row before was fraud)",
    value: share(unweighted(next.length)),
    interval: bootstrap(subject, share),
    band: { atLeast: 0.02, atMost: 0.9 },
    evidence: 'no label delay',
  };
}

async function genuineOnFraudDays(subject: AuditSubject): Promise<Measurement> {
  const read = await subject.database.numbers(`
    WITH honest AS (
      SELECT DISTINCT customer, event_time::DATE AS day FROM payments WHERE NOT is_fraud AND customer IS NOT NULL
    ),
    hit AS (
      SELECT row_id, victim, event_time::DATE AS day,
        row_number() OVER (PARTITION BY victim, event_time::DATE ORDER BY row_id) = 1 AS is_first
      FROM payments WHERE is_fraud
    )
    SELECT coalesce(is_first AND victim IS NOT NULL, false) AS is_day, customer IS NOT NULL AS has_own
    FROM hit LEFT JOIN honest ON honest.customer = hit.victim AND honest.day = hit.day ORDER BY row_id`);
  const [isDay, hasOwn] = [read.get('is_day')!, read.get('has_own')!];
  const share = (weights: Float64Array): number => {
    let [own, days] = [0, 0];
    for (let place = 0; place < weights.length; place++) {
      days += weights[place]! * isDay[place]!;
      own += weights[place]! * isDay[place]! * hasOwn[place]!;
    }
    return days === 0 ? 1 : own / days;
  };
  return {
    what: "share of victims' fraud days with a genuine payment too",
    value: share(unweighted(isDay.length)),
    interval: bootstrap(subject, share),
    band: { atLeast: 0.5 },
    evidence: `${isDay.reduce((sum, each) => sum + each, 0)} days of victims`,
  };
}
