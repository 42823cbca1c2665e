import type { Dataset } from './duckdb.ts';

/** Rows of one class and another in a group of transactions; declined attempts count. */
export interface ClassCount {
  readonly rows: number;
  readonly fraudRows: number;
}

/** Rows of one hour. */
export interface HourCount extends ClassCount {
  /** Hours since 1970 (UTC). */
  readonly hour: number;
}

/** Rows whose amount lies in one bin of a logarithmic scale. */
export interface AmountCount extends ClassCount {
  /** Bounds in currency units; the upper one belongs to the next bin. */
  readonly from: number;
  readonly to: number;
}

/** Rows of one rail, such as `instant_transfer`, or of one channel, such as `mobile`. */
export interface RailCount extends ClassCount {
  readonly dimension: 'payment_type' | 'channel';
  readonly name: string;
  readonly declinedRows: number;
}

/** Bins of the amounts to a factor of ten. */
const BINS_PER_DECADE = 6;

/** Counts rows by hour; hours without rows are left out. */
export async function hourlyActivity(dataset: Dataset): Promise<readonly HourCount[]> {
  // Whole hours as integers: DuckDB's calendar functions on time zones would cost ten times as much.
  const rows = await dataset.rows(`
    SELECT epoch_us(event_time) // 3600000000 AS hour, count(*) AS rows, count(*) FILTER (is_fraud) AS fraud_rows
    FROM transactions GROUP BY hour ORDER BY hour`);
  return rows.map(({ hour, ...counts }) => ({ hour: Number(hour), ...toClassCount(counts) }));
}

/** Counts rows by amount, in bins of equal width on a logarithmic scale; empty bins between two others are there. */
export async function amountHistogram(dataset: Dataset): Promise<readonly AmountCount[]> {
  const rows = await dataset.rows(`
    SELECT floor(log10(amount) * ${BINS_PER_DECADE} + 1e-9)::INTEGER AS bin,
      count(*) AS rows, count(*) FILTER (is_fraud) AS fraud_rows
    FROM transactions WHERE amount > 0 GROUP BY bin ORDER BY bin`);
  const byBin = new Map(rows.map((row) => [Number(row.bin), toClassCount(row)]));
  const [first = 0, last = -1] = [[...byBin.keys()][0], [...byBin.keys()].at(-1)];
  const bound = (bin: number) => 10 ** (bin / BINS_PER_DECADE);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).map((bin) => ({
    from: bound(bin),
    to: bound(bin + 1),
    ...(byBin.get(bin) ?? { rows: 0, fraudRows: 0 }),
  }));
}

/** Median amounts in currency units; null for a class without rows. */
export interface MedianAmounts {
  readonly honest: number | null;
  readonly fraud: number | null;
}

/** The median amount of each class, declined attempts included. */
export async function medianAmounts(dataset: Dataset): Promise<MedianAmounts> {
  const [row] = await dataset.rows(`
    SELECT median(amount) FILTER (NOT is_fraud) AS honest, median(amount) FILTER (is_fraud) AS fraud
    FROM transactions`);
  const { honest = null, fraud = null } = row ?? {};
  return { honest: honest as number | null, fraud: fraud as number | null };
}

/** Counts rows by rail and by channel, the busiest first. */
export async function railActivity(dataset: Dataset): Promise<readonly RailCount[]> {
  const rows = await dataset.rows(`
    SELECT
      CASE WHEN grouping(payment_type) = 0 THEN 'payment_type' ELSE 'channel' END AS dimension,
      coalesce(payment_type, channel) AS name,
      count(*) AS rows,
      count(*) FILTER (is_fraud) AS fraud_rows,
      count(*) FILTER (status = 'declined') AS declined_rows
    FROM transactions
    GROUP BY GROUPING SETS ((payment_type), (channel))
    ORDER BY dimension, rows DESC, name`);
  return rows.map(({ dimension, name, declined_rows, ...counts }) => ({
    dimension: dimension as RailCount['dimension'],
    name: String(name),
    declinedRows: Number(declined_rows),
    ...toClassCount(counts),
  }));
}

function toClassCount({ rows, fraud_rows }: Readonly<Record<string, unknown>>): ClassCount {
  return { rows: Number(rows), fraudRows: Number(fraud_rows) };
}
