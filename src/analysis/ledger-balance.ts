import type { Dataset } from './duckdb.ts';

/** What all accounts of a kind held and moved, in currency units that are exact cents. */
export interface LedgerBalance {
  readonly currency: string;
  readonly accountType: string;
  readonly accounts: number;
  readonly opening: number;
  /** Booked movements into and out of the accounts, those between two of them included. */
  readonly inflow: number;
  readonly outflow: number;
  readonly closing: number;
  /** Opening plus inflow less outflow less closing: 0 unless money was made or lost. */
  readonly difference: number;
}

/** The books of a dataset: per currency and kind of account, and per currency as a whole. */
export interface LedgerBalances {
  readonly byAccountType: readonly LedgerBalance[];
  /** `accountType` is `total`. Here inflow equals outflow, and opening closing. */
  readonly byCurrency: readonly LedgerBalance[];
}

/** Adds up the books of a dataset, from its rows and from its accounts. */
export async function ledgerBalance(dataset: Dataset): Promise<LedgerBalances> {
  const rows = await dataset.rows(`
    WITH flows AS (
      SELECT account_id, sum(inflow) AS inflow, sum(outflow) AS outflow
      FROM (
        SELECT origin_account AS account_id, 0 AS inflow, sum(round(amount * 100)) AS outflow
        FROM transactions WHERE status = 'approved' AND payment_type <> 'card_authorisation'
        GROUP BY origin_account
        UNION ALL
        SELECT destination_account, sum(round(coalesce(destination_amount, amount) * 100)), 0
        FROM transactions WHERE status = 'approved' AND payment_type <> 'card_authorisation'
        GROUP BY destination_account
      )
      GROUP BY account_id
    )
    SELECT
      currency,
      CASE WHEN grouping(account_type) = 1 THEN 'total' ELSE account_type END AS account_type,
      grouping(account_type) = 1 AS is_total,
      count(*) AS accounts,
      sum(round(opening_balance * 100)) AS opening,
      coalesce(sum(inflow), 0) AS inflow,
      coalesce(sum(outflow), 0) AS outflow,
      sum(round(closing_balance * 100)) AS closing
    FROM accounts LEFT JOIN flows USING (account_id)
    GROUP BY GROUPING SETS ((currency), (currency, account_type))
    ORDER BY currency, account_type`);
  const balances = rows.map((row) => ({ isTotal: row.is_total === true, balance: toLedgerBalance(row) }));
  return {
    byAccountType: balances.filter(({ isTotal }) => !isTotal).map(({ balance }) => balance),
    byCurrency: balances.filter(({ isTotal }) => isTotal).map(({ balance }) => balance),
  };
}

function toLedgerBalance(row: Readonly<Record<string, unknown>>): LedgerBalance {
  const [opening, inflow, outflow, closing] = ['opening', 'inflow', 'outflow', 'closing'].map((name) =>
    Number(row[name]),
  ) as [number, number, number, number];
  return {
    currency: String(row.currency),
    accountType: String(row.account_type),
    accounts: Number(row.accounts),
    opening: opening / 100,
    inflow: inflow / 100,
    outflow: outflow / 100,
    closing: closing / 100,
    difference: (opening + inflow - outflow - closing) / 100,
  };
}
