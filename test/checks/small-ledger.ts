import { accounts, banks, cards, customers, devices, ips, merchants, terminals } from '../../src/schema/entities.ts';
import { events } from '../../src/schema/events.ts';
import { alerts, cases, labels, pendingLabels } from '../../src/schema/labels.ts';
import { transactions } from '../../src/schema/transactions.ts';
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
} from '../../src/schema/truth.ts';
import { TableStore, type TestRow } from './table-store.ts';

/**
 * Two months of a world that fits on a page: three banks, of which `omega` does not report; two customers who shop, a
 * mule that three payers fill and that empties itself into cash, a card taken over, blocked and reissued, an account
 * that lives for a month. 53 rows, 8 of them fraud: 5 of `fan_in`, 3 of `account_takeover`.
 */
export const smallScenario = {
  name: 'small-ledger',
  start: '2026-01-01',
  days: 59,
  fraud: {
    // The share of `cycle`, 2 rows, goes to no other typology.
    prevalence: 10 / 53,
    mix: { fan_in: { weight: 5 }, account_takeover: { weight: 3 }, cycle: { weight: 2 } },
    without: ['cycle'],
  },
};

const ALICE = 0;
const BOB = 1;
const CAROL = 2;
const MULE = 3;
const TAKINGS = 4;
const SHOP = 5;
const EMPLOYER = 6;
const CASH = 7;
const CREDIT = 8;
const SEASONAL = 9;

interface TestAccount {
  readonly type: string;
  readonly bank: string;
  readonly opening: number;
  readonly rest?: TestRow;
}

const testAccounts: readonly TestAccount[] = [
  { type: 'current', bank: 'alpha', opening: 150_000, rest: { customer_id: 0 } },
  { type: 'current', bank: 'alpha', opening: 90_050, rest: { customer_id: 1 } },
  { type: 'current', bank: 'beta', opening: 420_010, rest: { customer_id: 2 } },
  { type: 'current', bank: 'beta', opening: 1_099, rest: { customer_id: 3 } },
  { type: 'acquiring', bank: 'alpha', opening: 0, rest: { merchant_id: 0 } },
  { type: 'business', bank: 'beta', opening: 1_000_000, rest: { customer_id: 4 } },
  { type: 'external', bank: 'omega', opening: -1_662_659 },
  { type: 'cash', bank: 'omega', opening: 1_500 },
  { type: 'credit_card', bank: 'alpha', opening: 0, rest: { customer_id: 1, credit_limit: 2000 } },
  {
    type: 'current',
    bank: 'alpha',
    opening: 0,
    rest: { customer_id: 5, opened: '2026-01-15', closed: '2026-02-16' },
  },
];

interface TestPayment {
  readonly time: string;
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly cents: number;
  readonly rest?: TestRow;
  readonly scheme?: TestRow;
}

const shopping = { channel: 'pos', entry_mode: 'chip', auth_method: 'pin', merchant_id: 0, terminal_id: 0, mcc: 5411 };
const online = {
  channel: 'ecommerce',
  entry_mode: 'keyed',
  merchant_id: 0,
  mcc: 5411,
  device_id: 1,
  ip: 3_232_235_777,
};
const banking = {
  channel: 'mobile',
  auth_method: 'biometric',
  device_id: 0,
  ip: 167_772_161,
  session_id: 281_474_976_710_655,
};
const fanIn = { is_fraud: true, family: 'laundering', typology: 'fan_in', campaign_id: 1, role: 'fraud' };
const takeover = {
  is_fraud: true,
  family: 'fraud',
  typology: 'account_takeover',
  campaign_id: 2,
  role: 'fraud',
  victim: 0,
};
const notFraud = { is_fraud: false };

