import { createAgents } from '../../agents/agents.ts';
import { routine, typologies } from '../../behaviors/index.ts';
import type { Agents } from '../../src/kernel/agents.ts';
import type { Batch } from '../../src/kernel/batch.ts';
import type { Campaign } from '../../src/kernel/campaign.ts';
import { Simulation } from '../../src/kernel/simulation.ts';
import type { ParameterValues, Typology } from '../../src/kernel/typology.ts';
import { declineReasons, eventTypes, paymentTypes, schemeRoles, stages } from '../../src/schema/vocabularies.ts';
import { buildWorld } from '../../src/world/build.ts';
import { parseDay } from '../../src/world/calendar.ts';
import { createHabits } from '../../src/world/habits.ts';
import type { World } from '../../src/world/world.ts';

export const catalogue: readonly Typology[] = typologies;

/** A row of `transactions`, with its line of the truth if it belongs to a scheme. */
export interface PlayedRow {
  readonly id: number;
  readonly time: number;
  readonly type: string;
  readonly origin: number;
  readonly destination: number;
  readonly card: number;
  readonly merchant: number;
  readonly device: number;
  readonly session: number;
  readonly cents: number;
  readonly declined: string | undefined;
  readonly isFraud: boolean;
  readonly scheme: SchemeLine | undefined;
}

export interface SchemeLine {
  readonly campaign: Campaign;
  readonly role: string;
  readonly stage: string;
  readonly causedBy: number;
  readonly victim: number;
}

export interface PlayedEvent {
  readonly time: number;
  readonly type: string;
  readonly customer: number;
  readonly session: number;
  readonly device: number;
}

export interface PlaySpec {
  readonly names?: readonly string[];
  readonly seed?: number;
  readonly customers?: number;
  readonly days?: number;
  readonly warmupDays?: number;
  /** Fraudulent rows per legitimate row and typology. Default 1 %. */
  readonly share?: number;
  readonly settings?: Readonly<Record<string, ParameterValues>>;
  /** Changes to the agents; by default the fraud desk sleeps, so that nothing disturbs a scheme. */
  readonly agents?: (agents: Agents) => Agents;
}

export interface PlayedWorld {
  readonly world: World;
  readonly simulation: Simulation;
  /** In time order; `rows[id - 1]`. */
  readonly rows: readonly PlayedRow[];
  readonly events: readonly PlayedEvent[];
  /** Campaigns that began and ended in the log. */
  readonly campaigns: readonly Campaign[];
  rowsOf(campaign: Campaign): readonly PlayedRow[];
}

const START_DAY = parseDay('2026-02-02');

export const asleep = (agents: Agents): Agents => ({
  ...agents,
  posted: () => undefined,
  foresee: () => undefined,
  start: () => undefined,
});

/** Runs typologies of the catalogue in a world with all of its routine life. */
export function playSchemes(spec: PlaySpec = {}): PlayedWorld {
  const { names, seed = 5, customers = 1_200, days = 45, warmupDays = 5, share = 0.01, settings = {} } = spec;
  const world = buildWorld({ seed, customers, startDay: START_DAY - warmupDays, names: false });
  const simulation = new Simulation({
    seed,
    startDay: START_DAY,
    days,
    warmupDays,
    world,
    habits: createHabits(world, seed),
    agents: (spec.agents ?? asleep)(createAgents(world)),
    behaviors: routine,
    typologies: catalogue.map(({ name }) => name),
    quotas: catalogue
      .filter(({ name }) => names === undefined || names.includes(name))
      .map((typology) => ({
        typology,
        perLegitimateRow: share,
        fromDay: START_DAY - warmupDays,
        untilDay: Number.POSITIVE_INFINITY,
        settings: settings[typology.name] ?? {},
      })),
  });
  const { campaigns } = simulation.shard;
  const lines = new Map<number, SchemeLine>();
  const bare: Omit<PlayedRow, 'scheme'>[] = [];
  const events: PlayedEvent[] = [];
  for (const batch of simulation.batches()) {
    const { name } = batch.table;
    for (let row = 0; row < batch.length; row++) {
      if (name === 'transactions') bare.push(transaction(batch, row));
      else if (name === 'events') events.push(event(batch, row));
      else if (name === 'scheme_transactions')
        lines.set(integer(batch, 'transaction_id', row), line(batch, row, campaigns));
    }
  }
  const rows = bare.map((row) => ({ ...row, scheme: lines.get(row.id) }));
  const byCampaign = new Map<Campaign, PlayedRow[]>(campaigns.map((campaign) => [campaign, []]));
  for (const row of rows) if (row.scheme !== undefined) byCampaign.get(row.scheme.campaign)!.push(row);
  const began = rows[0]?.time ?? 0;
  return {
    world,
    simulation,
    rows,
    events,
    campaigns: campaigns.filter(({ startedAt, endedAt }) => startedAt >= began && endedAt !== -1),
    rowsOf: (campaign) => byCampaign.get(campaign) ?? [],
  };
}

function transaction(batch: Batch, row: number): Omit<PlayedRow, 'scheme'> {
  const reason = value(batch, 'decline_reason', row);
  return {
    id: integer(batch, 'transaction_id', row),
    time: integer(batch, 'event_time', row) / 1000,
    type: paymentTypes[value(batch, 'payment_type', row)]!,
    origin: value(batch, 'origin_account', row),
    destination: value(batch, 'destination_account', row),
    card: value(batch, 'card_id', row),
    merchant: value(batch, 'merchant_id', row),
    device: value(batch, 'device_id', row),
    session: integer(batch, 'session_id', row),
    cents: Math.round(value(batch, 'amount', row) * 100),
    declined: declineReasons[reason],
    isFraud: value(batch, 'is_fraud', row) === 1,
  };
}

function event(batch: Batch, row: number): PlayedEvent {
  return {
    time: integer(batch, 'event_time', row) / 1000,
    type: eventTypes[value(batch, 'event_type', row)]!,
    customer: value(batch, 'customer_id', row),
    session: integer(batch, 'session_id', row),
    device: value(batch, 'device_id', row),
  };
}

function line(batch: Batch, row: number, campaigns: readonly Campaign[]): SchemeLine {
  return {
    campaign: campaigns[value(batch, 'campaign_id', row) - 1]!,
    role: schemeRoles[value(batch, 'role', row)]!,
    stage: stages[value(batch, 'stage', row)]!,
    causedBy: Math.max(0, integer(batch, 'caused_by', row)),
    victim: value(batch, 'victim', row),
  };
}

type Columns = Readonly<Record<string, ArrayLike<number>>>;

function value(batch: Batch, column: string, row: number): number {
  return (batch.columns as unknown as Columns)[column]![row]!;
}

/** A 64-bit integer, which takes two places; the sentinel of null comes out negative. */
function integer(batch: Batch, column: string, row: number): number {
  const words = (batch.columns as unknown as Columns)[column]!;
  return (words[2 * row + 1]! | 0) * 4_294_967_296 + (words[2 * row]! >>> 0);
}
