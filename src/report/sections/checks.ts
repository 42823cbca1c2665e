import type { CheckReport } from '../../checks/run-checks.ts';
import { html } from '../markup.ts';
import { formatCount, formatNoun } from '../numbers.ts';
import type { Section } from '../section.ts';
import { table } from '../table.ts';

/** What was recounted, and what came of it. */
export function checks(report: CheckReport | undefined): Section {
  const name = 'Checks';
  const id = 'checks';
  if (report === undefined) {
    const body = html`<p><code>fraudworld check</code> recounts the dataset from its files alone.</p>`;
    return { id, name, title: 'The checks were left out', body };
  }
  const failed = report.results.filter(({ passed }) => !passed);
  const verdict = (result: CheckReport['results'][number]) => {
    if (result.passed) return html`<span class="good">holds</span>`;
    const reason = result.problem ?? formatNoun(result.violations, 'violation');
    return html`<span class="bad">fails: ${reason}</span>`;
  };
  return {
    id,
    name,
    title:
      failed.length === 0
        ? `All ${formatCount(report.results.length)} checks hold`
        : `${formatNoun(failed.length, 'check')} of ${report.results.length} failed`,
    body: html`
      <p>Each is SQL over the files as they lie there, whose rows are the violations.</p>
      ${table(
        ['check', 'result', 'what holds'],
        report.results.map((result) => [html`<code>${result.name}</code>`, verdict(result), result.doc]),
        { texts: [1, 2] },
      )}`,
  };
}
