import { defineCheck } from '../check.ts';

/** Columns that name a row of another table: [table, column, target table, target column]. */
const references = [
  ['transactions', 'origin_account', 'accounts', 'account_id'],
  ['transactions', 'destination_account', 'accounts', 'account_id'],
  ['transactions', 'origin_bank', 'banks', 'bank'],
  ['transactions', 'destination_bank', 'banks', 'bank'],
  ['transactions', 'card_id', 'cards', 'card_id'],
  ['transactions', 'merchant_id', 'merchants', 'merchant_id'],
  ['transactions', 'terminal_id', 'terminals', 'terminal_id'],
  ['transactions', 'device_id', 'devices', 'device_id'],
  ['transactions', 'ip', 'ips', 'ip'],
  ['events', 'customer_id', 'customers', 'customer_id'],
  ['events', 'account_id', 'accounts', 'account_id'],
  ['events', 'card_id', 'cards', 'card_id'],
  ['events', 'counterparty_account', 'accounts', 'account_id'],
  ['events', 'device_id', 'devices', 'device_id'],
  ['events', 'ip', 'ips', 'ip'],
  ['customers', 'employer_id', 'customers', 'customer_id'],
  ['accounts', 'customer_id', 'customers', 'customer_id'],
  ['accounts', 'merchant_id', 'merchants', 'merchant_id'],
  ['accounts', 'bank', 'banks', 'bank'],
  ['cards', 'account_id', 'accounts', 'account_id'],
  ['cards', 'customer_id', 'customers', 'customer_id'],
  ['cards', 'replaces_card_id', 'cards', 'card_id'],
  ['merchants', 'customer_id', 'customers', 'customer_id'],
  ['merchants', 'acquiring_account', 'accounts', 'account_id'],
  ['merchants', 'settlement_account', 'accounts', 'account_id'],
  ['terminals', 'merchant_id', 'merchants', 'merchant_id'],
  ['terminals', 'bank', 'banks', 'bank'],
  ['labels', 'account_id', 'accounts', 'account_id'],
  ['labels', 'customer_id', 'customers', 'customer_id'],
  ['pending_labels', 'account_id', 'accounts', 'account_id'],
  ['pending_labels', 'customer_id', 'customers', 'customer_id'],
  ['alerts', 'account_id', 'accounts', 'account_id'],
  ['alerts', 'case_id', 'cases', 'case_id'],
  ['cases', 'customer_id', 'customers', 'customer_id'],
  ['cases', 'account_id', 'accounts', 'account_id'],
  ['scheme_transactions', 'campaign_id', 'campaigns', 'campaign_id'],
  ['scheme_transactions', 'victim', 'customers', 'customer_id'],
  ['truth_accounts', 'account_id', 'accounts', 'account_id'],
  ['truth_accounts', 'customer_id', 'customers', 'customer_id'],
  ['truth_accounts', 'campaign_id', 'campaigns', 'campaign_id'],
  ['cash_payments', 'customer_id', 'customers', 'customer_id'],
  ['cash_payments', 'merchant_id', 'merchants', 'merchant_id'],
  ['campaign_members', 'campaign_id', 'campaigns', 'campaign_id'],
  ['campaign_members', 'customer_id', 'customers', 'customer_id'],
  ['campaign_members', 'account_id', 'accounts', 'account_id'],
  ['campaign_members', 'merchant_id', 'merchants', 'merchant_id'],
  ['campaign_members', 'device_id', 'devices', 'device_id'],
  ['anomalous_transactions', 'anomaly_id', 'anomalies', 'anomaly_id'],
] as const;

/** Columns that name a transaction. Ids of transactions have no gaps (`time_order`), so a range says it all. */
const transactionReferences = [
  ['events', 'transaction_id'],
  ['labels', 'transaction_id'],
  ['pending_labels', 'transaction_id'],
  ['alerts', 'transaction_id'],
  ['scheme_transactions', 'transaction_id'],
  ['scheme_transactions', 'caused_by'],
  ['money_trail', 'transaction_id'],
  ['money_trail', 'source_transaction_id'],
  ['look_alikes', 'transaction_id'],
  ['anomalous_transactions', 'transaction_id'],
] as const;

export default defineCheck({
  name: 'references_exist',
  doc: 'Whatever a row names exists: accounts, banks, cards, merchants, devices, campaigns, transactions, parents.',
  sql: () =>
    [
      ...references.map(
        ([table, column, target, key]) => `
        SELECT '${table}' AS table_name, '${column}' AS column_name, ${column}::VARCHAR AS value, count(*) AS rows
        FROM ${table}
        WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT ${key} FROM ${target} WHERE ${key} IS NOT NULL)
        GROUP BY ${column}`,
      ),
      ...transactionReferences.map(
        ([table, column]) => `
        SELECT '${table}', '${column}', ${column}::VARCHAR, count(*)
        FROM ${table}
        WHERE ${column} < 1 OR ${column} > (SELECT coalesce(max(transaction_id), 0) FROM transactions)
        GROUP BY ${column}`,
      ),
      `SELECT 'transactions', 'parent_transaction_id', parent_transaction_id::VARCHAR, count(*)
      FROM transactions
      WHERE parent_transaction_id < 1 OR parent_transaction_id >= transaction_id
      GROUP BY parent_transaction_id`,
    ].join(' UNION ALL '),
  breakIt: { tables: 'DELETE FROM cards WHERE card_id = (SELECT max(card_id) FROM transactions)' },
});
