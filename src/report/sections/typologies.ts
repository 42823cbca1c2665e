import * as Plot from '@observablehq/plot';
import { targetMix } from '../../analysis/target-mix.ts';
import { draw, figure, responsive } from '../chart.ts';
import { html } from '../markup.ts';
import { formatCount, formatMoney, formatShare, inWords } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

/** One typology against what the scenario asks of it. */
interface Attainment {
  readonly name: string;
  readonly family: string;
  readonly campaigns: number;
  readonly rows: number;
  readonly declined: number;
  readonly value: number;
  /** Shares of all rows of `transactions`; the target is 0 for a typology that the run leaves out. */
  readonly reached: number;
  readonly target: number;
}

/** Whether there is as much of every kind of fraud as was asked for. */
export function typologies(facts: ReportFacts): Section {
  const { balance, manifest } = facts;
  const attained = attainment(facts);
  const target = attained.reduce((sum, each) => sum + each.target, 0);
  return {
    id: 'typologies',
    name: 'Typologies',
    title: `${formatShare(balance.total.prevalence)} of the rows are fraud, where ${formatShare(target)} were asked for`,
    body: html`
      <p>Bars are what each typology reached, the lines across them what the scenario asks of it: its weight in the mix times the
      prevalence, for the days on which it is active. A campaign is never cut short to meet a number, so that a typology
      misses its share by up to half a campaign or so.${
        manifest.scenario.fraud.without.length > 0
          ? ` This run leaves out ${manifest.scenario.fraud.without.map(inWords).join(', ')}.`
          : ''
      }</p>
      ${
        attained.length === 0
          ? html`<p>There is no fraud in this dataset.</p>`
          : figure(
              'Prevalence by typology, in rows per 10,000',
              responsive(({ width, isNarrow }) =>
                draw('Prevalence by typology against its target', {
                  width,
                  height: 46 + 24 * attained.length,
                  marginLeft: 162,
                  marginRight: 24,
                  x: {
                    label: 'rows in 10,000',
                    grid: true,
                    transform: (share: number) => share * 10_000,
                    ticks: isNarrow ? 4 : 8,
                  },
                  y: { label: null, domain: attained.map(({ name }) => inWords(name)), tickSize: 0, padding: 0.3 },
                  marks: [
                    Plot.barX(attained, { x: 'reached', y: ({ name }) => inWords(name), fill: 'var(--fraud)' }),
                    Plot.tickX(attained, {
                      x: 'target',
                      y: ({ name }) => inWords(name),
                      stroke: 'var(--text)',
                      strokeWidth: 2.5,
                    }),
                    Plot.ruleX([0], { stroke: 'var(--line)' }),
                  ],
                }),
              ),
            )
      }
      ${table(
        ['typology', 'family', 'campaigns', 'rows', 'declined', 'reached', 'asked for', 'moved in EUR'],
        attained.map((each) => [
          inWords(each.name),
          inWords(each.family),
          formatCount(each.campaigns),
          formatCount(each.rows),
          formatShare(each.rows === 0 ? 0 : each.declined / each.rows),
          formatShare(each.reached),
          formatShare(each.target),
          formatMoney(each.value),
        ]),
        { texts: [1] },
      )}`,
  };
}

function attainment({ balance, manifest }: ReportFacts): Attainment[] {
  const { total, byTypology } = balance;
  const targets = targetMix(manifest);
  const found = new Map(byTypology.map((each) => [each.typology, each]));
  return [...new Set([...targets.keys(), ...found.keys()])]
    .map((name) => {
      const each = found.get(name);
      const rows = each?.fraudRows ?? 0;
      return {
        name,
        family: each?.family ?? '',
        campaigns: each?.campaigns ?? 0,
        rows,
        declined: each?.declinedRows ?? 0,
        value: each?.fraudValue ?? 0,
        reached: total.rows === 0 ? 0 : rows / total.rows,
        target: manifest.scenario.fraud.prevalence * (targets.get(name) ?? 0),
      };
    })
    .filter(({ rows, target }) => rows > 0 || target > 0)
    .sort((a, b) => b.target - a.target || (a.name < b.name ? -1 : 1));
}
