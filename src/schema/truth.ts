import { defineTable } from './column.ts';

const truth = 'truth' as const;

export const schemeTransactions = defineTable({
  name: 'scheme_transactions',
  path: 'truth/scheme_transactions',
  partition: 'none',
  doc: 'A transaction that belongs to a criminal scheme: the crime, its cover, or the money coming back.',
  columns: {
    transaction_id: { type: 'int64', knownAt: truth, doc: 'The transaction.' },
    is_fraud: { type: 'boolean', knownAt: truth, doc: 'As in `transactions`.' },
    family: { type: 'code', vocabulary: 'family', knownAt: truth, doc: 'fraud, scam, laundering or first_party.' },
    typology: { type: 'code', vocabulary: 'typology', knownAt: truth, doc: 'Name of the typology.' },
    campaign_id: { type: 'int32', knownAt: truth, doc: 'Campaign that caused the row.' },
    role: { type: 'code', vocabulary: 'scheme_role', knownAt: truth, doc: 'fraud, cover or recovery.' },
    stage: {
      type: 'code',
      vocabulary: 'stage',
      nullable: true,
      knownAt: truth,
      doc: 'Stage of the scheme; null for recoveries.',
    },
    step: { type: 'int32', knownAt: truth, doc: 'Ordinal of the row in its campaign, from 1.' },
    caused_by: {
      type: 'int64',
      nullable: true,
      knownAt: truth,
      doc: 'Transaction whose outcome led to this one, such as the receipt that a hop forwards.',
    },
    victim: { type: 'int32', nullable: true, knownAt: truth, doc: 'customer_id of the victim.' },
    loss: { type: 'money', knownAt: truth, doc: 'What the victim lost by this row.' },
    recovered: { type: 'money', knownAt: truth, doc: 'What this row brought back.' },
  },
});

export const truthAccounts = defineTable({
  name: 'truth_accounts',
  path: 'truth/accounts',
  partition: 'none',
  doc: 'What an account was in a scheme, from when to when.',
  columns: {
    account_id: { type: 'int32', knownAt: truth, doc: 'The account.' },
    customer_id: { type: 'int32', nullable: true, knownAt: truth, doc: 'Its owner.' },
    part: { type: 'text', knownAt: truth, doc: 'victim, mule or criminal.' },
    campaign_id: { type: 'int32', knownAt: truth, doc: 'The campaign.' },
    from_time: { type: 'timestamp', knownAt: truth, doc: 'From when.' },
    to_time: { type: 'timestamp', nullable: true, knownAt: truth, doc: 'Until when; null while it goes on.' },
  },
});

export const moneyTrail = defineTable({
  name: 'money_trail',
  path: 'truth/money_trail',
  partition: 'none',
  doc: 'How much of a transaction is tainted money that an earlier transaction brought in (first in, first out).',
  columns: {
    transaction_id: { type: 'int64', knownAt: truth, doc: 'The transaction that moved tainted money on.' },
    source_transaction_id: { type: 'int64', knownAt: truth, doc: 'The transaction that had brought it in.' },
    amount: { type: 'money', knownAt: truth, doc: 'How much.' },
  },
});

export const cashPayments = defineTable({
  name: 'cash_payments',
  path: 'truth/cash_payments',
  partition: 'month',
  doc: 'A purchase in cash, which no bank sees.',
  columns: {
    event_time: { type: 'timestamp', knownAt: truth, doc: 'When (UTC).' },
    customer_id: { type: 'int32', knownAt: truth, doc: 'Who paid.' },
    merchant_id: { type: 'int32', knownAt: truth, doc: 'Who was paid.' },
    amount: { type: 'money', knownAt: truth, doc: 'How much.' },
  },
});

