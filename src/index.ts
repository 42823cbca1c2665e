/**
 * The library: the same world as the command line, in a process of your own.
 *
 * Look at a run while it happens. Nothing is written. Streams of RxJS tell of it, batches are pulled:
 *
 * @example
 * import { rowsOf, simulate } from 'fraudworld';
 * import { filter, map } from 'rxjs';
 *
 * const run = await simulate('tiny', { seed: 7 });
 * run.campaigns$.subscribe(({ id, typology, outcome }) => console.log(id, typology, outcome ?? 'opens'));
 * const logins$ = run.events$.pipe(
 *   map((batch) => [...rowsOf(batch, run.vocabularies)].filter(({ event_type }) => event_type === 'login_failed')),
 *   filter((rows) => rows.length > 0),
 * );
 * logins$.subscribe((rows) => console.log(rows.length, 'logins failed'));
 * for (const batch of run.batches()) {
 *   if (batch.table.name === 'labels') for (const row of rowsOf(batch, run.vocabularies)) console.log(row);
 * }
 * console.log(run.results());
 *
 * // The same rows as Arrow record batches, which share the memory of the simulation.
 * import { recordBatches } from 'fraudworld';
 *
 * let rows = 0;
 * const another = await simulate('tiny', { seed: 7 });
 * for await (const recordBatch of recordBatches(another)) rows += recordBatch.numRows;
 * console.log('arrow', rows);
 *
 * // Write a dataset, draw it, ask it, and divide it so that no customer is on two sides.
 * import { generate, loadScenario, openDataset, writeReport } from 'fraudworld';
 *
 * const scenario = await loadScenario({ name: 'small', days: 7, world: { customers: 200 }, fraud: { prevalence: 0 } });
 * await generate({ scenario, directory: 'data/small' });
 * console.log(await writeReport('data/small'));
 * const dataset = await openDataset('data/small');
 * console.log(await dataset.rows('SELECT payment_type, count(*) AS payments FROM transactions GROUP BY ALL'));
 * console.log(await dataset.rows('SELECT by_entity, count(*) AS rows FROM splits GROUP BY ALL'));
 * dataset.close();
 */

// Datasets.
export { DatasetError, QueryError } from './analysis/dataset-error.ts';
export { type Dataset, openDataset, type QueryResult } from './analysis/duckdb.ts';
export { AuditError } from './audit/audit-error.ts';
export { paymentsView } from './audit/features/payments.ts';
export { rollingFeatures } from './audit/features/rolling-features.ts';
export type { Measurement } from './audit/gate.ts';
export { type AuditOptions, type AuditReport, type GateResult, runAudit } from './audit/run-audit.ts';
export { type CheckReport, type CheckResult, runChecks } from './checks/run-checks.ts';
export { WriteError, type WriteErrorCode } from './dataset/errors.ts';
// Catalogue entries. Their files import `fraudworld/define`, which has everything that they may use.
export { defineBehavior, defineCheck, defineDetector, defineOutput, defineTypology } from './define.ts';
// Stress tests.
export type { Action, Decision, Detector, DetectorEvent } from './detectors/detector.ts';
export { DetectorError, type DetectorErrorCode } from './detectors/errors.ts';
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
export { recordBatches } from './record-batches.ts';
export { type ReportOptions, writeReport } from './report/write-report.ts';
export { type RowOf, rowsOf } from './rows-of.ts';
export type { RunProgress, RunResults, TableRows, TypologyResult } from './run.ts';
// Scenarios.
export { ScenarioError, type ScenarioIssue } from './scenario/errors.ts';
export { type Preset, presetNames, readPreset, readPresets } from './scenario/presets.ts';
export { type ResolvedScenario, scenarioHash, toYaml } from './scenario/resolve.ts';
export type { Column, ColumnType, KnownAt, Table } from './schema/column.ts';
export { tables } from './schema/tables.ts';
export { type EventBatch, type SimulationRun, simulate, type TransactionBatch } from './simulate.ts';
export { type DuelOptions, type DuelResult, duel } from './stress/duel.ts';
export { type ScoreOptions, score } from './stress/score.ts';
export type { Scorecard } from './stress/scorecard.ts';

export { version } from './version.ts';
