import { scenarioHash } from '../../scenario/resolve.ts';
import type { Column, Table } from '../../schema/column.ts';
import { foreignKeys, primaryKey } from '../../schema/keys.ts';
import { tables } from '../../schema/tables.ts';
import { formatDay, parseDay } from '../../world/calendar.ts';
import { type CardFacts, filesOf } from './card-facts.ts';

/** The JSON-LD context of the Croissant specification 1.1, appendix 1. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  annotation: 'cr:annotation',
  arrayShape: 'cr:arrayShape',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  description: { '@container': '@language' },
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isArray: 'cr:isArray',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  name: { '@container': '@language' },
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const mediaTypes: Readonly<Record<string, string>> = {
  parquet: 'application/x-parquet',
  arrow: 'application/vnd.apache.arrow.file',
  csv: 'text/csv',
  ndjson: 'application/jsonlines',
};

type ForeignKey = (typeof foreignKeys)[number];

/**
 * Foreign keys without those that would close a circle, such as an employer, who is a customer too. Loaders join along
 * references, and would never end.
 */
function withoutCircles(keys: readonly ForeignKey[]): readonly ForeignKey[] {
  const kept: ForeignKey[] = [];
  const leads = (from: string, to: string): boolean =>
    from === to || kept.some(([owner, , target]) => owner === from && leads(target, to));
  for (const key of keys) if (!leads(key[2], key[0])) kept.push(key);
  return kept;
}

const references = withoutCircles(foreignKeys);

/** The metadata of a dataset for machines: Croissant 1.1 as JSON-LD. */
export function croissant(facts: CardFacts): object {
  const { scenario, version } = facts;
  const lastDay = formatDay(parseDay(scenario.start) + scenario.days - 1);
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    name: scenario.name,
    description:
      'A simulated payment world with criminals in it: what its banks would have seen, what they learned of fraud, ' +
      'and the truth. Nobody in it exists.',
    // A dataset has no place of its own until somebody gives it one; the scenario and its seed identify it.
    url: `urn:fraudworld:${scenarioHash(scenario)}`,
    license: 'https://spdx.org/licenses/Apache-2.0.html',
    creator: { '@type': 'sc:Organization', name: 'fraudworld' },
    // The same scenario has the same bytes whenever it is written, so that the day of writing cannot be among them.
    datePublished: lastDay,
    temporalCoverage: `${scenario.start}/${lastDay}`,
    version,
    citeAs: citation(facts),
    isLiveDataset: false,
    keywords: ['fraud detection', 'anti-money laundering', 'synthetic data', 'transactions', 'labels', 'graph'],
    distribution: tables.flatMap((table) => distributionOf(table, facts)),
    recordSet: tables.filter(({ name }) => filesOf(name, facts).length > 0).map((table) => recordSetOf(table, facts)),
  };
}

function citation({ scenario, version }: CardFacts): string {
  return `@misc{fraudworld, title={fraudworld ${version}: ${scenario.name}, seed ${scenario.seed}}, note={Simulated payments with labelled fraud; scenario ${scenarioHash(scenario)}}}`;
}

/** The files of a table, each with its hash, and the set that they make where there are several. */
function distributionOf(table: Table, facts: CardFacts): object[] {
  const files = filesOf(table.name, facts);
  const objects = files.map(({ path, bytes, sha256 }) => ({
    '@type': 'cr:FileObject',
    '@id': path,
    name: path,
    contentUrl: path,
    contentSize: `${bytes} B`,
    encodingFormat: mediaTypeOf(path),
    sha256,
  }));
  const [first] = files;
  if (first === undefined || table.partition === 'none') return objects;
  const set = {
    '@type': 'cr:FileSet',
    '@id': `${table.name}-files`,
    name: `${table.name} by month`,
    encodingFormat: mediaTypeOf(first.path),
    includes: `${table.path}/*/*.${extensionOf(first.path)}`,
  };
  return [...objects, set];
}

function recordSetOf(table: Table, facts: CardFacts): object {
  const key = primaryKey(table);
  return {
    '@type': 'cr:RecordSet',
    '@id': table.name,
    name: table.name,
    description: table.doc,
    ...(key === undefined ? {} : { key: { '@id': fieldId(table.name, key) } }),
    field: Object.entries(table.columns).map(([name, column]) => fieldOf(table, name, column, facts)),
  };
}

function fieldOf(table: Table, name: string, column: Column, facts: CardFacts): object {
  const target = references.find(([owner, own]) => owner === table.name && own === name);
  const [file] = filesOf(table.name, facts);
  const source =
    table.partition === 'none' ? { fileObject: { '@id': file?.path } } : { fileSet: { '@id': `${table.name}-files` } };
  return {
    '@type': 'cr:Field',
    '@id': fieldId(table.name, name),
    name,
    description: column.doc,
    dataType: dataTypesOf(table, name, column),
    source: { ...source, extract: { column: name } },
    ...(target === undefined ? {} : { references: { field: { '@id': fieldId(target[2], target[3]) } } }),
  };
}

const fieldId = (table: string, column: string): string => `${table}/${column}`;

/** The label of the dataset is marked as one, so that loaders find what there is to learn. */
function dataTypesOf(table: Table, name: string, column: Column): string | string[] {
  const isLabel = table.name === 'transactions' && name === 'is_fraud';
  return isLabel ? ['sc:Boolean', 'cr:Label'] : dataTypeOf(column);
}

function dataTypeOf({ type }: Column): string {
  switch (type) {
    case 'int64':
    case 'int32':
    case 'uint16':
    case 'ip':
      return 'sc:Integer';
    case 'money':
    case 'float32':
    case 'float64':
      return 'sc:Float';
    case 'boolean':
      return 'sc:Boolean';
    case 'timestamp':
      return 'sc:DateTime';
    case 'date':
      return 'sc:Date';
    case 'code':
    case 'text':
      return 'sc:Text';
    default: {
      const never: never = type;
      throw new Error(`unknown column type ${never}`);
    }
  }
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function mediaTypeOf(path: string): string {
  return mediaTypes[extensionOf(path)] ?? 'application/octet-stream';
}
