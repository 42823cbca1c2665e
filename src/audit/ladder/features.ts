import { identifier } from '../../analysis/sql.ts';
import { binOf, MOST_BINS, quantileEdges } from '../binned-column.ts';
import { readCategory, readNumber } from '../columns.ts';
import { rollingFeatures } from '../features/rolling-features.ts';
import type { AuditSubject, VisibleColumn } from '../subject.ts';
import type { Split } from './split.ts';

/** A feature in bins, for each part of the split. */
export interface Feature {
  readonly name: string;
  readonly count: number;
  readonly train: Uint8Array;
  readonly validation: Uint8Array;
  readonly test: Uint8Array;
}

/** What is seen in the row alone: visible columns, hour and weekday. Of identifiers, whether they are there. */
export async function rawFeatures(subject: AuditSubject, split: Split): Promise<Feature[]> {
  const features: Feature[] = [];
  for (const column of subject.columns) features.push(await rawFeature(subject, split, column));
  for (const [name, expression] of Object.entries(calendar)) {
    features.push(fromNumbers(name, await readNumber(subject, expression, 'payments'), split));
  }
  return features.filter(varies);
}

const calendar = { hour: 'hour(event_time)', weekday: 'dayofweek(event_time)' };

async function rawFeature(subject: AuditSubject, split: Split, column: VisibleColumn): Promise<Feature> {
  const { name, expression, kind } = column;
  if (kind === 'number') return fromNumbers(name, await readNumber(subject, expression, subject.source), split);
  if (kind === 'identifier') {
    const present = await readNumber(subject, `(${expression}) IS NOT NULL`, subject.source);
    return fromNumbers(`presence of ${name}`, present, split);
  }
  const { bins } = await readCategory(subject, name, expression, subject.source, MOST_BINS - 2);
  return fromNumbers(name, byRate(subject, bins, split.train), split);
}

/** Values of a category as numbers in the order of their fraud rate in training, so that a tree can part them. */
function byRate({ isFraud }: AuditSubject, bins: Uint8Array, train: Int32Array): Float64Array {
  const [fraud, all] = [new Float64Array(256), new Float64Array(256)];
  for (const row of train) {
    all[bins[row]!]!++;
    fraud[bins[row]!]! += isFraud[row]!;
  }
  const overall = fraud.reduce((sum, each) => sum + each, 0) / train.length;
  const rates = all.map((count, bin) => (fraud[bin]! + 10 * overall) / (count + 10));
  const encoded = new Float64Array(bins.length);
  for (let row = 0; row < bins.length; row++) encoded[row] = rates[bins[row]!]!;
  return encoded;
}

/** The table `history` while it is being filled; until it is complete, the database is busy. */
export interface History {
  readonly complete: Promise<unknown>;
}

/** Begins to compute the view `rolling_features`. */
export async function startHistory({ database }: AuditSubject): Promise<History> {
  await database.rows(rollingFeatures);
  return {
    complete: database.rows('CREATE OR REPLACE TABLE history AS SELECT * FROM rolling_features ORDER BY row_id'),
  };
}

/** What is known from the rows before. */
export async function historyFeatures(subject: AuditSubject, split: Split, { complete }: History): Promise<Feature[]> {
  await complete;
  const columns = await subject.database.rows('DESCRIBE history');
  const features: Feature[] = [];
  for (const { column_name: name } of columns) {
    if (name === 'row_id') continue;
    const values = await readNumber(subject, identifier(String(name)), 'history');
    features.push(fromNumbers(String(name), values, split));
  }
  await subject.database.rows('DROP TABLE history');
  return features.filter(varies);
}

function fromNumbers(name: string, values: Float64Array, { train, validation, test }: Split): Feature {
  const seen = new Float64Array(train.length);
  for (let at = 0; at < train.length; at++) seen[at] = values[train[at]!]!;
  const edges = quantileEdges(seen, MOST_BINS - 1);
  const binsOf = (rows: Int32Array): Uint8Array => {
    const bins = new Uint8Array(rows.length);
    for (let at = 0; at < rows.length; at++) bins[at] = binOf(values[rows[at]!]!, edges);
    return bins;
  };
  return { name, count: edges.length + 2, train: binsOf(train), validation: binsOf(validation), test: binsOf(test) };
}

function varies({ train }: Feature): boolean {
  return train.some((bin) => bin !== train[0]);
}