export const campaigns = defineTable({
  name: 'campaigns',
  path: 'truth/campaigns',
  partition: 'none',
  doc: 'One run of a typology by one group of criminals.',
  columns: {
    campaign_id: {
      type: 'int32',
      knownAt: truth,
      doc: 'Sequential in order of opening; those of the warm-up are left out.',
    },
    typology: { type: 'text', knownAt: truth, doc: 'Name of the typology.' },
    family: { type: 'text', knownAt: truth, doc: 'fraud, scam, laundering or first_party.' },
    started: { type: 'timestamp', knownAt: truth, doc: 'When it was opened (UTC).' },
    ended: {
      type: 'timestamp',
      nullable: true,
      knownAt: truth,
      doc: 'When it ended; null if it was under way at the end of the log.',
    },
    outcome: { type: 'text', nullable: true, knownAt: truth, doc: 'completed, aborted (with the reason) or null.' },
    parameters: { type: 'text', knownAt: truth, doc: 'The parameters drawn, as JSON.' },
    planned_rows: { type: 'int32', knownAt: truth, doc: 'Fraudulent rows expected when it was opened.' },
    fraud_rows: { type: 'int32', knownAt: truth, doc: 'Fraudulent rows posted.' },
    proceeds: { type: 'money', knownAt: truth, doc: 'What the criminals ended up with.' },
    cost: { type: 'money', knownAt: truth, doc: 'What it cost them: cards, SIMs, mules.' },
    victim_loss: { type: 'money', knownAt: truth, doc: 'What victims lost before anything came back.' },
    recovered: { type: 'money', knownAt: truth, doc: 'What came back.' },
  },
});

export const campaignMembers = defineTable({
  name: 'campaign_members',
  path: 'truth/campaign_members',
  partition: 'none',
  doc: 'Somebody or something that took part in a campaign.',
  columns: {
    campaign_id: { type: 'int32', knownAt: truth, doc: 'The campaign.' },
    role: { type: 'text', knownAt: truth, doc: 'Role in the typology, such as collector or victim.' },
    customer_id: { type: 'int32', nullable: true, knownAt: truth, doc: 'Customer.' },
    account_id: { type: 'int32', nullable: true, knownAt: truth, doc: 'Account.' },
    merchant_id: { type: 'int32', nullable: true, knownAt: truth, doc: 'Merchant.' },
    device_id: { type: 'int32', nullable: true, knownAt: truth, doc: 'Device.' },
  },
});

export const lookAlikes = defineTable({
  name: 'look_alikes',
  path: 'truth/look_alikes',
  partition: 'none',
  doc: 'An honest transaction that has the shape of a typology.',
  columns: {
    transaction_id: { type: 'int64', knownAt: truth, doc: 'The transaction.' },
    behavior: { type: 'code', vocabulary: 'behavior', knownAt: truth, doc: 'The routine behaviour that caused it.' },
    typology: { type: 'code', vocabulary: 'typology', knownAt: truth, doc: 'The typology that it resembles.' },
  },
});

export const driftEvents = defineTable({
  name: 'drift_events',
  path: 'truth/drift_events',
  partition: 'none',
  doc: 'A scheduled change of the world or of the criminals.',
  columns: {
    drift_time: { type: 'timestamp', knownAt: truth, doc: 'When (UTC).' },
    kind: { type: 'text', knownAt: truth, doc: 'What changed: `window_opens`, `window_closes`.' },
    subject: { type: 'text', knownAt: truth, doc: 'Whom it concerns, such as a typology.' },
    detail: { type: 'text', nullable: true, knownAt: truth, doc: 'Values before and after, as JSON.' },
  },
});

export const anomalies = defineTable({
  name: 'anomalies',
  path: 'truth/anomalies',
  partition: 'none',
  doc: 'An incident that is strange but not fraud.',
  columns: {
    anomaly_id: { type: 'int32', knownAt: truth, doc: 'Sequential, from 1.' },
    anomaly_type: { type: 'text', knownAt: truth, doc: 'Name in the catalogue.' },
    kind: { type: 'text', knownAt: truth, doc: 'point, contextual or collective.' },
    shape: { type: 'text', knownAt: truth, doc: 'Effect on its series, such as gap or extremum.' },
    scope: { type: 'text', knownAt: truth, doc: 'transaction, account, merchant, rail, region or system.' },
    affected_id: { type: 'int32', nullable: true, knownAt: truth, doc: 'Merchant, account or bank concerned.' },
    started: { type: 'timestamp', knownAt: truth, doc: 'From when (UTC).' },
    ended: { type: 'timestamp', knownAt: truth, doc: 'Until when (UTC).' },
    severity: { type: 'float64', knownAt: truth, doc: 'Share of the normal activity that is disturbed, 0 to 1.' },
    cause: { type: 'text', knownAt: truth, doc: 'Why, in a sentence.' },
  },
});

export const anomalousTransactions = defineTable({
  name: 'anomalous_transactions',
  path: 'truth/anomalous_transactions',
  partition: 'none',
  doc: 'A transaction that an incident made strange.',
  columns: {
    transaction_id: { type: 'int64', knownAt: truth, doc: 'The transaction.' },
    anomaly_id: { type: 'int32', knownAt: truth, doc: 'The incident.' },
  },
});
