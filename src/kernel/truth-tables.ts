import type { Table } from '../schema/column.ts';
import { alerts, cases, pendingLabels } from '../schema/labels.ts';
import {
  anomalies,
  anomalousTransactions,
  campaignMembers,
  campaigns,
  driftEvents,
  truthAccounts,
} from '../schema/truth.ts';
import { labels as labelNames, labelSources } from '../schema/vocabularies.ts';
import { toUtc } from '../world/calendar.ts';
import { concernsWarmUp } from './label.ts';
import type { Quota } from './prevalence.ts';
import type { Shard } from './shard.ts';

/** The rows of a table as arrays of values in the order of its columns. */
export interface Rows {
  readonly table: Table;
  readonly rows: readonly (readonly unknown[])[];
}

/** Everything that is known only when a run ends: who took part in what, and what the fraud desk did. */
export function truthTables(shard: Shard, quotas: readonly Quota[], startDay: number, days: number): Rows[] {
  const start = toUtc(startDay, 0);
  // What ended before the log begins is no part of it, unless money still came back.
  const seen = shard.campaigns.filter(
    ({ endedAt, writtenSteps }) => endedAt === -1 || endedAt >= start || writtenSteps > 0,
  );
  return [
    { table: campaigns, rows: seen.map(campaignRow) },
    { table: campaignMembers, rows: seen.flatMap(memberRows) },
    { table: truthAccounts, rows: seen.flatMap(accountRows) },
    { table: alerts, rows: shard.desk.alerts.filter(({ time }) => time >= start).map(alertRow) },
    {
      table: cases,
      rows: shard.desk.cases.filter(({ opened, closed }) => opened >= start || closed >= start).map(caseRow),
    },
    { table: pendingLabels, rows: pendingRows(shard) },
    { table: driftEvents, rows: quotas.flatMap((quota) => windowRows(quota, startDay, days)) },
    { table: anomalies, rows: [] },
    { table: anomalousTransactions, rows: [] },
  ];

  function alertRow(alert: Shard['desk']['alerts'][number]): unknown[] {
    return [alert.id, alert.time, alert.rule, alert.transactionId || null, alert.account, orNull(alert.case)];
  }
}

function campaignRow(campaign: Shard['campaigns'][number]): unknown[] {
  return [
    campaign.id,
    campaign.typology,
    campaign.family,
    campaign.startedAt,
    orNull(campaign.endedAt),
    campaign.outcome ?? null,
    JSON.stringify(campaign.parameters),
    Math.round(campaign.plannedRows),
    campaign.writtenFraudRows,
    campaign.proceedsCents / 100,
    campaign.costCents / 100,
    campaign.lossCents / 100,
    campaign.recoveredCents / 100,
  ];
}

function memberRows(campaign: Shard['campaigns'][number]): unknown[][] {
  return campaign.members.map(({ role, customer, account, merchant, device }) => [
    campaign.id,
    role,
    orNull(customer),
    orNull(account),
    orNull(merchant),
    orNull(device),
  ]);
}

function accountRows(campaign: Shard['campaigns'][number]): unknown[][] {
  return campaign.members
    .filter(({ account }) => account >= 0)
    .map(({ role, customer, account }) => [
      account,
      orNull(customer),
      partOf(role),
      campaign.id,
      campaign.startedAt,
      orNull(campaign.endedAt),
    ]);
}

/** Victims lose; mules lend accounts; everybody else in a scheme is a criminal. */
function partOf(role: string): 'victim' | 'mule' | 'criminal' {
  if (role.includes('victim')) return 'victim';
  return role.includes('mule') ? 'mule' : 'criminal';
}

function caseRow(record: Shard['desk']['cases'][number]): unknown[] {
  const { id, customer, account, reason, opened, closed, disposition, analyst } = record;
  return [id, orNull(customer), account, reason, opened, orNull(closed), disposition ?? null, orNull(analyst)];
}

function pendingRows(shard: Shard): unknown[][] {
  return [...shard.pendingLabels]
    .filter((record) => !concernsWarmUp(record))
    .sort((a, b) => a.at - b.at)
    .map(({ transactionId, account, customer, label, at, source }) => [
      transactionId || null,
      orNull(account),
      orNull(customer),
      labelNames[label],
      at,
      labelSources[source],
    ]);
}

function windowRows({ typology, fromDay, untilDay }: Quota, startDay: number, days: number): unknown[][] {
  const changes: [number, string][] = [];
  if (fromDay > startDay && fromDay < startDay + days) changes.push([fromDay, 'window_opens']);
  if (untilDay > startDay && untilDay < startDay + days) changes.push([untilDay, 'window_closes']);
  return changes.map(([day, kind]) => [toUtc(day, 0), kind, typology.name, null]);
}

const orNull = (id: number): number | null => (id < 0 ? null : id);
