import { stringify } from 'yaml';
import { scenarioHash } from '../../scenario/resolve.ts';
import { tables } from '../../schema/tables.ts';
import { formatCount, formatShare } from '../numbers.ts';
import { type CardFacts, filesOf } from './card-facts.ts';
import { loading } from './loading.ts';
import { markdownTable, schemaTables } from './schema-tables.ts';

/** Fraudulent rows in all rows that card portfolios report: 2 to 3 in 10,000. */
const REAL_PREVALENCE = 0.00025;

/** The dataset card: a README with the header that the Hugging Face Hub reads. */
export function datasetCard(facts: CardFacts): string {
  const { scenario } = facts;
  return `${[
    `---\n${stringify(header(facts), { lineWidth: 0 })}---`,
    `# ${scenario.name}`,
    'A simulated payment world with criminals in it: what its banks would have seen, what they came to know of fraud and when, and the truth beside it. Nobody in it exists, and no real data went into it.',
    glance(facts),
    loading(scenario.outputs.formats[0] ?? 'parquet'),
    USES,
    labelling(facts),
    prevalence(facts),
    limits(facts),
    FAIRNESS,
    lineage(facts),
    schemaTables(facts),
  ].join('\n\n')}\n`;
}

function header(facts: CardFacts): object {
  const { scenario } = facts;
  return {
    license: 'apache-2.0',
    pretty_name: `fraudworld ${scenario.name}`,
    task_categories: ['tabular-classification', 'graph-ml'],
    tags: ['fraud-detection', 'anti-money-laundering', 'synthetic', 'simulation', 'transactions', 'imbalanced'],
    size_categories: [sizeCategory(facts.rows)],
    configs: tables
      .filter(({ name }) => filesOf(name, facts).length > 0)
      .map((table) => ({
        config_name: table.name,
        data_files: dataFiles(table.name, facts),
        ...(table.name === 'transactions' ? { default: true } : {}),
      })),
  };
}

/** Paths with months are one pattern. */
function dataFiles(name: string, facts: CardFacts): string {
  const [{ path } = { path: '' }] = filesOf(name, facts);
  return path.replace(/\/month=[^/]+\/[^/]+(\.\w+)$/, '/*/*$1');
}

function sizeCategory(rows: number): string {
  const names = ['1K', '10K', '100K', '1M', '10M', '100M', '1B', '10B', '100B', '1T'];
  const place = names.findIndex((_, power) => rows < 1_000 * 10 ** power);
  if (place === 0) return 'n<1K';
  return place < 0 ? 'n>1T' : `${names[place - 1]}<n<${names[place]}`;
}

function glance({ scenario, rows, fraudRows, typologies }: CardFacts): string {
  const reached = formatShare(rows === 0 ? 0 : fraudRows / rows);
  const campaigns = typologies.reduce((sum, each) => sum + each.campaigns, 0);
  return markdownTable(
    ['', ''],
    [
      ['customers', formatCount(scenario.world.customers)],
      ['period', `${formatCount(scenario.days)} days from ${scenario.start}, local days; times are UTC`],
      ['transactions', formatCount(rows)],
      ['fraudulent', `${formatCount(fraudRows)} (${reached}; asked for ${formatShare(scenario.fraud.prevalence)})`],
      ['campaigns', formatCount(campaigns)],
    ],
  );
}

const USES = `## Uses

Meant for:

- training and comparing detectors of payment fraud and money laundering, and pipelines around them;
- research on delayed, noisy and missing labels, on imbalance, on graphs of payments, on drift;
- teaching, load tests and demonstrations, where real customers' data must not be.

Not meant for:

- decisions about real people or accounts: a model trained on this has learned this world, not yours;
- estimates of real fraud rates, losses or habits;
- claims that a detector will do as well on real data. Test it there.`;

function labelling({ typologies }: CardFacts): string {
  const text = `## How fraud is made and labelled

Criminals are agents in the simulation: they recruit, pay, are declined, adapt, and cash out. A row is fraud because a criminal scheme caused it, declined attempts included; no row is relabelled afterwards. Criminals and mules also live normal lives, and those rows are honest. Victims go on shopping.

