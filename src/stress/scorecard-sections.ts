import type { Row } from '../analysis/plain-value.ts';
import { type Format, formatCell } from './format-cell.ts';
import type { Scorecard } from './scorecard.ts';

/** A table of the scorecard, ready to be shown. */
export interface Section {
  readonly title: string;
  /** What it says and how it is counted. */
  readonly note: string;
  /** The view that holds its numbers. */
  readonly view: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Columns = Readonly<Record<string, readonly [title: string, format: Format]>>;

/** The scorecard as tables, the most important first. */
export function sectionsOf(scorecard: Scorecard): Section[] {
  const total = scorecard.costs.reduce((sum, { cost }) => sum + Number(cost), 0);
  return [
    section(
      'Cost',
      'stress_costs',
      'What fraud and the detector cost together.',
      scorecard.costs,
      {
        line: ['', 'text'],
        quantity: ['quantity', 'count'],
        each: ['each', 'number'],
        cost: ['EUR', 'money'],
      },
      [['total', '', '', formatCell(total, 'money')]],
    ),
    section(
      'Recall by typology',
      'stress_typologies',
      'Of campaigns (one refused payment or one confirmed suspicion counts), of payments, and of the money tried. `lost before` is what victims lost until the first hindrance.',
      scorecard.typologies,
      {
        typology: ['', 'text'],
        campaigns: ['campaigns', 'count'],
        recall: ['recall', 'share'],
        payment_recall: ['of payments', 'share'],
        value_recall: ['of money', 'share'],
        lost: ['lost', 'money'],
        lost_before_detection: ['lost before', 'money'],
        median_hours: ['median hours to detect', 'number'],
      },
    ),
    section('Recall by value', 'stress_values', 'Of fraudulent payments, by their amount in EUR.', scorecard.values, {
      band: ['', 'text'],
      payments: ['payments', 'count'],
      recall: ['recall', 'share'],
      lost: ['lost', 'money'],
    }),
    section(
      'Alerts',
      'stress_alerts',
      'Precision at the budget is that of the k highest scores of a day; no detector can be better than the ceiling, since some days have less fraud than k.',
      [scorecard.alerts],
      {
        budget_per_day: ['k', 'number'],
        raised: ['raised', 'count'],
        looked_at: ['looked at', 'count'],
        precision: ['precision', 'share'],
        precision_at_k: ['precision at k', 'share'],
        ceiling: ['ceiling', 'share'],
      },
    ),
    section(
      'Honest customers',
      'stress_groups',
      'Shares are of the honest payments of the group that were decided on.',
      scorecard.groups,
      {
        dimension: ['by', 'text'],
        name: ['', 'text'],
        customers: ['customers', 'count'],
        refused_share: ['refused', 'share'],
        refused_value: ['refused EUR', 'money'],
        step_up_share: ['stepped up', 'share'],
        alert_share: ['alerts', 'share'],
        customers_lost: ['left', 'count'],
      },
    ),
    section('Criminals', 'stress_criminals', 'What crime was worth.', scorecard.criminals, {
      typology: ['', 'text'],
      campaigns: ['campaigns', 'count'],
      proceeds: ['proceeds', 'money'],
      cost: ['cost', 'money'],
      return_on_cost: ['return', 'share'],
    }),
    section(
      'What things cost',
      'stress_cost_parameters',
      'Assumptions of the cost lines; change them with `--cost name=value`.',
      scorecard.cost_parameters,
      { name: ['', 'text'], value: ['value', 'number'], unit: ['unit', 'text'], source: ['source', 'text'] },
    ),
    ...(scorecard.latency === undefined ? [] : [latencySection(scorecard.latency)]),
  ];
}

function latencySection(latency: Row): Section {
  return section('Latency', 'decisions', 'Milliseconds from the question to the answer.', [latency], {
    answers: ['answers', 'count'],
    p50: ['p50', 'number'],
    p90: ['p90', 'number'],
    p99: ['p99', 'number'],
    p999: ['p99.9', 'number'],
    max: ['max', 'number'],
  });
}

function section(
  title: string,
  view: string,
  note: string,
  rows: readonly Row[],
  columns: Columns,
  last: readonly (readonly string[])[] = [],
): Section {
  const names = Object.keys(columns);
  const shown = rows.map((row) => names.map((name) => formatCell(row[name], columns[name]![1])));
  return { title, view, note, head: names.map((name) => columns[name]![0]), rows: [...shown, ...last] };
}
