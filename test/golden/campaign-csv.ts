import { typologies } from '../../behaviors/index.ts';
import type { Batch } from '../../src/kernel/batch.ts';
import type { Campaign } from '../../src/kernel/campaign.ts';
import { accountTypes } from '../../src/ledger/ledger.ts';
import { type Run, startRun } from '../../src/run.ts';
import { type RowOf, rowsOf } from '../../src/rows-of.ts';
import type { transactions } from '../../src/schema/transactions.ts';
import type { schemeTransactions } from '../../src/schema/truth.ts';
import { smallScenario } from '../determinism/recorded-run.ts';

type Transaction = RowOf<typeof transactions>;
type SchemeTransaction = RowOf<typeof schemeTransactions>;

/** A world in which every typology has room for campaigns of its usual size. */
const scenario = smallScenario({
  seed: 1,
  start: '2026-02-02',
  days: 45,
  warmup_days: 0,
  world: { customers: 600 },
  fraud: {
    prevalence: 0.03,
    mix: Object.fromEntries(typologies.map(({ name }) => [name, 1])),
  },
});
const MOST_ROWS = 24;
const HEADER = 'row,time,rail,status,reason,from,to,amount,role,stage,caused_by';

/** One campaign of every typology as a table for people, by the name of the typology. */
export function campaignTables(): Map<string, string> {
  const run = startRun(scenario);
  const transactionsById = new Map<number, Transaction>();
  const steps: SchemeTransaction[] = [];
  for (const batch of run.batches()) {
    if (batch.table.name === 'transactions') {
      for (const row of rowsOf(batch as Batch<typeof transactions>, run.vocabularies)) {
        transactionsById.set(row.transaction_id, row);
      }
    } else if (batch.table.name === 'scheme_transactions') {
      steps.push(...rowsOf(batch as Batch<typeof schemeTransactions>, run.vocabularies));
    }
  }
  return new Map(
    typologies.map(({ name }): [string, string] => {
      const campaign = exampleOf(run, name);
      const own = steps.filter(({ campaign_id }) => campaign_id === campaign.id).slice(0, MOST_ROWS);
      return [name, tableOf(run, campaign, own, transactionsById)];
    }),
  );
}

/** A campaign that went as planned and has about as many rows as fit, else the longest. */
function exampleOf(run: Run, typology: string): Campaign {
  const all = run.simulation.shard.campaigns.filter((campaign) => campaign.typology === typology && campaign.steps > 0);
  const completed = all.filter(({ outcome, steps }) => outcome === 'completed' && steps <= MOST_ROWS);
  const [longest] = (completed.length > 0 ? completed : all).sort((a, b) => b.steps - a.steps);
  if (longest === undefined) throw new Error(`no campaign of ${typology} in the golden scenario`);
  return longest;
}

function tableOf(
  run: Run,
  campaign: Campaign,
  steps: readonly SchemeTransaction[],
  transactionsById: ReadonlyMap<number, Transaction>,
): string {
  const rowOf = new Map(steps.map(({ transaction_id }, index) => [transaction_id, index + 1]));
  const lines = steps.map((step, index) => {
    const row = transactionsById.get(step.transaction_id)!;
    return [
      index + 1,
      row.event_time.toISOString().slice(0, 19).replace('T', ' '),
      row.payment_type,
      row.status,
      row.decline_reason ?? '',
      partyName(run, campaign, row.origin_account, row),
      partyName(run, campaign, row.destination_account, row),
      row.amount.toFixed(2),
      step.role,
      step.stage ?? '',
      step.caused_by === null ? '' : (rowOf.get(step.caused_by) ?? 'earlier'),
    ].join(',');
  });
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/** What an account is in the campaign, or what it is anyway. */
function partyName(run: Run, campaign: Campaign, account: number, row: Transaction): string {
  const { world } = run.simulation.shard;
  const customer = world.ledger.owner[account]!;
  const type = accountTypes[world.ledger.type[account]!]!;
  const members = campaign.members.filter((member) => member.customer >= 0 && member.customer === customer);
  const [member] = members;
  if (member !== undefined) {
    const alike = campaign.members.filter(({ role }) => role === member.role);
    const name = alike.length > 1 ? `${member.role} ${alike.indexOf(member) + 1}` : member.role;
    return type === 'savings' || type === 'credit_card' ? `${name} (${type})` : name;
  }
  const { institutions } = world;
  if (row.merchant_id !== null) return `merchant ${row.mcc}`;
  if (type === 'cash') return 'cash';
  if (institutions.exchanges.includes(account)) return 'exchange';
  if (institutions.foreignAccounts.includes(account)) return 'abroad';
  if (institutions.bankOwn.includes(account)) return 'bank';
  return customer >= 0 ? `customer ${customer}` : type;
}
