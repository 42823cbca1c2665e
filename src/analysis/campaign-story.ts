import type { Dataset } from './duckdb.ts';

/** One campaign, told by its payments. */
export interface CampaignStory {
  readonly campaignId: number;
  readonly typology: string;
  readonly family: string;
  /** How it ended; null if it was under way at the end of the log. */
  readonly outcome: string | null;
  readonly fraudRows: number;
  readonly proceeds: number;
  readonly victimLoss: number;
  readonly recovered: number;
  /** In time order. */
  readonly payments: readonly StoryPayment[];
  /** Every account that pays or is paid, in order of appearance. */
  readonly accounts: readonly StoryAccount[];
}

/** A payment of a campaign. */
export interface StoryPayment {
  readonly transactionId: number;
  /** Milliseconds since 1970 (UTC). */
  readonly time: number;
  readonly origin: number;
  readonly destination: number;
  readonly amount: number;
  readonly isApproved: boolean;
  /** fraud, cover or recovery. */
  readonly role: string;
  /** Stage of the scheme; null for recoveries. */
  readonly stage: string | null;
  /** When the bank first called it fraud, in milliseconds since 1970; null if it did not before the log ended. */
  readonly labelTime: number | null;
}

/** An account in a campaign. */
export interface StoryAccount {
  readonly account: number;
  /** Role in the typology, such as `mule`; null for one that only pays or is paid. */
  readonly role: string | null;
  /** Type of the account, such as `current` or `cash`. */
  readonly type: string;
}

/** Rows of a campaign that can still be told in a picture. */
const MOST_ROWS = 40;

/**
 * One campaign of every typology: the one whose size is next to the upper quartile of its typology, as long as it has
 * at most 40 rows; of equal ones the first.
 */
export async function campaignStories(dataset: Dataset): Promise<readonly CampaignStory[]> {
  const chosen = await dataset.rows(`
    WITH sized AS (
      SELECT campaign_id, typology, count(*) AS rows
      FROM scheme_transactions GROUP BY campaign_id, typology HAVING bool_or(is_fraud)
    ), usual AS (
      SELECT typology, least(${MOST_ROWS}, quantile_cont(rows, 0.75)) AS rows FROM sized GROUP BY typology
    ), ranked AS (
      SELECT sized.campaign_id, row_number() OVER (
        PARTITION BY typology
        ORDER BY sized.rows > ${MOST_ROWS}, abs(sized.rows - usual.rows), sized.campaign_id
      ) AS place
      FROM sized JOIN usual USING (typology)
    )
    SELECT c.campaign_id, c.typology, c.family, c.outcome, c.fraud_rows, c.proceeds, c.victim_loss, c.recovered
    FROM campaigns c JOIN ranked USING (campaign_id)
    WHERE ranked.place = 1
    ORDER BY c.typology`);
  const payments = await paymentsOf(dataset);
  const members = await membersOf(dataset);
  return chosen.map((row) => {
    const campaignId = Number(row.campaign_id);
    const own = payments.filter((payment) => payment.campaignId === campaignId).slice(0, MOST_ROWS);
    return {
      campaignId,
      typology: String(row.typology),
      family: String(row.family),
      outcome: row.outcome === null || row.outcome === undefined ? null : String(row.outcome),
      fraudRows: Number(row.fraud_rows),
      proceeds: Number(row.proceeds),
      victimLoss: Number(row.victim_loss),
      recovered: Number(row.recovered),
      payments: own,
      accounts: accountsOf(own, members.get(campaignId) ?? new Map()),
    };
  });
}

interface Row extends StoryPayment {
  readonly campaignId: number;
  readonly originType: string;
  readonly destinationType: string;
}

async function paymentsOf(dataset: Dataset): Promise<readonly Row[]> {
  const rows = await dataset.rows(`
    SELECT s.campaign_id, s.role, s.stage, t.transaction_id, epoch_ms(t.event_time) AS time,
      t.origin_account, t.destination_account, t.amount, t.status = 'approved' AS is_approved,
      o.account_type AS origin_type, d.account_type AS destination_type, epoch_ms(l.label_time) AS label_time
    FROM scheme_transactions s
    JOIN transactions t USING (transaction_id)
    LEFT JOIN accounts o ON o.account_id = t.origin_account
    LEFT JOIN accounts d ON d.account_id = t.destination_account
    LEFT JOIN (
      SELECT transaction_id, min(label_time) AS label_time FROM labels WHERE label = 'fraud' GROUP BY transaction_id
    ) l ON l.transaction_id = t.transaction_id
    ORDER BY t.transaction_id`);
  return rows.map((row) => ({
    campaignId: Number(row.campaign_id),
    transactionId: Number(row.transaction_id),
    time: Number(row.time),
    origin: Number(row.origin_account),
    destination: Number(row.destination_account),
    originType: String(row.origin_type ?? 'unknown'),
    destinationType: String(row.destination_type ?? 'unknown'),
    amount: Number(row.amount),
    isApproved: row.is_approved === true,
    role: String(row.role),
    stage: row.stage === null ? null : String(row.stage),
    labelTime: row.label_time === null ? null : Number(row.label_time),
  }));
}

/** Roles by account; a merchant's are those of the account that purchases credit. */
async function membersOf(dataset: Dataset): Promise<ReadonlyMap<number, ReadonlyMap<number, string>>> {
  const rows = await dataset.rows(`
    SELECT m.campaign_id, coalesce(m.account_id, s.acquiring_account) AS account, min(m.role) AS role
    FROM campaign_members m LEFT JOIN merchants s USING (merchant_id)
    WHERE account IS NOT NULL
    GROUP BY ALL ORDER BY ALL`);
  const members = new Map<number, Map<number, string>>();
  for (const { campaign_id, account, role } of rows) {
    const campaign = members.get(Number(campaign_id)) ?? new Map<number, string>();
    members.set(Number(campaign_id), campaign.set(Number(account), String(role)));
  }
  return members;
}

function accountsOf(payments: readonly Row[], roles: ReadonlyMap<number, string>): StoryAccount[] {
  const found = new Map<number, StoryAccount>();
  for (const { origin, originType, destination, destinationType } of payments) {
    for (const [account, type] of [
      [origin, originType],
      [destination, destinationType],
    ] as const) {
      if (!found.has(account)) found.set(account, { account, role: roles.get(account) ?? null, type });
    }
  }
  return [...found.values()];
}
