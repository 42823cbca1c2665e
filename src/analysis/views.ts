import type { Table } from '../schema/column.ts';
import { stressTables } from '../schema/stress.ts';
import { tables } from '../schema/tables.ts';
import { transactions } from '../schema/transactions.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { DatasetManifest } from './manifest.ts';
import { period } from './period.ts';
import { splitByTime, splitsView } from './splits.ts';
import { columnTypes, duckdbType, identifier, literal, literalList } from './sql.ts';

/**
 * One view per table, by the name of the table, with the columns of the files and no others. The tables of a stress test
 * are there if the dataset is one.
 */
export function tableViews(files: DatasetFiles): { readonly table: string; readonly sql: string }[] {
  return [...tables, ...stressTables.filter(({ name }) => files.byTable.has(name))].map((table) => ({
    table: table.name,
    sql: `CREATE VIEW ${identifier(table.name)} AS SELECT * FROM ${scan(table, files)}`,
  }));
}

/**
 * What a FROM clause reads for the rows of a table, in file order. With `filename`, a column `filename` holds the
 * absolute path of the file of each row.
 */
export function scan(table: Table, files: DatasetFiles, options: { readonly filename?: boolean } = {}): string {
  const paths = (files.byTable.get(table.name) ?? []).map(({ absolutePath }) => absolutePath);
  if (paths.length === 0) return emptyTable(table, options.filename === true);
  const common = `${literalList(paths)}, hive_partitioning = false, filename = ${options.filename === true}`;
  switch (files.format) {
    case 'parquet':
      return `read_parquet(${common})`;
    case 'csv':
      return `read_csv(${common}, auto_detect = false, header = true, columns = ${columnTypes(table)})`;
    case 'ndjson':
      return `read_json(${common}, format = 'newline_delimited', columns = ${columnTypes(table)})`;
    default: {
      const never: never = files.format;
      throw new Error(`unknown format ${never}`);
    }
  }
}

function emptyTable(table: Table, filename: boolean): string {
  const columns = Object.entries(table.columns).map(
    ([name, column]) => `NULL::${duckdbType(column)} AS ${identifier(name)}`,
  );
  if (filename) columns.push('NULL::VARCHAR AS filename');
  return `(SELECT ${columns.join(', ')} WHERE false)`;
}

/**
 * What analysts ask for, as views and macros:
 * - `labels_as_of(t)`: what the banks believed at `t`, the latest label per transaction, account or customer;
 * - `training`: every transaction with its truth and with the label that its bank had when the log ended;
 * - `splits`: every transaction on its side of a split by time, by entity and by campaign;
 * - `ip_text(ip)`: an IPv4 address in dotted form.
 */
export function derivedViews(manifest: DatasetManifest): string[] {
  return [labelsAsOf, ipText, training(manifest), splitsView(manifest)];
}

// A label may speak of a transaction, an account or a customer: the first of these that is there is its subject.
const labelsAsOf = `
CREATE MACRO labels_as_of(t) AS TABLE
SELECT * FROM labels
WHERE label_time <= t::TIMESTAMPTZ
QUALIFY row_number() OVER (
  PARTITION BY
    transaction_id,
    CASE WHEN transaction_id IS NULL THEN account_id END,
    CASE WHEN transaction_id IS NULL AND account_id IS NULL THEN customer_id END
  ORDER BY label_time DESC, label_source, label
) = 1`;

const ipText = `
CREATE MACRO ip_text(ip) AS
  concat_ws('.', ip // 16777216, ip // 65536 % 256, ip // 256 % 256, ip % 256)`;

function training(manifest: DatasetManifest): string {
  const end = new Date(period(manifest).end).toISOString();
  const names = Object.keys(transactions.columns).map((name) => `t.${identifier(name)}`);
  return `
CREATE VIEW training AS
SELECT
  ${names.join(', ')},
  l.label AS label_known,
  l.label_time,
  s.family,
  s.typology,
  s.campaign_id,
  ${splitByTime('t.event_time', manifest)} AS split
FROM transactions t
LEFT JOIN (
  FROM labels_as_of(TIMESTAMPTZ ${literal(end)}) WHERE transaction_id IS NOT NULL
) l ON l.transaction_id = t.transaction_id
LEFT JOIN scheme_transactions s ON s.transaction_id = t.transaction_id`;
}
