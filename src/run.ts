import { createAgents } from '../agents/agents.ts';
import { routine, typologies } from '../behaviors/index.ts';
import type { ColumnValues } from './dataset/output.ts';
import type { DuelSetup } from './detectors/duel-setup.ts';
import type { Batch } from './kernel/batch.ts';
import type { Allocate } from './kernel/batch-stream.ts';
import { describeRefusal, type Quota, refusals } from './kernel/prevalence.ts';
import { Simulation } from './kernel/simulation.ts';
import { truthTables } from './kernel/truth-tables.ts';
import type { Typology } from './kernel/typology.ts';
import { ScenarioError } from './scenario/errors.ts';
import type { ResolvedScenario } from './scenario/resolve.ts';
import type { Table } from './schema/column.ts';
import { fixedVocabularies, type Vocabularies } from './schema/vocabularies.ts';
import { buildWorld } from './world/build.ts';
import { formatDay, parseDay } from './world/calendar.ts';
import { copyHomes, entityTables } from './world/entity-tables.ts';
import { createHabits } from './world/habits.ts';

/** A scenario with its world built, ready to be simulated once. */
export interface Run {
  /** Vocabularies of the `code` columns: the fixed ones, and those of this world. */
  readonly vocabularies: Vocabularies;
  readonly progress: RunProgress;
  /** The simulation itself, for those who want to watch or to look inside. */
  readonly simulation: Simulation;
  /** Simulates; batches come as they fill. They are taken from `allocate`, and belong to whoever provides it. */
  batches(allocate?: Allocate): Iterable<Batch>;
  /** Once the batches have ended: the tables that are not streamed (entities, campaigns, ...). */
  tables(): Iterable<TableRows>;
  /** Once the batches have ended. */
  results(): RunResults;
}

/** How far a run has come, the warm-up included. */
export interface RunProgress {
  readonly daysDone: number;
  readonly daysTotal: number;
  /** Local date that is being simulated. */
  readonly date: string;
  /** Rows of `transactions` so far. */
  readonly rows: number;
}

export interface TableRows {
  readonly table: Table;
  readonly columns: Readonly<Record<string, ColumnValues>>;
  readonly rowCount: number;
}

export interface RunResults {
  /** Rows of `transactions`, and those of them that are fraud. */
  readonly rows: number;
  readonly fraudRows: number;
  /** The mix of the scenario, in its order. */
  readonly typologies: readonly TypologyResult[];
}

export interface TypologyResult {
  readonly name: string;
  readonly family: string;
  readonly campaigns: number;
  /** Written fraud rows. */
  readonly rows: number;
}

/**
 * Builds the world of a scenario and makes it ready to run, against a detector if there is one.
 *
 * @throws ScenarioError when a typology cannot fit its quota into the world.
 */
export function startRun(scenario: ResolvedScenario, duel?: DuelSetup): Run {
  const startDay = parseDay(scenario.start);
  const world = buildWorld({
    seed: scenario.seed,
    customers: scenario.world.customers,
    startDay: startDay - scenario.warmupDays,
    names: scenario.world.names,
  });
  const quotas = quotasOf(scenario, startDay);
  const simulation = new Simulation({
    seed: scenario.seed,
    startDay,
    days: scenario.days,
    warmupDays: scenario.warmupDays,
    world,
    habits: createHabits(world, scenario.seed),
    agents: createAgents(world, duel),
    behaviors: routine,
    behaviorScale: scenario.behaviors,
    typologies: typologies.map(({ name }) => name),
    quotas,
    campaignsOpenBy: duel === undefined ? 'rows' : 'plan',
  });
  refuseWhatDoesNotFit(scenario, quotas, simulation, startDay);
  return {
    simulation,
    vocabularies: {
      ...fixedVocabularies,
      bank: world.banks.map(({ code }) => code),
      typology: typologies.map(({ name }) => name),
      behavior: routine.map(({ name }) => name),
    },
    get progress() {
      const { day, ...rest } = simulation.progress;
      return { ...rest, date: formatDay(day) };
    },
    batches: (allocate) => simulation.batches(allocate),
    *tables() {
      const { shard } = simulation;
      const endDay = startDay + scenario.days;
      const { openingBalances, openingHomes = copyHomes(world) } = shard;
      yield* entityTables(world, { openingBalances, openingHomes, startDay, endDay });
      for (const { table, rows } of truthTables(shard, quotas, startDay, scenario.days)) {
        yield { table, columns: byColumn(table, rows), rowCount: rows.length };
      }
    },
    results: () => resultsOf(scenario, simulation),
  };
}

/** What each typology of the mix owes for every legitimate row. The share of one that is left out goes to nobody. */
function quotasOf(scenario: ResolvedScenario, startDay: number): Quota[] {
  const { mix, prevalence, without } = scenario.fraud;
  const weights = Object.values(mix).reduce((sum, { weight }) => sum + weight, 0);
  const perLegitimateRow = prevalence / (1 - prevalence);
  return Object.entries(mix)
    .filter(([name]) => !without.includes(name))
    .map(([name, entry]) => ({
      typology: (typologies as readonly Typology[]).find((typology) => typology.name === name)!,
      perLegitimateRow: (perLegitimateRow * entry.weight) / weights,
      fromDay: entry.from === undefined ? startDay - scenario.warmupDays : parseDay(entry.from),
      untilDay: entry.to === undefined ? Number.POSITIVE_INFINITY : parseDay(entry.to) + 1,
      settings: entry.parameters,
    }))
    .filter(({ perLegitimateRow: share }) => share > 0);
}

/** A typology of which not even one campaign fits is refused; to leave it out silently would change the mix. */
function refuseWhatDoesNotFit(
  scenario: ResolvedScenario,
  quotas: readonly Quota[],
  simulation: Simulation,
  startDay: number,
): void {
  const run = { fromDay: startDay, untilDay: startDay + scenario.days };
  const refused = refusals(quotas, simulation.legitimateRowsPerDay, run);
  if (refused.length === 0) return;
  throw new ScenarioError(
    refused.map((refusal) => ({
      place: scenario.name,
      path: ['fraud', 'mix', refusal.typology],
      problem: describeRefusal(refusal, { customers: scenario.world.customers, days: scenario.days }),
    })),
  );
}

function resultsOf(scenario: ResolvedScenario, simulation: Simulation): RunResults {
  const { shard } = simulation;
  return {
    rows: shard.writtenRows,
    fraudRows: shard.writtenFraudRows,
    typologies: Object.keys(scenario.fraud.mix).map((name) => {
      const campaigns = shard.campaigns.filter(
        ({ typology, writtenFraudRows }) => typology === name && writtenFraudRows > 0,
      );
      return {
        name,
        family: (typologies as readonly Typology[]).find((typology) => typology.name === name)!.family,
        campaigns: campaigns.length,
        rows: campaigns.reduce((sum, { writtenFraudRows }) => sum + writtenFraudRows, 0),
      };
    }),
  };
}

function byColumn(table: Table, rows: readonly (readonly unknown[])[]): Record<string, ColumnValues> {
  return Object.fromEntries(Object.keys(table.columns).map((name, index) => [name, rows.map((row) => row[index])]));
}
