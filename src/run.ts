import type { ColumnValues } from './dataset/output.ts';
import type { Batch } from './kernel/batch.ts';
import type { Allocate } from './kernel/batch-stream.ts';
import type { ResolvedScenario } from './scenario/resolve.ts';
import type { Table } from './schema/column.ts';
import type { Vocabularies } from './schema/vocabularies.ts';

/** A scenario with its world built, ready to be simulated once. */
export interface Run {
  /** Vocabularies of the `code` columns: the fixed ones, and those of this world. */
  readonly vocabularies: Vocabularies;
  readonly progress: RunProgress;
  /** Simulates; batches come as they fill. They are taken from `allocate`, and belong to whoever provides it. */
  batches(allocate: Allocate): Iterable<Batch>;
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

/** Builds the world of a scenario. */
export function startRun(scenario: ResolvedScenario): Run {
  throw new Error(`the simulation of ${scenario.name} is not connected`);
}
