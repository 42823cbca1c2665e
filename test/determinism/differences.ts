import type { Campaign } from '../../src/kernel/campaign.ts';
import { eventTypes, paymentTypes } from '../../src/schema/vocabularies.ts';
import { cell, type RecordedRun, type Rows } from './recorded-run.ts';

/** Something that happened in one of two runs and not in the other. */
export interface Difference {
  readonly time: number;
  /** For people: what, and in which run. */
  readonly what: string;
  /** Customers (`c7`) and merchants (`m3`) concerned; banks and other institutions never refuse, so they carry nothing on. */
  readonly parties: readonly string[];
  /** Merchants that can be the reason for it: they are for what they are paid out, not for who buys from them. */
  readonly byMerchant: boolean;
  /** Campaigns of a typology that both runs have, of which one went differently. */
  readonly campaign?: { readonly typology: string; readonly ordinal: number };
  /** Who else it reaches: those who act together with the parties in a campaign of another typology. */
  readonly accomplices: readonly string[];
  /** Caused by a typology that only one run has. */
  readonly isScheme: boolean;
}

const transactionColumns = [
  'event_time',
  'payment_type',
  'channel',
  'entry_mode',
  'auth_method',
  'cvv_result',
  'avs_result',
  'status',
  'decline_reason',
  'origin_account',
  'destination_account',
  'card_id',
  'merchant_id',
  'terminal_id',
  'mcc',
  'device_id',
  'ip',
  'session_id',
  'country',
  'latitude',
  'longitude',
  'amount',
  'reference',
  'is_fraud',
];
const eventColumns = [
  'event_time',
  'event_type',
  'customer_id',
  'account_id',
  'card_id',
  'counterparty_account',
  'session_id',
  'device_id',
  'ip',
  'channel',
  'old_value',
  'new_value',
  'outcome',
];

/** What differs between a run with some typologies and one without them, in time order. Ids and balances do not count. */
export function findDifferences(complete: RecordedRun, reduced: RecordedRun, gone: readonly string[]): Difference[] {
  const campaigns = new Map([complete, reduced].map((run) => [run, campaignsByTransaction(run)]));
  const partyOf = (account: number): string[] => partiesOf(complete, account);
  return [
    ...compareRows(complete, reduced, 'transactions', transactionColumns, (rows, row, side) => {
      const type = paymentTypes[cell(rows, 'payment_type', row)]!;
      const campaign = campaigns.get(side)!.get(cell(rows, 'transaction_id', row));
      const isScheme = campaign !== undefined && gone.includes(campaign.typology);
      return {
        what: type,
        parties: [...partyOf(cell(rows, 'origin_account', row)), ...partyOf(cell(rows, 'destination_account', row))],
        byMerchant: type === 'merchant_settlement' || type === 'fee',
        accomplices: campaign === undefined || isScheme ? [] : membersOf(campaign),
        isScheme,
      };
    }),
    ...compareRows(complete, reduced, 'events', eventColumns, (rows, row) => ({
      what: eventTypes[cell(rows, 'event_type', row)]!,
      parties: [`c${cell(rows, 'customer_id', row)}`],
    })),
    ...compareRows(
      complete,
      reduced,
      'labels',
      ['label_time', 'account_id', 'customer_id', 'label', 'label_source'],
      (rows, row) => ({ what: 'label', parties: [`c${cell(rows, 'customer_id', row)}`] }),
    ),
    ...compareRows(
      complete,
      reduced,
      'cash_payments',
      ['event_time', 'customer_id', 'merchant_id', 'amount'],
      (rows, row) => ({
        what: 'cash payment',
        parties: [`c${cell(rows, 'customer_id', row)}`, `m${cell(rows, 'merchant_id', row)}`],
      }),
    ),
    ...compareCampaigns(complete, reduced, gone),
  ].sort((a, b) => a.time - b.time);
}

type Description = Pick<Difference, 'what' | 'parties'> & Partial<Difference>;

