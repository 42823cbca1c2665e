import type { Observable } from 'rxjs';
import type { Batch } from './kernel/batch.ts';
import type { Campaign } from './kernel/campaign.ts';
import type { Posting } from './kernel/posting.ts';
import { loadScenario, type ScenarioChanges, type ScenarioSource } from './load-scenario.ts';
import { type Run, type RunResults, startRun } from './run.ts';
import type { ResolvedScenario } from './scenario/resolve.ts';
import type { events } from './schema/events.ts';
import type { transactions } from './schema/transactions.ts';

export type TransactionBatch = Batch<typeof transactions>;
export type EventBatch = Batch<typeof events>;

/**
 * A simulation that is ready to run, once. It runs while somebody pulls `batches()` (or calls `finish()`), and stands
 * still in between. Watchers are told on the way; they subscribe before.
 */
export interface SimulationRun extends Pick<Run, 'vocabularies' | 'progress' | 'tables' | 'results'> {
  readonly scenario: ResolvedScenario;
  /** Every batch of transactions as it fills; valid during the call only. */
  readonly transactions$: Observable<TransactionBatch>;
  /** Every batch of events, likewise. */
  readonly events$: Observable<EventBatch>;
  /** Every campaign when it opens and once more when it ends. */
  readonly campaigns$: Observable<Campaign>;
  /** Every posting on an account right after it is made, declines and the warm-up included. */
  watch(account: number): Observable<Posting>;
  /** Runs, and hands out the batches of all streamed tables as they fill. A batch belongs to the caller. */
  batches(): Iterable<Batch>;
  /** Runs to the end, for those who only watch. */
  finish(): RunResults;
}

/**
 * Builds the world of a scenario and makes it ready to run. Nothing is written to disk.
 *
 * @example
 * const run = await simulate('tiny', { seed: 7 });
 * let declined = 0;
 * for (const batch of run.batches()) {
 *   if (batch.table.name !== 'transactions') continue;
 *   for (const row of rowsOf(batch as TransactionBatch, run.vocabularies)) if (row.status === 'declined') declined++;
 * }
 *
 * @throws ScenarioError when the scenario is wrong, or a typology cannot fit its quota into the world.
 */
export async function simulate(source: ScenarioSource, changes: ScenarioChanges = {}): Promise<SimulationRun> {
  const scenario = await loadScenario(source, changes);
  const run = startRun(scenario);
  const { simulation } = run;
  return {
    scenario,
    vocabularies: run.vocabularies,
    get progress() {
      return run.progress;
    },
    transactions$: simulation.transactions$,
    events$: simulation.events$,
    campaigns$: simulation.campaigns$,
    watch: (account) => simulation.watch(account),
    batches: () => run.batches(),
    tables: () => run.tables(),
    results: () => run.results(),
    finish() {
      for (const _ of run.batches());
      return run.results();
    },
  };
}
