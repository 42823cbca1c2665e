import { type CheckSubject, defineCheck } from '../../define.ts';

// Vocabularies of text columns of entities, whose values the docs of the columns list.
const entityVocabularies: Readonly<Record<string, readonly string[]>> = {
  'customers.customer_type': ['person', 'business'],
  'customers.kyc_risk': ['low', 'medium', 'high'],
  'accounts.account_type': ['current', 'savings', 'credit_card', 'business', 'acquiring', 'external', 'cash', 'source'],
  'cards.card_type': ['debit', 'credit'],
  'devices.device_type': ['phone', 'tablet', 'computer'],
  'ips.network': ['residential', 'mobile', 'office', 'hosting'],
  'truth_accounts.part': ['victim', 'mule', 'criminal'],
  'campaigns.family': ['fraud', 'scam', 'laundering', 'first_party'],
};

export default defineCheck({
  name: 'vocabularies',
  doc: 'Closed vocabularies hold: no column has a word that its vocabulary does not know.',
  sql: (subject) =>
    closedColumns(subject)
      .map(({ table, column, words }) => {
        const known = words.map((word) => subject.literal(word)).join(', ');
        return `
          SELECT '${table}' AS table_name, '${column}' AS column_name, ${column} AS value, count(*) AS rows
          FROM ${table} WHERE ${column} NOT IN (${known}) GROUP BY ${column}`;
      })
      .join(' UNION ALL '),
  breakIt: { tables: `UPDATE transactions SET channel = 'carrier_pigeon' WHERE transaction_id = 1` },
});

// Banks are checked as references; behaviours are those of the program that wrote the data.
function closedColumns({ tables, vocabularies, manifest }: CheckSubject) {
  const known: Readonly<Record<string, readonly string[]>> = {
    ...vocabularies,
    typology: Object.keys(manifest.scenario.fraud.mix),
  };
  return tables.flatMap(({ name: table, columns }) =>
    Object.entries(columns).flatMap(([column, { vocabulary }]) => {
      const words = vocabulary === undefined ? entityVocabularies[`${table}.${column}`] : known[vocabulary];
      // The look-alike of a typology may occur in a world without it.
      return words === undefined || words.length === 0 || table === 'look_alikes' ? [] : [{ table, column, words }];
    }),
  );
}
