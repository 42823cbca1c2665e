import type { Table } from './column.ts';
import { accounts, banks, cards, customers, devices, ips, merchants, terminals } from './entities.ts';
import { events } from './events.ts';
import { alerts, cases, labels, pendingLabels } from './labels.ts';
import { transactions } from './transactions.ts';
import {
  anomalies,
  anomalousTransactions,
  campaignMembers,
  campaigns,
  cashPayments,
  driftEvents,
  lookAlikes,
  moneyTrail,
  schemeTransactions,
  truthAccounts,
} from './truth.ts';

/** Every table of a dataset, in the order in which the documentation shows them. */
export const tables: readonly Table[] = [
  transactions,
  events,
  customers,
  accounts,
  cards,
  merchants,
  terminals,
  devices,
  ips,
  banks,
  labels,
  alerts,
  cases,
  schemeTransactions,
  truthAccounts,
  moneyTrail,
  cashPayments,
  pendingLabels,
  campaigns,
  campaignMembers,
  lookAlikes,
  driftEvents,
  anomalies,
  anomalousTransactions,
];