/** Rows that one run has and the other has not, as multisets. */
function compareRows(
  complete: RecordedRun,
  reduced: RecordedRun,
  table: string,
  columns: readonly string[],
  describe: (rows: Rows, row: number, side: RecordedRun) => Description,
): Difference[] {
  const counts = new Map<string, number>();
  const keysOf = (run: RecordedRun): string[] => {
    const rows = run.tables[table];
    if (rows === undefined) return [];
    return Array.from({ length: rows.length }, (_, row) => columns.map((name) => cell(rows, name, row)).join('|'));
  };
  const sides = [complete, reduced].map((run) => ({ run, keys: keysOf(run) }));
  for (const key of sides[1]!.keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const key of sides[0]!.keys) counts.set(key, (counts.get(key) ?? 0) - 1);
  return sides.flatMap(({ run, keys }, side) => {
    const rows = run.tables[table]!;
    const name = side === 0 ? 'with it' : 'without it';
    return keys.flatMap((key, row): Difference[] => {
      const surplus = counts.get(key)! * (side === 0 ? -1 : 1);
      if (surplus <= 0) return [];
      counts.set(key, counts.get(key)! + (side === 0 ? 1 : -1));
      const time = cell(rows, columns[0]!, row) / 1_000;
      const { what, ...description } = describe(rows, row, run);
      const place = `${what} at ${new Date(time).toISOString()}, only ${name}: ${key}`;
      return [{ time, byMerchant: false, accomplices: [], isScheme: false, ...description, what: place }];
    });
  });
}

/** Campaigns of the typologies that both runs have, when they did not begin alike. */
function compareCampaigns(complete: RecordedRun, reduced: RecordedRun, gone: readonly string[]): Difference[] {
  return pairCampaigns(complete, reduced, gone).flatMap(([one, other]): Difference[] => {
    if (one?.startedAt === other?.startedAt) return [];
    const both = [one, other].filter((campaign) => campaign !== undefined);
    const { typology, ordinal } = both[0]!;
    return [
      {
        time: Math.min(...both.map(({ startedAt }) => startedAt)),
        what: `campaign ${ordinal} of ${typology}`,
        parties: both.flatMap(membersOf),
        byMerchant: false,
        accomplices: [],
        campaign: { typology, ordinal },
        isScheme: false,
      },
    ];
  });
}

/** Campaigns of the typologies that both runs have, by typology and ordinal. */
export function pairCampaigns(
  complete: RecordedRun,
  reduced: RecordedRun,
  gone: readonly string[],
): (readonly [Campaign | undefined, Campaign | undefined])[] {
  const [ones, others] = [complete, reduced].map(
    ({ run }) =>
      new Map(
        run.simulation.shard.campaigns
          .filter(({ typology }) => !gone.includes(typology))
          .map((campaign) => [`${campaign.typology} ${campaign.ordinal}`, campaign]),
      ),
  );
  return [...new Set([...ones!.keys(), ...others!.keys()])].map((key) => [ones!.get(key), others!.get(key)]);
}

export const membersOf = ({ members }: Campaign): string[] =>
  members.filter(({ customer }) => customer >= 0).map(({ customer }) => `c${customer}`);

/** The campaign that each transaction of a scheme belongs to. */
function campaignsByTransaction({ run, tables }: RecordedRun): Map<number, Campaign> {
  const rows = tables.scheme_transactions;
  const { campaigns } = run.simulation.shard;
  return new Map(
    Array.from({ length: rows?.length ?? 0 }, (_, row) => [
      cell(rows!, 'transaction_id', row),
      campaigns[cell(rows!, 'campaign_id', row) - 1]!,
    ]),
  );
}

function partiesOf({ run }: RecordedRun, account: number): string[] {
  const { ledger } = run.simulation.shard.world;
  if (ledger.merchant[account]! >= 0) return [`m${ledger.merchant[account]}`];
  return ledger.owner[account]! >= 0 ? [`c${ledger.owner[account]}`] : [];
}
