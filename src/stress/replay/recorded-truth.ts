import type { Dataset } from '../../analysis/duckdb.ts';
import type { Truth } from '../../detectors/adapter.ts';

/** What a scheme had to do with a payment. */
export interface SchemeOfPayment {
  readonly isFraud: boolean;
  readonly typology: string;
  readonly campaign: number;
  readonly lossCents: number;
}

/** What is true of a dataset, for the log and for the oracle. */
export interface RecordedTruth extends Truth {
  schemeOf(transactionId: number): SchemeOfPayment | undefined;
  /** The customer who owns an account; undefined for accounts of nobody's. */
  customerOf(account: number): number | undefined;
}

/** Reads which payments belong to schemes, a few in a thousand, and who owns which account. */
export async function readTruth(dataset: Dataset): Promise<RecordedTruth> {
  const schemes = new Map<number, SchemeOfPayment>();
  const rows = await dataset.rows(
    'SELECT transaction_id, is_fraud, typology, campaign_id, loss::DOUBLE AS loss FROM scheme_transactions',
  );
  for (const { transaction_id, is_fraud, typology, campaign_id, loss } of rows) {
    schemes.set(transaction_id as number, {
      isFraud: is_fraud as boolean,
      typology: typology as string,
      campaign: campaign_id as number,
      lossCents: Math.round((loss as number) * 100),
    });
  }
  const owners = await dataset.rows('SELECT account_id, customer_id FROM accounts WHERE customer_id IS NOT NULL');
  const customers = new Map(owners.map(({ account_id, customer_id }) => [account_id as number, customer_id as number]));
  return {
    isFraud: (transactionId) => schemes.get(transactionId)?.isFraud === true,
    schemeOf: (transactionId) => schemes.get(transactionId),
    customerOf: (account) => customers.get(account),
  };
}
