import { stringify } from 'yaml';
import { scenarioCatalogue } from '../../src/cli/catalogue.ts';
import { type Batch, type BatchArray, batchLayout, Batch as TableBatch } from '../../src/kernel/batch.ts';
import type { Allocate } from '../../src/kernel/batch-stream.ts';
import { type Run, startRun } from '../../src/run.ts';
import { parseScenario } from '../../src/scenario/load.ts';
import type { ResolvedScenario } from '../../src/scenario/resolve.ts';
import type { Table } from '../../src/schema/column.ts';

/** A scenario in the words of its file; what is left out is that of a small world in which a lot happens. */
export interface ScenarioChanges {
  readonly seed?: number;
  readonly start?: string;
  readonly days?: number;
  readonly warmup_days?: number;
  readonly world?: { readonly customers: number; readonly names?: boolean };
  readonly fraud?: Readonly<Record<string, unknown>>;
  readonly behaviors?: Readonly<Record<string, number | boolean>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const busyMix = {
  card_testing: 1,
  account_takeover: 1,
  purchase_scam: 1,
  fan_in: 1,
  cycle: 1,
  instant_mule_chain: 1,
};

/** A small world with much fraud in it, unless the changes say otherwise. */
export function smallScenario(changes: ScenarioChanges = {}): ResolvedScenario {
  const { fraud, ...rest } = changes;
  const document = {
    name: 'small',
    seed: 7,
    start: '2026-03-20',
    days: 20,
    warmup_days: 3,
    world: { customers: 300, names: false },
    fraud: { prevalence: 0.02, mix: busyMix, ...fraud },
    ...rest,
  };
  return parseScenario(stringify(document), 'test', scenarioCatalogue);
}

/** All rows of a table, column by column as its batches hold them; 64-bit integers take two places a row. */
export interface Rows {
  readonly table: Table;
  readonly length: number;
  readonly columns: Readonly<Record<string, BatchArray>>;
}

/** A run with every row that it streamed. */
export interface RecordedRun {
  readonly run: Run;
  readonly tables: Readonly<Record<string, Rows>>;
}

/** Simulates a scenario in memory, in batches of `capacity` rows, and keeps all rows. */
export function recordRun(scenario: ResolvedScenario, capacity = 4_096, run = startRun(scenario)): RecordedRun {
  const batches = new Map<string, Batch[]>();
  for (const batch of run.batches(inBatchesOf(capacity))) {
    const known = batches.get(batch.table.name);
    if (known === undefined) batches.set(batch.table.name, [batch]);
    else known.push(batch);
  }
  const tables = Object.fromEntries([...batches].map(([name, parts]) => [name, join(parts)]));
  return { run, tables };
}

/**
 * The rows of some tables before a time, from a run that is stopped soon after. `timeColumns` names the tables, and their
 * columns of time.
 */
export function rowsBefore(
  run: Run,
  timeColumns: Readonly<Record<string, string>>,
  until: number,
): Readonly<Record<string, Rows>> {
  const batches = new Map<string, Batch[]>(Object.keys(timeColumns).map((name) => [name, []]));
  const open = new Set(batches.keys());
  for (const batch of run.batches(inBatchesOf(1_024))) {
    const known = batches.get(batch.table.name);
    if (known === undefined) continue;
    known.push(batch);
    const whole = join([batch]);
    if (cell(whole, timeColumns[batch.table.name]!, whole.length - 1) >= until * 1_000) open.delete(batch.table.name);
    if (open.size === 0) break;
  }
  return Object.fromEntries(
    [...batches].map(([name, parts]) => {
      const rows = join(parts);
      let length = 0;
      while (length < rows.length && cell(rows, timeColumns[name]!, length) < until * 1_000) length++;
      return [name, firstRows(rows, length)];
    }),
  );
}

function firstRows({ table, length, columns }: Rows, count: number): Rows {
  const first = Object.entries(columns).map(([name, values]) => [
    name,
    values.subarray(0, (values.length / length) * count),
  ]);
  return { table, length: count, columns: Object.fromEntries(first) };
}

function inBatchesOf(capacity: number): Allocate {
  return <T extends Table>(table: T) => new TableBatch<T>(batchLayout(table, capacity));
}

function join(parts: readonly Batch[]): Rows {
  const { layout, table } = parts[0]!;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const columns = layout.columns.map((slot) => {
    const arrays = parts.map((part) => {
      const array = part.array(slot);
      return array.subarray(0, (part.length * array.length) / layout.capacity);
    });
    const whole = new (arrays[0]!.constructor as new (length: number) => BatchArray)(
      arrays.reduce((sum, array) => sum + array.length, 0),
    );
    let at = 0;
    for (const array of arrays) {
      whole.set(array as never, at);
      at += array.length;
    }
    return [slot.name, whole] as const;
  });
  return { table, length, columns: Object.fromEntries(columns) };
}

/** The value of a cell as a number, whatever its type; NaN and sentinels stand for null. */
export function cell(rows: Rows, column: string, row: number): number {
  const array = rows.columns[column]!;
  if (array.length === rows.length) return array[row]!;
  return array[2 * row + 1]! * 4_294_967_296 + (array[2 * row]! >>> 0);
}
