import { statSync } from 'node:fs';
import { DatasetError, QueryError } from '../analysis/dataset-error.ts';
import { type Database, openDataset, openFile } from '../analysis/duckdb.ts';
import { AuditError } from './audit-error.ts';
import { describeForeign, type ForeignOptions } from './foreign.ts';
import { describeOwn } from './own.ts';
import type { AuditSubject, Role, VisibleColumn } from './subject.ts';

/** What is to be audited, once it is known which columns play which part. */
export interface SourceDescription {
  readonly format: string;
  readonly preset: string | null;
  readonly source: string;
  readonly columns: readonly VisibleColumn[];
  readonly position: string;
  readonly roles: ReadonlySet<Role>;
  readonly hasLedger: boolean;
}

/**
 * Opens a dataset of fraudworld (a directory) or a Parquet or CSV file of whatever origin.
 *
 * Throws a DatasetError when it cannot be read, an AuditError when there is nothing to audit in it.
 */
export async function openSubject(path: string, options: ForeignOptions = {}): Promise<AuditSubject> {
  if (!statSync(path).isDirectory()) return openForeign(path, options);
  const dataset = await openDataset(path, { derivedViews: false });
  try {
    return await readSubject(path, dataset, await describeOwn(dataset));
  } catch (error) {
    dataset.close();
    throw error;
  }
}

async function openForeign(path: string, options: ForeignOptions): Promise<AuditSubject> {
  const database = await openFile(path);
  try {
    return await readSubject(path, database, await describeForeign(path, database, options));
  } catch (error) {
    database.close();
    if (!(error instanceof QueryError)) throw error;
    const [line = ''] = error.message.split('\n', 1);
    throw new DatasetError(path, `cannot be audited (${line})`, 'name the columns with --label, --time and --entity');
  }
}

async function readSubject(path: string, database: Database, description: SourceDescription): Promise<AuditSubject> {
  const labels = await database.numbers('SELECT is_fraud, epoch(event_time) // 86400 AS day FROM payments');
  const isFraud = Uint8Array.from(labels.get('is_fraud') ?? []);
  const days = Int32Array.from(labels.get('day') ?? []);
  const rows = isFraud.length;
  if (rows === 0) throw new AuditError(path, 'has no rows', 'an audit needs rows of both classes');
  const fraudRows = Int32Array.from(isFraud.keys()).filter((row) => isFraud[row] === 1);
  if (fraudRows.length === 0) throw new AuditError(path, 'no row is fraud', 'an audit needs rows of both classes');
  if (fraudRows.length === rows)
    throw new AuditError(path, 'every row is fraud', 'an audit needs rows of both classes');
  const schemes = await database.rows('SELECT campaign, typology FROM payments WHERE is_fraud ORDER BY row_id');
  const numberOf = new Map<unknown, number>();
  const campaigns = Int32Array.from(schemes, ({ campaign }, index) => {
    const key = campaign ?? `row ${index}`;
    if (!numberOf.has(key)) numberOf.set(key, numberOf.size);
    return numberOf.get(key) as number;
  });
  return {
    name: path,
    ...description,
    database,
    rows,
    isFraud,
    fraudRows,
    campaigns,
    campaignCount: numberOf.size,
    typologies: schemes.map(({ typology }) => String(typology ?? '')),
    days,
  };
}
