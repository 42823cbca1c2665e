import { defineTable } from './column.ts';

const decided = 'decision' as const;
const truth = 'truth' as const;

/** What a detector decided. */
export const decisions = defineTable({
  name: 'decisions',
  path: 'stress/decisions',
  partition: 'none',
  doc: 'A decision of a detector under test on a payment that had passed the checks of the bank.',
  columns: {
    transaction_id: { type: 'int64', knownAt: 'request', doc: 'The payment, as in `transactions`.' },
    event_time: { type: 'timestamp', knownAt: 'request', doc: 'When it was asked about (UTC).' },
    customer_id: { type: 'int32', knownAt: 'request', doc: 'Customer of the home banks who pays, or else is paid.' },
    amount: { type: 'money', knownAt: 'request', doc: 'Amount of the payment.' },
    score: { type: 'float64', nullable: true, knownAt: decided, doc: 'The higher, the more suspicious.' },
    action: { type: 'text', knownAt: decided, doc: 'approve, decline, step_up, review, hold or freeze.' },
    reasons: { type: 'text', nullable: true, knownAt: decided, doc: 'Why, separated by semicolons.' },
    latency_ms: {
      type: 'float64',
      nullable: true,
      knownAt: decided,
      doc: 'Time to the answer; null where not measured.',
    },
    is_fallback: { type: 'boolean', knownAt: decided, doc: 'The bank decided without the detector, which failed.' },
    alert_time: { type: 'timestamp', nullable: true, knownAt: decided, doc: 'When an alert was raised on it (UTC).' },
    outcome: {
      type: 'text',
      knownAt: decided,
      doc: 'approved, declined, step_up_passed, step_up_failed, held, held_released or held_confirmed.',
    },
    is_fraud: { type: 'boolean', knownAt: truth, doc: 'As in `transactions`.' },
    typology: { type: 'text', nullable: true, knownAt: truth, doc: 'Typology of the scheme that it belongs to.' },
    campaign_id: { type: 'int32', nullable: true, knownAt: truth, doc: 'Campaign that it belongs to.' },
    loss: { type: 'money', knownAt: truth, doc: 'What the victim loses if it goes through.' },
  },
});

/** What customers made of it. */
export const reactions = defineTable({
  name: 'reactions',
  path: 'stress/reactions',
  partition: 'none',
  doc: 'What an honest customer did after a detector refused a payment of his.',
  columns: {
    transaction_id: { type: 'int64', knownAt: 'request', doc: 'The refused payment.' },
    reaction_time: { type: 'timestamp', knownAt: decided, doc: 'When (UTC).' },
    customer_id: { type: 'int32', knownAt: decided, doc: 'Who.' },
    reaction: {
      type: 'text',
      knownAt: decided,
      doc: 'retried, other_card, paid_cash, gave_up, called, complained, or left the bank.',
    },
  },
});

/** How it was tested. */
export const stressRun = defineTable({
  name: 'stress_run',
  path: 'stress/run',
  partition: 'none',
  doc: 'The stress test: one row.',
  columns: {
    mode: { type: 'text', knownAt: decided, doc: 'duel, replay or score.' },
    detector: { type: 'text', knownAt: decided, doc: 'As the user named it.' },
    home_banks: { type: 'text', knownAt: decided, doc: 'Banks that it worked for, separated by spaces.' },
    alerts_per_day: { type: 'float64', knownAt: decided, doc: 'Alerts that analysts can look at a day.' },
    history_days: { type: 'int32', knownAt: decided, doc: 'First days of the log, on which it only observed.' },
    fallback: {
      type: 'text',
      knownAt: decided,
      doc: 'What happens where it gives no decision: stop, approve or decline.',
    },
    seed: { type: 'int64', knownAt: decided, doc: 'Seed of the scenario; it seeds the intervals as well.' },
  },
});

/** What things were taken to cost. */
export const stressCosts = defineTable({
  name: 'stress_cost_parameters',
  path: 'stress/costs',
  partition: 'none',
  doc: 'What something costs in the scorecard of a stress test.',
  columns: {
    name: { type: 'text', knownAt: decided, doc: 'Name for `--cost name=value`.' },
    value: { type: 'float64', knownAt: decided, doc: 'How much.' },
    unit: { type: 'text', knownAt: decided, doc: 'EUR or share.' },
    doc: { type: 'text', knownAt: decided, doc: 'What it is.' },
    source: { type: 'text', knownAt: decided, doc: 'A citation, or `assumption`.' },
  },
});

/** The tables that a stress test adds to a dataset. */
export const stressTables = [stressRun, stressCosts, decisions, reactions] as const;
