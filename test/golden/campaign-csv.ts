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

/** A world in which a typology has room for campaigns of its usual size. Each has its own, so that adding one changes no other. */
const scenarioOf = (typology: string) =>
  smallScenario({
    seed: 1,
    start: '2026-02-02',
    days: 40,
    warmup_days: 0,
    world: { customers: 400, names: false },
    fraud: { prevalence: 0.01, mix: { [typology]: 1 } },
  });
const MOST_ROWS = 24;
const HEADER = 'row,time,rail,status,reason,from,to,amount,role,stage,caused_by';

/** One campaign of every typology as a table for people, by the name of the typology. */
export function campaignTables(): Map<string, string> {
  return new Map(typologies.map(({ name }) => [name, campaignTable(name)]));
}

/** One campaign of a typology as a table for people. */
export function campaignTable(typology: string): string {
  const run = startRun(scenarioOf(typology));
  const batches = [...run.batches()];
  const steps = batches
    .filter(({ table }) => table.name === 'scheme_transactions')
    .flatMap((batch) => [...rowsOf(batch as Batch<typeof schemeTransactions>, run.vocabularies)]);
  const campaign = exampleOf(run, typology);
  const own = steps.filter(({ campaign_id }) => campaign_id === campaign.id).slice(0, MOST_ROWS);
  const wanted = new Set(own.map(({ transaction_id }) => transaction_id));
  const transactionsById = new Map<number, Transaction>();
  for (const batch of batches.filter(({ table }) => table.name === 'transactions')) {
    for (const row of rowsOf(batch as Batch<typeof transactions>, run.vocabularies)) {
      if (wanted.has(row.transaction_id)) transactionsById.set(row.transaction_id, row);
    }
  }
  return tableOf(run, campaign, own, transactionsById);
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