const payments: readonly TestPayment[] = [
  { time: '2025-12-31T23:30:00Z', type: 'fee', from: SHOP, to: EMPLOYER, cents: 199, rest: { channel: 'batch' } },
  ...groceries(),
  {
    time: '2026-01-15T08:00:00Z',
    type: 'credit_transfer',
    from: EMPLOYER,
    to: SEASONAL,
    cents: 120_000,
    rest: { channel: 'batch', reference: 'salary' },
  },
  {
    time: '2026-01-20T10:00:00Z',
    type: 'card_authorisation',
    from: CREDIT,
    to: TAKINGS,
    cents: 10_000,
    rest: { ...shopping, card_id: 2 },
  },
  {
    time: '2026-01-22T10:00:00Z',
    type: 'card_purchase',
    from: CREDIT,
    to: TAKINGS,
    cents: 8_000,
    rest: { ...shopping, card_id: 2 },
  },
  {
    time: '2026-01-25T12:00:00Z',
    type: 'instant_transfer',
    from: ALICE,
    to: MULE,
    cents: 40_000,
    rest: banking,
    scheme: { ...fanIn, stage: 'placement', step: 1, victim: 0, loss: 400 },
  },
  {
    time: '2026-01-25T12:05:00Z',
    type: 'instant_transfer',
    from: BOB,
    to: MULE,
    cents: 30_000,
    rest: banking,
    scheme: { ...fanIn, stage: 'placement', step: 2, victim: 1, loss: 300 },
  },
  {
    time: '2026-01-25T12:10:00Z',
    type: 'instant_transfer',
    from: CAROL,
    to: MULE,
    cents: 50_000,
    rest: banking,
    scheme: { ...fanIn, stage: 'placement', step: 3, victim: 2, loss: 500 },
  },
  {
    time: '2026-01-25T13:00:00Z',
    type: 'cash_withdrawal',
    from: MULE,
    to: CASH,
    cents: 60_000,
    rest: { channel: 'atm', auth_method: 'pin' },
    scheme: { ...fanIn, stage: 'cash_out', step: 4 },
  },
  {
    time: '2026-01-26T13:00:00Z',
    type: 'credit_transfer',
    from: MULE,
    to: EMPLOYER,
    cents: 60_500,
    rest: banking,
    scheme: { ...fanIn, stage: 'layering', step: 5 },
  },
  {
    time: '2026-02-03T01:00:00Z',
    type: 'card_purchase',
    from: ALICE,
    to: TAKINGS,
    cents: 99_999_99,
    rest: { ...online, card_id: 0, status: 'declined', decline_reason: 'insufficient_funds', cvv_result: 'match' },
    scheme: { ...takeover, stage: 'recon', step: 1 },
  },
  {
    time: '2026-02-03T01:01:00Z',
    type: 'card_purchase',
    from: ALICE,
    to: TAKINGS,
    cents: 25_000,
    rest: { ...online, card_id: 0, cvv_result: 'match' },
    scheme: { ...takeover, stage: 'cash_out', step: 2, loss: 250 },
  },
  {
    time: '2026-02-03T01:02:00Z',
    type: 'card_purchase',
    from: ALICE,
    to: TAKINGS,
    cents: 15_001,
    rest: { ...online, card_id: 0, cvv_result: 'match' },
    scheme: { ...takeover, stage: 'cash_out', step: 3, loss: 150.01 },
  },
  {
    time: '2026-02-03T09:30:00Z',
    type: 'card_purchase',
    from: ALICE,
    to: TAKINGS,
    cents: 1_250,
    rest: { ...shopping, card_id: 0, status: 'declined', decline_reason: 'card_blocked' },
  },
  {
    time: '2026-02-10T09:00:00Z',
    type: 'chargeback',
    from: TAKINGS,
    to: ALICE,
    cents: 25_000,
    rest: { channel: 'batch', card_id: 0, merchant_id: 0 },
    scheme: { ...takeover, ...notFraud, role: 'recovery', stage: 'cover', step: 4, recovered: 250 },
  },
  {
    time: '2026-02-16T20:00:00Z',
    type: 'credit_transfer',
    from: SEASONAL,
    to: EMPLOYER,
    cents: 120_000,
    rest: banking,
  },
  {
    time: '2026-02-27T22:00:00Z',
    type: 'merchant_settlement',
    from: TAKINGS,
    to: SHOP,
    cents: 40_000,
    rest: { channel: 'batch', merchant_id: 0, reference: 'settlement' },
  },
];

function groceries(): TestPayment[] {
  const purchases: TestPayment[] = [];
  for (let day = 2; day < 59; day++) {
    if (day % 7 === 0 || day % 4 === 0) continue;
    const time = new Date(Date.UTC(2026, 0, day, 17, day % 60)).toISOString();
    const isAlice = day % 2 === 0;
    // Alice's card is blocked on 3 February; from then on she uses the new one.
    const card = isAlice ? (day < 33 ? 0 : 3) : 1;
    purchases.push({
      time,
      type: 'card_purchase',
      from: isAlice ? ALICE : BOB,
      to: TAKINGS,
      cents: 700 + ((day * 137) % 900),
      rest: { ...shopping, card_id: card },
    });
  }
  return purchases;
}

