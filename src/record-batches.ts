import type { RecordBatch } from 'apache-arrow';
import type { ArrowContext, RecordBatcher } from '../outputs/arrow/record-batcher.ts';
import { scenarioHash } from './scenario/resolve.ts';
import type { SimulationRun } from './simulate.ts';
import { version } from './version.ts';

/**
 * Runs a simulation and hands out one of its streamed tables as Arrow record batches, as they fill: for DuckDB, polars,
 * a Flight server, or whatever speaks Arrow. Rows are not copied.
 *
 * @example
 * const run = await simulate('tiny');
 * for await (const recordBatch of recordBatches(run)) console.log(recordBatch.numRows, recordBatch.schema.names);
 *
 * @param table `transactions` unless said otherwise; also `events`, `labels`, `cash_payments`.
 */
export async function* recordBatches(run: SimulationRun, table = 'transactions'): AsyncGenerator<RecordBatch> {
  // Loaded when it is asked for: the library takes 20 MB and half a second.
  const { recordBatcher } = await import('../outputs/arrow/record-batcher.ts');
  let batcher: RecordBatcher | undefined;
  for (const batch of run.batches()) {
    if (batch.table.name !== table) continue;
    batcher ??= recordBatcher(batch.table, contextOf(run));
    yield batcher.toRecordBatch({ table: batch.table, batch, texts: {} });
  }
}

function contextOf({ vocabularies, scenario }: SimulationRun): ArrowContext {
  const metadata = {
    'fraudworld.version': version,
    'fraudworld.scenario_sha256': scenarioHash(scenario),
    'fraudworld.seed': String(scenario.seed),
  };
  return { vocabularies, metadata, options: { money: scenario.outputs.money } };
}
