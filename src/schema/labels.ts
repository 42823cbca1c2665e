import { defineTable } from './column.ts';

const labelColumns = {
  transaction_id: { type: 'int64', nullable: true, knownAt: 'decision', doc: 'Transaction labelled.' },
  account_id: { type: 'int32', nullable: true, knownAt: 'decision', doc: 'Account labelled.' },
  customer_id: { type: 'int32', nullable: true, knownAt: 'decision', doc: 'Customer labelled.' },
  label: {
    type: 'code',
    vocabulary: 'label',
    knownAt: 'decision',
    doc: 'What the bank believes from then on; may be wrong.',
  },
  label_time: { type: 'timestamp', knownAt: 'decision', doc: 'When the bank came to believe it (UTC).' },
  label_source: { type: 'code', vocabulary: 'label_source', knownAt: 'decision', doc: 'How it learned.' },
} as const;

export const labels = defineTable({
  name: 'labels',
  path: 'labels',
  partition: 'month',
  doc: 'What a bank came to believe about a transaction, an account or a customer, and when.',
  columns: labelColumns,
});

export const pendingLabels = defineTable({
  name: 'pending_labels',
  path: 'truth/pending_labels',
  partition: 'none',
  doc: 'A label that was on its way when the log ended.',
  columns: labelColumns,
});

export const alerts = defineTable({
  name: 'alerts',
  path: 'alerts',
  partition: 'none',
  doc: 'A rule of the bank that fired.',
  columns: {
    alert_id: { type: 'int32', knownAt: 'decision', doc: 'Sequential; those of the warm-up are left out.' },
    alert_time: { type: 'timestamp', knownAt: 'decision', doc: 'When it fired (UTC).' },
    rule: { type: 'text', knownAt: 'decision', doc: 'Name of the rule.' },
    transaction_id: { type: 'int64', nullable: true, knownAt: 'decision', doc: 'Transaction that set it off.' },
    account_id: { type: 'int32', knownAt: 'decision', doc: 'Account concerned.' },
    case_id: {
      type: 'int32',
      nullable: true,
      knownAt: 'decision',
      doc: 'Case it was filed under; null if never looked at.',
    },
  },
});

export const cases = defineTable({
  name: 'cases',
  path: 'cases',
  partition: 'none',
  doc: 'A case of the fraud desk: opened by an alert or by a report of a customer.',
  columns: {
    case_id: { type: 'int32', knownAt: 'decision', doc: 'Sequential; those of the warm-up are left out.' },
    customer_id: { type: 'int32', nullable: true, knownAt: 'decision', doc: 'Customer concerned.' },
    account_id: { type: 'int32', knownAt: 'decision', doc: 'Account concerned.' },
    reason: { type: 'text', knownAt: 'decision', doc: '`customer_report` or the rule that fired.' },
    opened: { type: 'timestamp', knownAt: 'decision', doc: 'When it was opened (UTC).' },
    closed: { type: 'timestamp', nullable: true, knownAt: 'decision', doc: 'When it was closed (UTC).' },
    disposition: {
      type: 'text',
      nullable: true,
      knownAt: 'decision',
      doc: 'fraud, legitimate, mule, or null while open.',
    },
    analyst: { type: 'int32', nullable: true, knownAt: 'decision', doc: 'Who decided.' },
  },
});
