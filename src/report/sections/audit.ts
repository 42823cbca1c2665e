import type { AuditOutcome } from '../audit-file.ts';
import { html } from '../markup.ts';
import { formatNoun } from '../numbers.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** By which shortcuts fraud could be found without understanding it. */
export function audit({ gates }: AuditOutcome): Section {
  const failed = gates.filter(({ outcome }) => outcome === 'failed').length;
  const verdicts = {
    passed: html`<span class="good">holds</span>`,
    failed: html`<span class="bad">fails</span>`,
    not_applicable: html`nothing to look at`,
  };
  const rows = gates.map(({ name, doc, outcome, measurements }) => {
    // The figure that fails is the one to look at; else the first.
    const shown = measurements.find(({ isWithin }) => !isWithin) ?? measurements[0];
    const figure =
      shown === undefined ? '' : `${shown.what}: ${shown.value === null ? '?' : digits.format(shown.value)}`;
    return [html`<code>${name}</code>`, verdicts[outcome], html`${doc}<br><small>${figure}</small>`];
  });
  return {
    id: 'audit',
    name: 'Audit',
    title: failed === 0 ? 'No shortcut gives fraud away' : `${formatNoun(failed, 'shortcut')} may give fraud away`,
    body: html`
      <p>What <code>fraudworld audit</code> measured of this dataset: how far one gets without understanding fraud.</p>
      ${table(['gate', 'result', 'what holds'], rows, { texts: [1, 2] })}`,
  };
}