/** The small ledger, filled into tables. */
export async function smallLedger(): Promise<TableStore> {
  const store = await TableStore.create();
  const ordered = [...payments].sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const balances = testAccounts.map(({ opening }) => opening);
  const schemeRows: TestRow[] = [];
  const rows = ordered.map((payment, index): TestRow => {
    const id = index + 1;
    const isBooked = payment.rest?.status !== 'declined' && payment.type !== 'card_authorisation';
    if (isBooked) {
      balances[payment.from]! -= payment.cents;
      balances[payment.to]! += payment.cents;
    }
    if (payment.scheme !== undefined) schemeRows.push({ loss: 0, recovered: 0, ...payment.scheme, transaction_id: id });
    return {
      transaction_id: id,
      event_time: payment.time,
      payment_type: payment.type,
      status: 'approved',
      origin_account: payment.from,
      destination_account: payment.to,
      origin_bank: testAccounts[payment.from]!.bank,
      destination_bank: testAccounts[payment.to]!.bank,
      country: 'XE',
      amount: payment.cents / 100,
      currency: 'EUR',
      origin_balance_after: reported(payment.from, balances),
      destination_balance_after: reported(payment.to, balances),
      is_fraud: payment.scheme?.is_fraud ?? false,
      ...payment.rest,
    };
  });
  const idAt = (time: string) => ordered.findIndex((payment) => payment.time === time) + 1;
  await store.insert(transactions, rows);
  await store.insert(schemeTransactions, schemeRows);
  await store.run(`UPDATE transactions SET parent_transaction_id = ${idAt('2026-01-20T10:00:00Z')}
    WHERE transaction_id = ${idAt('2026-01-22T10:00:00Z')}`);
  await insertEntities(store, balances);
  await insertBankKnowledge(store, idAt);
  await insertTruth(store, idAt);
  return store;
}

function reported(account: number, balances: readonly number[]): number | null {
  return testAccounts[account]!.bank === 'omega' ? null : balances[account]! / 100;
}

async function insertEntities(store: TableStore, closing: readonly number[]): Promise<void> {
  await store.insert(banks, [
    { bank: 'alpha', name: 'Alpha Bank', country: 'XE', reporting: true, market_share: 0.6 },
    { bank: 'beta', name: 'Beta Bank', country: 'XE', reporting: true, market_share: 0.4 },
    { bank: 'omega', name: 'Elsewhere', country: 'DE', reporting: false, market_share: 0 },
  ]);
  const place = { city: 'Mittel', region: 'North', latitude: 50.5, longitude: 8.25 };
  await store.insert(
    customers,
    [0, 1, 2, 3, 4, 5].map((customer) => ({
      customer_id: customer,
      customer_type: customer === 4 ? 'business' : 'person',
      persona: 'employee',
      customer_since: '2015-05-05',
      kyc_risk: 'low',
      ...place,
    })),
  );
  await store.insert(
    accounts,
    testAccounts.map(({ type, bank, opening, rest }, account) => ({
      account_id: account,
      account_type: type,
      bank,
      opened: '2015-05-05',
      currency: 'EUR',
      credit_limit: 0,
      opening_balance: opening / 100,
      closing_balance: closing[account]! / 100,
      ...rest,
    })),
  );
  const debit = { card_type: 'debit', issued: '2024-01-01', expires: '2027-12-31' };
  await store.insert(cards, [
    { ...debit, card_id: 0, account_id: ALICE, customer_id: 0, blocked_time: '2026-02-03T08:00:00Z' },
    { ...debit, card_id: 1, account_id: BOB, customer_id: 1 },
    { ...debit, card_id: 2, account_id: CREDIT, customer_id: 1, card_type: 'credit' },
    { ...debit, card_id: 3, account_id: ALICE, customer_id: 0, issued: '2026-02-03', replaces_card_id: 0 },
  ]);
  await store.insert(merchants, [
    {
      merchant_id: 0,
      customer_id: 4,
      descriptor: `Mo's "Deli"`,
      category: 'groceries',
      mcc: 5411,
      online: false,
      city: 'Mittel',
      country: 'XE',
      acquiring_account: TAKINGS,
      settlement_account: SHOP,
    },
  ]);
  await store.insert(terminals, [
    { terminal_id: 0, merchant_id: 0 },
    { terminal_id: 1, bank: 'beta' },
  ]);
  const device = { operating_system: 'android', first_seen: '2025-06-01' };
  await store.insert(devices, [
    { ...device, device_id: 0, device_type: 'phone', fingerprint: 'a1' },
    { ...device, device_id: 1, device_type: 'computer', fingerprint: 'b2' },
  ]);
  await store.insert(ips, [
    { ip: 167_772_161, address: '10.0.0.1', network: 'mobile', country: 'XE' },
    { ip: 3_232_235_777, address: '192.168.1.1', network: 'hosting', country: 'DE' },
  ]);
}

