import type { Database } from '../analysis/duckdb.ts';
import { identifier } from '../analysis/sql.ts';
import { describeUnknownValue } from '../scenario/describe.ts';
import { AuditError } from './audit-error.ts';
import { commonNames, type ForeignFormat, formats } from './formats.ts';
import type { SourceDescription } from './open-subject.ts';
import type { ColumnKind, Role, VisibleColumn } from './subject.ts';

/** Columns that the user names, where their names do not tell. */
export interface ForeignOptions {
  readonly label?: string;
  readonly time?: string;
  /** Who pays: customer, account or card. */
  readonly entity?: string;
}

/** Texts with more values than this name somebody or something. */
const MOST_CATEGORIES = 200;

interface FileColumn {
  readonly name: string;
  readonly type: string;
}

/** Any other file: everything is visible but the label. Makes the tables `source` and `payments`, in time order. */
export async function describeForeign(
  path: string,
  database: Database,
  options: ForeignOptions,
): Promise<SourceDescription> {
  const described = await database.rows('DESCRIBE file');
  const columns = described.map(({ column_name, column_type }) => ({
    name: String(column_name),
    type: String(column_type),
  }));
  const format = formatOf(path, columns, options);
  await createTables(path, database, format, columns);
  const hidden = new Set([format.label, ...(format.hidden ?? [])]);
  const visible = columns.filter(({ name, type }) => !hidden.has(name) && !/^(DATE|TIME)/.test(type));
  const kinds = await Promise.resolve(kindsOf(database, visible, format));
  return {
    format: format.name,
    preset: null,
    source: 'source',
    position: 'audit_position',
    columns: visible.map(({ name, type }): VisibleColumn => {
      return { name, type, expression: identifier(name), kind: kinds.get(name) ?? 'identifier' };
    }),
    roles: rolesOf(format),
    hasLedger: false,
  };
}

function formatOf(path: string, columns: readonly FileColumn[], options: ForeignOptions): ForeignFormat {
  const names = columns.map(({ name }) => name);
  const known = formats.find(({ recognisedBy }) => recognisedBy.every((name) => names.includes(name)));
  for (const [option, name] of Object.entries(options)) {
    if (name !== undefined && !names.includes(name)) {
      throw new AuditError(`${path}: --${option}`, describeUnknownValue(name, names), 'name a column of the file');
    }
  }
  const label = options.label ?? known?.label ?? commonColumn(names, commonNames.label);
  if (label === undefined) {
    throw new AuditError(path, 'no column looks like a label', `name it with --label (there are ${names.join(', ')})`);
  }
  const time = options.time ?? (known ? undefined : commonColumn(names, commonNames.time));
  const entity = options.entity ?? (known ? undefined : commonColumn(names, commonNames.entity));
  const amount = known ? undefined : commonColumn(names, commonNames.amount);
  if (known === undefined && time === undefined) {
    throw new AuditError(path, 'no column looks like a time', `name it with --time (there are ${names.join(', ')})`);
  }
  return {
    ...(known ?? { name: 'unknown format', recognisedBy: [], time: '' }),
    label,
    ...(time === undefined ? {} : { time: timeOf(columns.find(({ name }) => name === time) as FileColumn) }),
    ...(entity === undefined ? {} : { customer: identifier(entity) }),
    ...(amount === undefined ? {} : { amount: identifier(amount) }),
  };
}

function commonColumn(names: readonly string[], common: readonly string[]): string | undefined {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return common.map((candidate) => names.find((name) => plain(name) === candidate)).find((name) => name !== undefined);
}

// Numbers count hours where they are called steps, as in PaySim, and seconds elsewhere.
function timeOf({ name, type }: FileColumn): string {
  const column = identifier(name);
  if (/^(DATE|TIMESTAMP)/.test(type)) return `${column}::TIMESTAMP`;
  if (type === 'VARCHAR') return `${column}::TIMESTAMP`;
  const unit = /step/i.test(name) ? 'HOUR' : 'SECOND';
  return `TIMESTAMP '2000-01-01' + ${column}::BIGINT * INTERVAL 1 ${unit}`;
}

