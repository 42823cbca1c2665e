import { findBestRules, LEAST_RECALL, SURE_PRECISION } from '../best-rules.ts';
import { bootstrap, unweighted } from '../bootstrap.ts';
import { fraudValues } from '../fraud-values.ts';
import { defineGate, type Measurement } from '../gate.ts';
import { ruleColumns } from '../rule-columns.ts';
import { describeRule, flagged, type Rule } from '../rules.ts';
import type { AuditSubject } from '../subject.ts';
import { describeTypologies } from '../typologies.ts';

export default defineGate({
  name: 'one_line_rule',
  doc: 'No rule of one or two conditions on visible columns and simple differences finds fraud with a good precision.',
  peers: [
    { peer: 'PaySim 2.0', figure: 'amount = oldBalanceOrig: precision 1.0, recall 1.0' },
    { peer: 'Fraud Detection Handbook', figure: 'TX_AMOUNT > 220: precision 1.0, recall .22, 62 % of the value' },
  ],
  async measure(subject) {
    const values = await fraudValues(subject);
    const rules = findBestRules(subject, await ruleColumns(subject), values);
    const precise = rules.precise.map((rule) => precisionOf(subject, rule));
    const sure = rules.sure.map((rule) => caughtValue(subject, rule, values));
    return [worst(precise, nothingPrecise), worst(sure, nothingSure)];
  },
});

const nothingPrecise: Measurement = {
  what: `precision of the best rule that finds ${LEAST_RECALL * 100} % of the fraud`,
  value: 0,
  interval: null,
  band: { atMost: 0.5 },
  evidence: 'no rule finds as much',
};

const nothingSure: Measurement = {
  what: `share of fraud value caught by one rule with a precision of ${SURE_PRECISION} or more`,
  value: 0,
  interval: null,
  band: { atMost: 0.02 },
  evidence: 'no rule is as precise',
};

// A replicate in which a rule finds less than it must counts as a rule that is no use.
function precisionOf(subject: AuditSubject, rule: Rule): Measurement {
  const hits = flagged(subject, rule);
  const falseAlarms = rule.rows - rule.fraudRows;
  const precision = (weights: Float64Array): number => {
    const [found, total] = [dot(hits, weights), sum(weights)];
    return found < LEAST_RECALL * total ? 0 : found / (found + falseAlarms);
  };
  return {
    ...nothingPrecise,
    value: precision(unweighted(hits.length)),
    interval: bootstrap(subject, precision),
    evidence: describe(subject, rule, hits),
  };
}

function caughtValue(subject: AuditSubject, rule: Rule, values: Float64Array): Measurement {
  const hits = flagged(subject, rule);
  const falseAlarms = rule.rows - rule.fraudRows;
  const worth = values.some((value) => value > 0) ? values : unweighted(hits.length);
  const caught = worth.map((value, place) => value * hits[place]!);
  const share = (weights: Float64Array): number => {
    const found = dot(hits, weights);
    return found < SURE_PRECISION * (found + falseAlarms) ? 0 : dot(caught, weights) / dot(worth, weights);
  };
  return {
    ...nothingSure,
    value: share(unweighted(hits.length)),
    interval: bootstrap(subject, share),
    evidence: describe(subject, rule, hits),
  };
}

/** The measurement that fails most clearly: the one whose interval begins highest. */
function worst(measurements: readonly Measurement[], otherwise: Measurement): Measurement {
  const low = ({ interval, value }: Measurement) => interval?.[0] ?? value;
  return measurements.reduce((most, each) => (low(each) > low(most) ? each : most), measurements[0] ?? otherwise);
}

function describe(subject: AuditSubject, rule: Rule, hits: Uint8Array): string {
  const recall = rule.fraudRows / subject.fraudRows.length;
  const campaigns = new Set(subject.campaigns.filter((_, place) => hits[place] === 1)).size;
  return (
    `${describeRule(rule)}: precision ${rule.precision.toFixed(3)}, recall ${recall.toFixed(3)}, ` +
    `${rule.rows} rows, ${campaigns} campaigns${describeTypologies(subject, hits)}`
  );
}

function dot(left: Float64Array | Uint8Array, right: Float64Array): number {
  let total = 0;
  for (let index = 0; index < right.length; index++) total += left[index]! * right[index]!;
  return total;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