async function insertBankKnowledge(store: TableStore, idAt: (time: string) => number): Promise<void> {
  const event = { customer_id: 0, account_id: ALICE, channel: 'mobile', outcome: 'success' };
  await store.insert(events, [
    { ...event, event_id: 1, event_time: '2026-01-02T10:00:00Z', event_type: 'login', device_id: 0, ip: 167_772_161 },
    { ...event, event_id: 2, event_time: '2026-02-03T08:00:00Z', event_type: 'card_block', card_id: 0 },
    {
      ...event,
      event_id: 3,
      event_time: '2026-02-03T08:30:00Z',
      event_type: 'dispute',
      transaction_id: idAt('2026-02-03T01:01:00Z'),
    },
  ]);
  const known = idAt('2026-02-03T01:01:00Z');
  await store.insert(labels, [
    { transaction_id: known, label: 'suspicious', label_time: '2026-02-03T01:01:30Z', label_source: 'alert' },
    { transaction_id: known, label: 'fraud', label_time: '2026-02-03T08:30:00Z', label_source: 'customer_report' },
    { transaction_id: known + 2, label: 'fraud', label_time: '2026-02-04T08:30:00Z', label_source: 'alert' },
    { account_id: MULE, label: 'mule', label_time: '2026-02-20T08:30:00Z', label_source: 'investigation' },
  ]);
  await store.insert(pendingLabels, [
    {
      transaction_id: idAt('2026-01-25T12:00:00Z'),
      label: 'fraud',
      label_time: '2026-03-05T08:00:00Z',
      label_source: 'customer_report',
    },
  ]);
  await store.insert(cases, [
    { case_id: 1, customer_id: 0, account_id: ALICE, reason: 'customer_report', opened: '2026-02-03T08:30:00Z' },
  ]);
  await store.insert(alerts, [
    {
      alert_id: 1,
      alert_time: '2026-02-03T01:01:30Z',
      rule: 'night',
      transaction_id: known,
      account_id: ALICE,
      case_id: 1,
    },
  ]);
}

async function insertTruth(store: TableStore, idAt: (time: string) => number): Promise<void> {
  const campaign = { ended: null, outcome: null, parameters: '{}', proceeds: 0, cost: 0, victim_loss: 0, recovered: 0 };
  await store.insert(campaigns, [
    {
      ...campaign,
      campaign_id: 1,
      typology: 'fan_in',
      family: 'laundering',
      started: '2026-01-24T00:00:00Z',
      planned_rows: 5,
      fraud_rows: 5,
    },
    {
      ...campaign,
      campaign_id: 2,
      typology: 'account_takeover',
      family: 'fraud',
      started: '2026-02-02T00:00:00Z',
      planned_rows: 3,
      fraud_rows: 3,
    },
  ]);
  await store.insert(campaignMembers, [
    { campaign_id: 1, role: 'collector', customer_id: 3, account_id: MULE },
    { campaign_id: 2, role: 'victim', customer_id: 0, account_id: ALICE },
  ]);
  await store.insert(truthAccounts, [
    { account_id: MULE, customer_id: 3, part: 'mule', campaign_id: 1, from_time: '2026-01-25T12:00:00Z' },
  ]);
  const [first, second, third] = ['2026-01-25T12:00:00Z', '2026-01-25T12:05:00Z', '2026-01-25T12:10:00Z'].map(idAt);
  const withdrawal = idAt('2026-01-25T13:00:00Z');
  const transfer = idAt('2026-01-26T13:00:00Z');
  await store.insert(moneyTrail, [
    { transaction_id: withdrawal, source_transaction_id: first!, amount: 400 },
    { transaction_id: withdrawal, source_transaction_id: second!, amount: 200 },
    { transaction_id: transfer, source_transaction_id: second!, amount: 100 },
    { transaction_id: transfer, source_transaction_id: third!, amount: 500 },
  ]);
  await store.run(`UPDATE scheme_transactions SET caused_by = ${third} WHERE transaction_id = ${withdrawal}`);
  await store.insert(cashPayments, [
    { event_time: '2026-01-03T12:00:00Z', customer_id: 0, merchant_id: 0, amount: 3.5 },
  ]);
  await store.insert(lookAlikes, [{ transaction_id: 1, behavior: 'shared_bills', typology: 'fan_in' }]);
  await store.insert(driftEvents, []);
  await store.insert(anomalies, []);
  await store.insert(anomalousTransactions, []);
}
