/**
 * The library: the same world as the command line, in a process of your own.
 *
 * @example
 * import { generate, loadScenario, openDataset, rowsOf, simulate } from 'fraudworld';
 *
 * // Look at a run while it happens. Nothing is written.
 * const run = await simulate('tiny', { seed: 7 });
 * run.campaigns$.subscribe(({ id, typology, outcome }) => console.log(id, typology, outcome ?? 'opens'));
 * for (const batch of run.batches()) {
 *   if (batch.table.name === 'labels') for (const row of rowsOf(batch, run.vocabularies)) console.log(row);
 * }
 * console.log(run.results());
 *
 * // Write a dataset, and ask it.
 * const scenario = await loadScenario({ name: 'small', days: 7, world: { customers: 200 }, fraud: { prevalence: 0 } });
 * await generate({ scenario, directory: 'data/small' });
 * const dataset = await openDataset('data/small');
 * console.log(await dataset.rows('SELECT payment_type, count(*) AS payments FROM transactions GROUP BY ALL'));
 * dataset.close();
 */

// Datasets.
export { DatasetError, QueryError } from './analysis/dataset-error.ts';
export { type Dataset, openDataset, type QueryResult } from './analysis/duckdb.ts';
export { type CheckReport, type CheckResult, runChecks } from './checks/run-checks.ts';
export { WriteError, type WriteErrorCode } from './dataset/errors.ts';
// Catalogue entries. Their files import `fraudworld/define`, which has everything that they may use.
export { defineBehavior, defineCheck, defineOutput, defineTypology } from './define.ts';
export {
  type GenerateOptions,
  type GenerateProgress,
  type GenerateResult,
  generate,
  type TypologyShare,
} from './generate.ts';
// What a run hands out.
export type { Batch } from './kernel/batch.ts';
export type { Campaign, CampaignMember } from './kernel/campaign.ts';
export type { Posting } from './kernel/posting.ts';
// Scenario in, data out.
export { loadScenario, type ScenarioChanges, type ScenarioInput, type ScenarioSource } from './load-scenario.ts';
export { type RowOf, rowsOf } from './rows-of.ts';
export type { RunProgress, RunResults, TableRows, TypologyResult } from './run.ts';
// Scenarios.
export { ScenarioError, type ScenarioIssue } from './scenario/errors.ts';
export { type Preset, presetNames, readPreset, readPresets } from './scenario/presets.ts';
export { type ResolvedScenario, scenarioHash, toYaml } from './scenario/resolve.ts';
export type { Column, ColumnType, KnownAt, Table } from './schema/column.ts';
export { tables } from './schema/tables.ts';
export { type EventBatch, type SimulationRun, simulate, type TransactionBatch } from './simulate.ts';

export { version } from './version.ts';
