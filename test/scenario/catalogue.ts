import type { ScenarioCatalogue, TypologyDeclaration } from '../../src/scenario/schema.ts';

const fanIn: TypologyDeclaration = {
  name: 'fan_in',
  family: 'laundering',
  doc: 'Many accounts pay one collector.',
  parameters: {
    sources: {
      kind: 'integer_range',
      default: [5, 10],
      min: 3,
      max: 50,
      unit: 'accounts',
      doc: 'Paying accounts.',
      source: 'A',
    },
    window_days: { kind: 'integer', default: 14, min: 1, max: 60, unit: 'days', doc: 'Length.', source: 'B' },
    camouflage: { kind: 'share', default: 0.2, doc: 'Share of cover payments.', source: 'C' },
    delay_hours: { kind: 'range', default: [1, 96], min: 0, max: 500, unit: 'hours', doc: 'Wait.', source: 'F' },
    margin: { kind: 'number', default: 0.05, min: 0, doc: 'Kept by the collector.', source: 'D' },
    schedule: {
      kind: 'choice',
      default: 'random',
      choices: ['random', 'fixed', 'burst'],
      doc: 'Pattern.',
      source: 'E',
    },
  },
};

const others: TypologyDeclaration[] = [
  'card_testing',
  'account_takeover',
  'purchase_scam',
  'cycle',
  'instant_mule_chain',
].map((name) => ({ name, family: 'fraud', doc: `${name} happens.`, parameters: {} }));

/** Declarations of the shape that catalogues have, small enough to state every expectation in a test. */
export const catalogue: ScenarioCatalogue = {
  typologies: [fanIn, ...others],
  behaviors: [
    { name: 'groceries', doc: 'Food shopping.' },
    { name: 'cash_withdrawal', doc: 'Cash from a machine.' },
  ],
  outputs: [
    { name: 'parquet', doc: 'Columnar files.' },
    { name: 'csv', doc: 'Text.' },
  ],
};
