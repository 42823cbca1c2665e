import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { typologies } from '../behaviors/index.ts';
import { outputs } from '../outputs/index.ts';
import {
  defaultOutputOptions,
  type Output,
  type OutputContext,
  type OutputSink,
  type WrittenFile,
} from './dataset/output.ts';
import { joinSinks } from './dataset/several-outputs.ts';
import { openStaging } from './dataset/staging.ts';
import { addToManifest, writeManifest } from './dataset/write-manifest.ts';
import type { DuelSetup } from './detectors/duel-setup.ts';
import type { Typology } from './kernel/typology.ts';
import type { CardTypology } from './report/card/card-facts.ts';
import { writeCard } from './report/card/write-card.ts';
import { type Run, type RunResults, startRun, type TableRows } from './run.ts';
import { type ResolvedScenario, scenarioHash } from './scenario/resolve.ts';
import type { Table } from './schema/column.ts';
import { tables } from './schema/tables.ts';
import { version } from './version.ts';

/** How far `generate` has come. Days include the warm-up. */
export interface GenerateProgress {
  readonly day: number;
  readonly days: number;
  /** Local date that is being simulated. */
  readonly date: string;
  /** Rows of `transactions` so far. */
  readonly rows: number;
}

export interface GenerateOptions {
  readonly scenario: ResolvedScenario;
  /** Where the dataset goes. It appears there when it is complete, not before. */
  readonly directory: string;
  /** Replace a dataset that is there already; nothing that fraudworld did not write is touched. */
  readonly force?: boolean;
  readonly onProgress?: (progress: GenerateProgress) => void;
  /** Stops the run between two batches; nothing is left behind. */
  readonly signal?: AbortSignal;
  /** A detector that takes part, and the tables that tell of it. */
  readonly duel?: DatasetDuel;
}

/** What a duel adds to a dataset. */
export interface DatasetDuel {
  readonly setup: DuelSetup;
  readonly tables: readonly Table[];
  /** Once the simulation has ended: the rows of these tables. */
  rows(run: Run): Iterable<TableRows>;
  /** Adds files to the complete dataset before it appears in its place; returns their paths in it. */
  complete(directory: string): Promise<readonly string[]>;
}

export interface GenerateResult {
  readonly directory: string;
  /** Rows of `transactions`, and those of them that are fraud. */
  readonly rows: number;
  readonly fraudRows: number;
  readonly prevalence: { readonly target: number; readonly reached: number };
  readonly typologies: readonly TypologyShare[];
  readonly files: readonly WrittenFile[];
}

/** What became of one typology of the mix. Shares are of all fraud rows. */
export interface TypologyShare {
  readonly name: string;
  readonly family: string;
  readonly campaigns: number;
  readonly rows: number;
  readonly share: number;
  /** By the weights of the mix; 0 for one that the run leaves out. */
  readonly targetShare: number;
}

/**
 * Simulates a scenario and writes its dataset.
 *
 * @example
 * const scenario = parseScenario(readPreset('tiny').text, 'preset tiny', scenarioCatalogue);
 * const { rows, prevalence } = await generate({ scenario, directory: 'data/tiny' });
 *
 * @throws WriteError when the directory cannot be used or written, the signal's reason when it is aborted.
 */
export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  const { scenario, directory, force = false, duel } = options;
  const staging = openStaging(directory, { force });
  try {
    const run = startRun(scenario, duel?.setup);
    const sinks = await openSinks(scenario, run, staging.directory, [...tables, ...(duel?.tables ?? [])]);
    const files = await writeTables(run, sinks, options);
    const results = run.results();
    const { rows, fraudRows } = results;
    const facts = { scenario, version, rows, fraudRows, files };
    const documents = writeCard(staging.directory, { ...facts, typologies: cardTypologies(results) });
    writeManifest(staging.directory, { ...facts, documents });
    if (duel !== undefined) addToManifest(staging.directory, await duel.complete(staging.directory));
    options.signal?.throwIfAborted();
    staging.commit();
    return describeRun(scenario, results, directory, files);
  } catch (error) {
    staging.discard();
    throw error;
  }
}