async function createTables(path: string, database: Database, format: ForeignFormat, columns: readonly FileColumn[]) {
  const label = identifier(format.label);
  const type = columns.find(({ name }) => name === format.label)?.type ?? 'VARCHAR';
  const values = await database.rows(`SELECT DISTINCT lower(${label}::VARCHAR) AS value FROM file LIMIT 5`);
  const unknown = values.map(({ value }) => value).filter((value) => !labelValues.has(String(value)));
  if (unknown.length > 0) {
    const remedy = 'a label is 0 or 1, true or false, yes or no; name another column with --label';
    throw new AuditError(`${path}: ${format.label}`, `holds ${unknown.map(String).join(', ')} (${type})`, remedy);
  }
  const isFraud = `lower(${label}::VARCHAR) IN ('1', '1.0', 'true', 'yes', 't', 'y')`;
  await database.rows(`
    CREATE TABLE source AS
    SELECT * FROM (
      SELECT *, (${format.time}) AS audit_time, row_number() OVER () AS audit_position FROM file
    ) ORDER BY audit_time, audit_position`);
  const id = (expression: string | undefined) =>
    expression === undefined
      ? 'NULL::BIGINT'
      : `CASE WHEN ${expression} IS NOT NULL THEN (hash(${expression}) >> 12)::BIGINT END`;
  const double = (expression: string | undefined) => `(${expression ?? 'NULL'})::DOUBLE`;
  await database.rows(`
    CREATE TABLE payments AS
    SELECT
      row_number() OVER () - 1 AS row_id, audit_time AS event_time,
      ${id(format.customer)} AS customer, ${id(format.counterparty)} AS counterparty, ${id(format.card)} AS card,
      ${id(format.merchant)} AS merchant, NULL::BIGINT AS device, ${double(format.amount)} AS amount,
      ${double(format.latitude)} AS latitude, ${double(format.longitude)} AS longitude,
      ${double(format.homeLatitude)} AS home_latitude, ${double(format.homeLongitude)} AS home_longitude,
      ${isFraud} AS is_fraud, (${format.rail ?? 'NULL'})::VARCHAR AS rail, NULL::VARCHAR AS channel,
      CASE WHEN ${isFraud} THEN ${id(format.customer)} END AS campaign, NULL::VARCHAR AS typology,
      CASE WHEN ${isFraud} THEN ${id(format.customer)} END AS victim
    FROM source`);
  const [{ missing } = {}] = await database.rows('SELECT count(*) AS missing FROM payments WHERE event_time IS NULL');
  if (Number(missing) > 0) {
    throw new AuditError(path, `${missing} rows have no time`, 'name another column with --time');
  }
}

const labelValues = new Set(['0', '1', '0.0', '1.0', 'false', 'true', 'no', 'yes', 'f', 't', 'n', 'y']);

async function kindsOf(
  database: Database,
  columns: readonly FileColumn[],
  format: ForeignFormat,
): Promise<ReadonlyMap<string, ColumnKind>> {
  if (columns.length === 0) return new Map();
  const counts = columns.map(({ name }, index) => `approx_count_distinct(${identifier(name)}) AS c${index}`);
  const [distinct = {}] = await database.rows(`SELECT ${counts.join(', ')}, count(*) AS all_rows FROM source`);
  const namesSomebody = [format.customer, format.counterparty, format.card, format.merchant].join(' ');
  return new Map(
    columns.map(({ name, type }, index) => {
      const values = Number(distinct[`c${index}`]);
      if (namesSomebody.includes(identifier(name))) return [name, 'identifier'];
      if (type === 'VARCHAR') return [name, values <= MOST_CATEGORIES ? 'category' : 'identifier'];
      if (type === 'BOOLEAN') return [name, 'category'];
      // Numbers that hardly ever recur, without a fraction, count rows.
      const isWhole = /INT/.test(type);
      if (/(^|_)id$/i.test(name) || (isWhole && values > 0.9 * Number(distinct.all_rows))) return [name, 'identifier'];
      return [name, 'number'];
    }),
  );
}

function rolesOf(format: ForeignFormat): ReadonlySet<Role> {
  const parts: readonly Role[] = ['customer', 'counterparty', 'card', 'merchant', 'amount', 'rail'];
  return new Set(parts.filter((role) => format[role as keyof ForeignFormat] !== undefined));
}
