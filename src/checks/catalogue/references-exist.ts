import { defineCheck } from '../../define.ts';

/** Columns that name a row of another table: [table, column, target table, target column]. */
const references = [
  ['transactions', 'origin_account', 'accounts', 'account_id'],
  ['transactions', 'destination_account', 'accounts', 'account_id'],
  ['transactions', 'card_id', 'cards', 'card_id'],
  ['transactions', 'merchant_id', 'merchants', 'merchant_id'],
  ['transactions', 'terminal_id', 'terminals', 'terminal_id'],
  ['transactions', 'device_id', 'devices', 'device_id'],
  ['events', 'customer_id', 'customers', 'customer_id'],
  ['events', 'account_id', 'accounts', 'account_id'],
  ['events', 'card_id', 'cards', 'card_id'],
  ['events', 'counterparty_account', 'accounts', 'account_id'],
  ['events', 'device_id', 'devices', 'device_id'],
  ['customers', 'employer_id', 'customers', 'customer_id'],
  ['accounts', 'customer_id', 'customers', 'customer_id'],
  ['accounts', 'merchant_id', 'merchants', 'merchant_id'],
  ['cards', 'account_id', 'accounts', 'account_id'],
  ['cards', 'customer_id', 'customers', 'customer_id'],
  ['cards', 'replaces_card_id', 'cards', 'card_id'],
  ['merchants', 'customer_id', 'customers', 'customer_id'],
  ['merchants', 'acquiring_account', 'accounts', 'account_id'],
  ['merchants', 'settlement_account', 'accounts', 'account_id'],
  ['terminals', 'merchant_id', 'merchants', 'merchant_id'],
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
  ['events', 'transaction_id', 'transactions', 'transaction_id'],
  ['labels', 'transaction_id', 'transactions', 'transaction_id'],
  ['pending_labels', 'transaction_id', 'transactions', 'transaction_id'],
  ['alerts', 'transaction_id', 'transactions', 'transaction_id'],
  ['scheme_transactions', 'transaction_id', 'transactions', 'transaction_id'],
  ['scheme_transactions', 'caused_by', 'transactions', 'transaction_id'],
  ['money_trail', 'transaction_id', 'transactions', 'transaction_id'],
  ['money_trail', 'source_transaction_id', 'transactions', 'transaction_id'],
  ['look_alikes', 'transaction_id', 'transactions', 'transaction_id'],
  ['anomalous_transactions', 'transaction_id', 'transactions', 'transaction_id'],
  ['transactions', 'origin_bank', 'banks', 'bank'],
  ['transactions', 'destination_bank', 'banks', 'bank'],
  ['transactions', 'ip', 'ips', 'ip'],
  ['events', 'ip', 'ips', 'ip'],
  ['accounts', 'bank', 'banks', 'bank'],
  ['terminals', 'bank', 'banks', 'bank'],
] as const;

/** Tables whose ids are numbers without gaps (`ids_unique`, `time_order`), and the first of them: a range says it all. */
const numberedFrom: Readonly<Record<string, number>> = {
  transactions: 1,
  customers: 0,
  accounts: 0,
  merchants: 0,
  terminals: 0,
};

export default defineCheck({
  name: 'references_exist',
  doc: 'Whatever a row names exists: accounts, banks, cards, merchants, devices, campaigns, transactions, parents.',
  sql: ({ rows }) =>
    [
      ...references.map(([table, column, target, key]) => {
        const first = numberedFrom[target];
        return first === undefined
          ? unnamed(table, column, target, key)
          : outOfRange(table, column, first, first + rows(target) - 1);
      }),
      `SELECT 'transactions', 'parent_transaction_id', min(parent_transaction_id)::VARCHAR,
        max(parent_transaction_id)::VARCHAR, count(*), '1 to the transaction before'
      FROM transactions
      WHERE parent_transaction_id < 1 OR parent_transaction_id >= transaction_id
      HAVING count(*) > 0`,
    ].join(' UNION ALL '),
  breakIt: { tables: 'UPDATE transactions SET card_id = 1000000000 WHERE transaction_id = 1' },
});

function outOfRange(table: string, column: string, first: number, last: number): string {
  return `
    SELECT '${table}' AS table_name, '${column}' AS column_name, min(${column})::VARCHAR AS first_value,
      max(${column})::VARCHAR AS last_value, count(*) AS rows, '${first} to ${last}' AS existing
    FROM ${table}
    WHERE ${column} < ${first} OR ${column} > ${last}
    HAVING count(*) > 0`;
}

function unnamed(table: string, column: string, target: string, key: string): string {
  return `
    SELECT '${table}' AS table_name, '${column}' AS column_name, min(source.${column})::VARCHAR AS first_value,
      max(source.${column})::VARCHAR AS last_value, count(*) AS rows, '${key} of ${target}' AS existing
    FROM ${table} source ANTI JOIN ${target} target ON source.${column} = target.${key}
    WHERE source.${column} IS NOT NULL
    HAVING count(*) > 0`;
}
