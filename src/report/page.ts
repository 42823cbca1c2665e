import { readFileSync } from 'node:fs';
import type { CheckReport } from '../checks/run-checks.ts';
import type { AuditOutcome } from './audit-file.ts';
import { html, type Markup } from './markup.ts';
import { formatCount, formatMoney, formatShare } from './numbers.ts';
import type { ReportFacts } from './report-facts.ts';
import type { Section } from './section.ts';
import { amounts } from './sections/amounts.ts';
import { audit } from './sections/audit.ts';
import { books } from './sections/books.ts';
import { campaigns } from './sections/campaigns.ts';
import { checks } from './sections/checks.ts';
import { labelDelay } from './sections/label-delay.ts';
import { rails } from './sections/rails.ts';
import { rhythm } from './sections/rhythm.ts';
import { typologies } from './sections/typologies.ts';
import { volumes } from './sections/volumes.ts';

/** Nothing may be loaded and nothing may run: what a page of data would try to do is refused by the browser. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const stylesheet = readFileSync(new URL('./report.css', import.meta.url), 'utf8');

/** What others found in the dataset, as far as they looked. */
export interface Verdicts {
  readonly checks?: CheckReport | undefined;
  readonly audit?: AuditOutcome | undefined;
}

/** The whole report as one page that needs nothing else. The same dataset has the same page. */
export function page(facts: ReportFacts, { checks: checkReport, audit: auditOutcome }: Verdicts = {}): string {
  const sections = [
    volumes(facts),
    amounts(facts),
    rhythm(facts),
    rails(facts),
    typologies(facts),
    labelDelay(facts),
    books(facts),
    checks(checkReport),
    ...(auditOutcome === undefined ? [] : [audit(auditOutcome)]),
    campaigns(facts),
  ];
  const name = nameOf(facts);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="fraudworld ${facts.manifest.version}">
<meta http-equiv="Content-Security-Policy" content="${{ markup: POLICY }}">
<title>${name}: a fraudworld dataset</title>
<style>
${{ markup: stylesheet }}</style>
</head>
<body>
<header>
${heading(facts, name)}
<nav aria-label="Contents"><ul>${sections.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main>
${sections.map(showSection)}
</main>
<footer>
Written by fraudworld ${facts.manifest.version}. Everything here is simulated: nobody in it exists.
Scenario <code>${String(facts.manifest.scenario_sha256 ?? 'unknown')}</code>.
</footer>
</body>
</html>
`.markup;
}

function showSection({ id, name, title, body }: Section): Markup {
  return html`<section id="${id}">
<p class="name">${name}</p>
<h2>${title}</h2>
${body}
</section>
`;
}

function nameOf({ manifest }: ReportFacts): string {
  return typeof manifest.scenario.name === 'string' ? manifest.scenario.name : 'dataset';
}

function heading({ manifest, balance }: ReportFacts, name: string): Markup {
  const { scenario, seed } = manifest;
  const { total, byTypology } = balance;
  const campaignCount = byTypology.reduce((sum, each) => sum + each.campaigns, 0);
  const { customers } = (scenario.world ?? {}) as { customers?: number };
  const population = customers === undefined ? '' : `${formatCount(customers)} customers, `;
  const figures: readonly (readonly [string, string, string])[] = [
    ['Payments', formatCount(total.rows), `in ${formatCount(scenario.days)} days`],
    [
      'Fraudulent',
      formatCount(total.fraudRows),
      `${formatCount(campaignCount)} campaigns of ${byTypology.length} kinds`,
    ],
    ['Prevalence', formatShare(total.prevalence), `asked for: ${formatShare(scenario.fraud.prevalence)}`],
    ['Moved', `${formatMillions(total.value)} EUR`, `${formatShare(total.valuePrevalence)} of it by fraud`],
  ];
  return html`<h1>${name}</h1>
<p class="subtitle">${population}${formatCount(scenario.days)} days from ${scenario.start}, seed ${String(seed ?? 'unknown')}:
a simulated payment world with criminals in it.</p>
<dl class="facts">${figures.map(([term, figure, note]) => html`<div><dt>${term}</dt><dd>${figure}<small>${note}</small></dd></div>`)}</dl>`;
}

function formatMillions(value: number): string {
  return value >= 1e6 ? `${(value / 1e6).toFixed(1)} M` : formatMoney(value);
}