async function writeTables(run: Run, sink: OutputSink, options: GenerateOptions): Promise<readonly WrittenFile[]> {
  try {
    await drain(run, sink, options);
    for (const { table, columns, rowCount } of run.tables()) sink.writeTable(table, columns, rowCount);
    for (const { table, columns, rowCount } of options.duel?.rows(run) ?? []) sink.writeTable(table, columns, rowCount);
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return sink.close();
}

export interface StreamOptions {
  readonly scenario: ResolvedScenario;
  readonly format: 'csv' | 'ndjson';
  readonly onProgress?: (progress: GenerateProgress) => void;
  readonly signal?: AbortSignal;
}

/** Simulates a scenario and writes its transactions to standard output, and nothing to disk. */
export async function streamTransactions(options: StreamOptions): Promise<void> {
  const { scenario } = options;
  const run = startRun(scenario);
  const sink = await outputNamed(options.format).open({
    ...contextOf(scenario, run, '.', tables),
    options: { ...defaultOutputOptions, standardOutput: true },
  });
  try {
    await drain(run, sink, options);
  } catch (error) {
    await sink.abort();
    throw error;
  }
  await sink.close();
}

/** Real time between two looks at the event loop, where signals and the drawing of progress wait. */
const TURN_MS = 50;

async function drain(
  run: Run,
  sink: OutputSink,
  { onProgress, signal }: Pick<GenerateOptions, 'onProgress' | 'signal'>,
): Promise<void> {
  let turnEndsAt = performance.now() + TURN_MS;
  for (const batch of run.batches((table) => sink.allocate(table))) {
    sink.write(batch);
    if (performance.now() < turnEndsAt) continue;
    const { daysDone, daysTotal, date, rows } = run.progress;
    onProgress?.({ day: daysDone, days: daysTotal, date, rows });
    await nextTurn();
    signal?.throwIfAborted();
    turnEndsAt = performance.now() + TURN_MS;
  }
  signal?.throwIfAborted();
}

async function openSinks(
  scenario: ResolvedScenario,
  run: Run,
  directory: string,
  written: readonly Table[],
): Promise<OutputSink> {
  const context = contextOf(scenario, run, directory, written);
  const sinks: OutputSink[] = [];
  try {
    for (const name of scenario.outputs.formats) sinks.push(await outputNamed(name).open(context));
  } catch (error) {
    for (const sink of sinks) await sink.abort();
    throw error;
  }
  const [first, ...others] = sinks;
  if (first === undefined) throw new Error('a scenario has at least one output format');
  return joinSinks([first, ...others]);
}

function outputNamed(name: string): Output {
  const output = (outputs as readonly Output[]).find((each) => each.name === name);
  if (output === undefined) throw new Error(`there is no output ${name}`);
  return output;
}

function contextOf(scenario: ResolvedScenario, run: Run, directory: string, written: readonly Table[]): OutputContext {
  return {
    directory,
    vocabularies: run.vocabularies,
    tables: written,
    metadata: {
      'fraudworld.version': version,
      'fraudworld.scenario': scenario.name,
      'fraudworld.scenario_sha256': scenarioHash(scenario),
      'fraudworld.seed': String(scenario.seed),
    },
    options: {
      ...defaultOutputOptions,
      money: scenario.outputs.money,
      rowsPerFile: scenario.outputs.rowsPerFile,
    },
  };
}

/** The typologies of a run with what is declared about them. */
function cardTypologies({ typologies: reached }: RunResults): CardTypology[] {
  return reached.map((result) => {
    const { doc, parameters } = (typologies as readonly Typology[]).find(({ name }) => name === result.name)!;
    const sources = Object.values(parameters).map(({ source }) => source);
    const assumed = sources.filter((source) => source.startsWith('assumption'));
    return { ...result, doc, parameters: sources.length, assumedParameters: assumed.length };
  });
}

function describeRun(
  scenario: ResolvedScenario,
  results: RunResults,
  directory: string,
  files: readonly WrittenFile[],
): GenerateResult {
  const { rows, fraudRows } = results;
  const { mix, without, prevalence } = scenario.fraud;
  const weights = Object.values(mix).reduce((sum, { weight }) => sum + weight, 0);
  const typologies = results.typologies.map((typology) => {
    const weight = without.includes(typology.name) ? 0 : (mix[typology.name]?.weight ?? 0);
    return {
      ...typology,
      share: fraudRows === 0 ? 0 : typology.rows / fraudRows,
      targetShare: weights === 0 ? 0 : weight / weights,
    };
  });
  const reached = rows === 0 ? 0 : fraudRows / rows;
  return { directory, rows, fraudRows, prevalence: { target: prevalence, reached }, typologies, files };
}
