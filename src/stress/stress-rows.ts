import type { ColumnValues } from '../dataset/output.ts';
import type { DecisionLog } from '../detectors/decision-log.ts';
import type { DuelSetup } from '../detectors/duel-setup.ts';
import type { Run, TableRows } from '../run.ts';
import type { Table } from '../schema/column.ts';
import { decisions, reactions, stressCosts, stressRun } from '../schema/stress.ts';
import type { CostParameter } from './costs.ts';

/** What is known of a test beside its decisions. */
export interface StressFacts {
  readonly mode: 'duel';
  readonly setup: DuelSetup;
  readonly historyDays: number;
  readonly costs: readonly CostParameter[];
  readonly seed: number;
}

/** The rows of the tables that a duel adds to its dataset. */
export function* stressRows({ simulation }: Run, facts: StressFacts): Generator<TableRows> {
  const { mode, setup, historyDays, costs, seed } = facts;
  const { alertsPerDay, fallback, homeBanks, log, spec } = setup;
  yield rows(stressRun, 1, {
    mode: [mode],
    detector: [spec],
    home_banks: [homeBanks.join(' ')],
    alerts_per_day: [alertsPerDay],
    history_days: [historyDays],
    fallback: [fallback],
    seed: [seed],
  });
  yield rows(stressCosts, costs.length, {
    name: costs.map(({ name }) => name),
    value: costs.map(({ value }) => value),
    unit: costs.map(({ unit }) => unit),
    doc: costs.map(({ doc }) => doc),
    source: costs.map(({ source }) => source),
  });
  yield { table: decisions, rowCount: log.length, columns: decisionColumns(log) };
  const { reactions: records } = simulation.shard.desk;
  yield rows(reactions, records.length, {
    transaction_id: (row) => records[row]!.transactionId,
    reaction_time: (row) => records[row]!.time,
    customer_id: (row) => records[row]!.customer,
    reaction: (row) => records[row]!.kind,
  });
}

/** The columns of `decisions` from a log. */
export function decisionColumns(log: DecisionLog): ColumnsOf<typeof decisions> {
  return {
    transaction_id: log.transactionId,
    event_time: log.time,
    customer_id: log.customer,
    amount: (row) => log.amountCents[row]! / 100,
    score: (row) => orNull(log.score[row]!),
    action: log.action,
    reasons: log.reasons,
    latency_ms: (row) => orNull(log.latencyMs[row]!),
    is_fallback: log.isFallback,
    alert_time: (row) => orNull(log.alertTime[row]!),
    outcome: log.outcome,
    is_fraud: log.isFraud,
    typology: log.typology,
    campaign_id: (row) => (log.campaign[row]! < 0 ? null : log.campaign[row]!),
    loss: (row) => log.lossCents[row]! / 100,
  };
}

/** A column of values for every column of a table. */
type ColumnsOf<T extends Table> = { readonly [Name in keyof T['columns'] & string]: ColumnValues };

/** The compiler sees to it that no column is forgotten. */
function rows<T extends Table>(table: T, rowCount: number, columns: ColumnsOf<T>): TableRows {
  return { table, rowCount, columns };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
