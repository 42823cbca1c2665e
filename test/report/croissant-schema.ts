/**
 * What the specification of Croissant 1.1 demands of metadata, as a JSON schema: the required properties of the dataset,
 * of its files and record sets, and the types of their values. What a name may refer to is tested beside it.
 */
const url = { type: 'string', format: 'uri' };
const text = { type: 'string', minLength: 1 };
const reference = { type: 'object', properties: { '@id': text }, required: ['@id'], additionalProperties: false };

const fileObject = {
  type: 'object',
  properties: {
    '@type': { const: 'cr:FileObject' },
    '@id': text,
    name: text,
    contentUrl: { type: 'string', format: 'uri-reference' },
    contentSize: { type: 'string', pattern: '^\\d+ B$' },
    encodingFormat: { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]+$' },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  },
  required: ['@type', '@id', 'name', 'contentUrl', 'contentSize', 'encodingFormat', 'sha256'],
  additionalProperties: false,
};

const fileSet = {
  type: 'object',
  properties: {
    '@type': { const: 'cr:FileSet' },
    '@id': text,
    name: text,
    encodingFormat: fileObject.properties.encodingFormat,
    includes: text,
  },
  required: ['@type', '@id', 'encodingFormat', 'includes'],
  additionalProperties: false,
};

const dataType = { enum: ['sc:Boolean', 'sc:Integer', 'sc:Float', 'sc:Text', 'sc:Date', 'sc:DateTime', 'cr:Label'] };

const field = {
  type: 'object',
  properties: {
    '@type': { const: 'cr:Field' },
    '@id': text,
    name: text,
    description: text,
    dataType: { oneOf: [dataType, { type: 'array', items: dataType, minItems: 2, uniqueItems: true }] },
    source: {
      type: 'object',
      properties: {
        fileObject: reference,
        fileSet: reference,
        extract: { type: 'object', properties: { column: text }, required: ['column'], additionalProperties: false },
      },
      required: ['extract'],
      oneOf: [{ required: ['fileObject'] }, { required: ['fileSet'] }],
      additionalProperties: false,
    },
    references: { type: 'object', properties: { field: reference }, required: ['field'], additionalProperties: false },
  },
  required: ['@type', '@id', 'name', 'dataType', 'source'],
  additionalProperties: false,
};

const recordSet = {
  type: 'object',
  properties: {
    '@type': { const: 'cr:RecordSet' },
    '@id': text,
    name: text,
    description: text,
    key: reference,
    field: { type: 'array', items: field, minItems: 1 },
  },
  required: ['@type', '@id', 'name', 'field'],
  additionalProperties: false,
};

export const croissantSchema = {
  type: 'object',
  properties: {
    '@context': {
      type: 'object',
      properties: {
        '@vocab': { const: 'https://schema.org/' },
        cr: { const: 'http://mlcommons.org/croissant/' },
        sc: { const: 'https://schema.org/' },
        dct: { const: 'http://purl.org/dc/terms/' },
      },
      required: ['@vocab', 'cr', 'sc', 'dct', 'conformsTo', 'recordSet', 'field', 'references', 'key', 'includes'],
    },
    '@type': { const: 'sc:Dataset' },
    conformsTo: { const: 'http://mlcommons.org/croissant/1.1' },
    name: text,
    description: text,
    url,
    license: url,
    creator: { type: 'object', properties: { '@type': text, name: text }, required: ['@type', 'name'] },
    datePublished: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
    distribution: { type: 'array', items: { oneOf: [fileObject, fileSet] }, minItems: 1 },
    recordSet: { type: 'array', items: recordSet, minItems: 1 },
  },
  required: [
    ...['@context', '@type', 'conformsTo', 'name', 'description', 'url', 'license', 'creator', 'datePublished'],
    ...['version', 'distribution', 'recordSet'],
  ],
};