- \`transactions.is_fraud\` is the truth. No bank knew it at the time.
- \`labels\` is what the banks came to believe, late, sometimes wrong, sometimes never. To train as a bank must, take the labels up to a time (\`labels_as_of(t)\` in \`fraudworld query\`).
- \`truth/\` says which scheme, campaign, role and stage a row belongs to. None of it may be a feature, and neither may columns that are known after the decision: each column below says when it was known.`;
  if (typologies.length === 0) return `${text}\n\nThis dataset has no fraud in it.`;
  const rows = typologies.map(({ name, family, campaigns, rows, parameters, assumedParameters, doc }) => [
    `\`${name}\``,
    family,
    formatCount(campaigns),
    formatCount(rows),
    `${assumedParameters} of ${parameters}`,
    doc,
  ]);
  const head = ['typology', 'family', 'campaigns', 'rows', 'assumed parameters', ''];
  return `${text}\n\n${markdownTable(head, rows)}\n\nAn assumed parameter is one whose range no published figure supports.`;
}

function prevalence({ scenario, rows, fraudRows }: CardFacts): string {
  const reached = rows === 0 ? 0 : fraudRows / rows;
  const times = reached / REAL_PREVALENCE;
  const sample =
    times >= 2
      ? `That is about ${formatCount(Math.round(times))} times as much, on purpose, so that there is something to learn. Scores of a model trained here are too high for a world with less fraud: calibrate them, and judge precision at the rate of your own portfolio.`
      : 'That is about what is seen there, or less.';
  return `## Prevalence

Card portfolios report 2 to 3 fraudulent rows in 10,000. Here ${formatShare(reached)} of the rows are fraudulent (${formatShare(scenario.fraud.prevalence)} were asked for). ${sample}`;
}

function limits({ typologies, scenario }: CardFacts): string {
  const assumed = typologies.reduce((sum, { assumedParameters }) => sum + assumedParameters, 0);
  const parameters = typologies.reduce((sum, each) => sum + each.parameters, 0);
  const source =
    parameters === 0
      ? ''
      : ` Of the ${parameters} parameters of its typologies, ${assumed} are assumptions (table above).`;
  const without =
    scenario.fraud.without.length === 0
      ? ''
      : `\n- This run leaves out ${scenario.fraud.without.join(', ')}; their share goes to no other typology.`;
  return `## Limits

- One fictional country, one currency, no real places. Habits, prices and rates are plausible; few are calibrated against published figures.${source}
- Fraud is of the typologies in the mix and of no other kind. Criminals adapt within a campaign, not from one to the next, and no detector was in the loop.
- The log is the view of a consortium that sees the rows of all its members. A single bank would see less. Balances at banks that do not report are null.
- The fraud desk that labels has rules and staff of its own invention. How many schemes it finds is a property of it, not of fraud.
- IP addresses are from 240.0.0.0/4, which belongs to nobody. Positions are those of invented places.
- Anomalies that are not fraud are not simulated yet; their tables are empty.${without}`;
}

const FAIRNESS = `## Fairness

Persons have an age, an income, a way of life and a city. They have no gender, ethnicity, religion or nationality; names come from one list and say nothing about their bearer. Who becomes a victim or a mule depends on age, income and way of life in some typologies, as it does outside, so that a model may learn these as proxies. Measure your detector by such groups before you draw conclusions from it; that it is fair here does not show that it is fair elsewhere.`;

function lineage({ scenario, version }: CardFacts): string {
  return `## Lineage

${markdownTable(
  ['', ''],
  [
    ['generator', `fraudworld ${version}`],
    ['scenario', `\`scenario.yaml\`, SHA-256 of its canonical form \`${scenarioHash(scenario)}\``],
    ['seed', String(scenario.seed)],
    ['files', '`manifest.json` lists them all with their SHA-256; `croissant.json` describes them to machines'],
  ],
)}

The same version, scenario and seed write the same bytes: \`fraudworld generate scenario.yaml\`. \`fraudworld check .\` recounts every balance and compares every file.`;
}
