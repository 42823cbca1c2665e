import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { CheckReport } from '../../src/checks/run-checks.ts';
import { writeReport } from '../../src/report/write-report.ts';
import { smallLedger, smallScenario } from '../checks/small-ledger.ts';
import { command } from '../cli/run-command.ts';
import { browserPath, hasBrowser, look, startBrowser } from './browser.ts';
import { type Sample, sampleDataset } from './sample.ts';

const typologies = ['account_takeover', 'card_testing', 'cycle', 'fan_in', 'instant_mule_chain', 'purchase_scam'];
const HOSTILE = `<script>alert('x')</script>"><img src=x onerror=alert(1)>`;

describe('the report', function () {
  this.timeout(180_000);
  let sample: Sample;
  let file: string;
  let text: string;

  before(async () => {
    sample = await sampleDataset();
    const { exitCode, output } = await command('report', sample.directory);
    expect(exitCode, output).to.equal(0);
    file = join(sample.directory, 'report.html');
    text = readFileSync(file, 'utf8');
  });
  after(() => sample.remove());

  it('is one file of less than a megabyte that asks for no other', () => {
    expect(statSync(file).size).to.be.below(1_000_000);
    expect(text).not.to.match(/<(script|link|iframe|img|object)\b|\b(src|srcset|href)="(?!#)|@import|url\(/);
  });

  it('shows the figures of the dataset', async () => {
    const { output } = await command(
      'query',
      sample.directory,
      'SELECT count(*) AS rows, count(*) FILTER (is_fraud) AS fraud FROM transactions',
      '--json',
    );
    const { rows, fraud } = JSON.parse(output) as { rows: number; fraud: number };
    expect(text).to.include(`<dd>${rows.toLocaleString('en')}<small>`);
    expect(text).to.include(`<dd>${fraud.toLocaleString('en')}<small>`);
    expect(text).to.match(/All \d+ checks hold/);
    expect(text).to.match(/Every cent is accounted for/);
  });

  it('tells a campaign of every typology, in time and as a graph', () => {
    for (const typology of typologies) {
      const [, article = ''] = text.split(`id="campaign-${typology}"`);
      const story = article.slice(0, article.indexOf('</article>'));
      expect(story.match(/<svg/g), typology).to.have.length(3);
      expect(story)
        .to.match(/aria-label="Timeline of a campaign/)
        .and.match(/aria-label="Accounts and payments/);
    }
  });

  it('has a link for every section, and a section for every link', () => {
    const contents = text.slice(text.indexOf('<nav'), text.indexOf('</nav>'));
    const links = [...contents.matchAll(/<a href="#([\w-]+)">/g)].map(([, id]) => id);
    const sections = [...text.matchAll(/<section id="([\w-]+)">/g)].map(([, id]) => id);
    expect(links).to.deep.equal(sections).and.to.have.length.above(7);
    for (const [, id] of text.matchAll(/<a href="#([\w-]+)">/g)) expect(text).to.include(` id="${id}"`);
  });

  it('is the same every time', async () => {
    const again = join(sample.directory, '..', 'again.html');
    const checks = { passed: true, directory: '', results: [], durationMs: 0 } satisfies CheckReport;
    await writeReport(sample.directory, { file: again, checks });
    const first = readFileSync(again, 'utf8');
    await writeReport(sample.directory, { file: again, checks: { ...checks, durationMs: 7 } });
    expect(readFileSync(again, 'utf8')).to.equal(first);
  });

  it('shows the audit that lies beside the manifest, and refuses what is none', async () => {
    const page = join(sample.directory, '..', 'audited.html');
    const beside = join(sample.directory, 'audit.json');
    try {
      const { output } = await command('audit', sample.directory, '--json');
      const { gates } = JSON.parse(output) as { gates: { name: string; outcome: string }[] };
      writeFileSync(beside, output);
      await writeReport(sample.directory, { file: page });
      const [, section = ''] = readFileSync(page, 'utf8').split('<section id="audit">');
      for (const { name } of gates) expect(section).to.include(`<code>${name}</code>`);
      const failed = gates.filter(({ outcome }) => outcome === 'failed').length;
      expect(section.split('<span class="bad">fails</span>')).to.have.length(failed + 1);
      writeFileSync(beside, '{"gates": "many"}');
      const outcome = await command('report', sample.directory, '-o', page, '--no-check');
      expect(outcome).to.include({ exitCode: 1 });
      expect(outcome.messages).to.match(/audit\.json: .+; write it again: fraudworld audit/);
    } finally {
      rmSync(beside, { force: true });
    }
  });

  it('says which checks fail, and exits with 1', async () => {
    const root = mkdtempSync(join(tmpdir(), 'fraudworld broken '));
    const store = await smallLedger();
    try {
      await store.write(join(root, 'good'), smallScenario);
      const sql = 'UPDATE transactions SET amount = -1 WHERE transaction_id = 7';
      const directory = await store.writeChanged(sql, join(root, 'broken'), smallScenario);
      const { exitCode, output } = await command('report', directory);
      expect(exitCode).to.equal(1);
      expect(output).to.match(/^wrote .+report\.html; failed checks: .*amounts/m);
      const page = readFileSync(join(directory, 'report.html'), 'utf8');
      expect(page)
        .to.match(/checks? of \d+ failed/)
        .and.match(/fails: 1 violation/);
    } finally {
      store.close();
      rmSync(root, { recursive: true });
    }
  });

  it('escapes whatever comes from data', async () => {
    const root = mkdtempSync(join(tmpdir(), 'fraudworld hostile '));
    const store = await smallLedger();
    try {
      const quoted = HOSTILE.replaceAll("'", "''");
      const directory = join(root, 'hostile');
      for (const sql of [
        `UPDATE accounts SET account_type = '${quoted}'`,
        `UPDATE campaigns SET typology = '${quoted}', outcome = '${quoted}'`,
        `UPDATE scheme_transactions SET typology = '${quoted}', family = '${quoted}', stage = '${quoted}'`,
        `UPDATE transactions SET payment_type = '${quoted}', channel = '${quoted}'`,
        `UPDATE campaign_members SET role = '${quoted}'`,
      ]) {
        await store.run(sql);
      }
      await store.write(directory, { ...smallScenario, name: HOSTILE });
      const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as object;
      writeFileSync(
        join(directory, 'manifest.json'),
        JSON.stringify({ ...manifest, version: HOSTILE, scenario_sha256: HOSTILE }),
      );
      const problem = {
        name: HOSTILE,
        doc: HOSTILE,
        passed: false,
        violations: 0,
        examples: [],
        problem: HOSTILE,
        durationMs: 0,
      };
      const path = await writeReport(directory, {
        checks: { directory, passed: false, results: [problem], durationMs: 0 },
      });
      const page = readFileSync(path, 'utf8');
      expect(page).not.to.match(/<script|<img/);
      expect(page.split('&#60;script&#62;').length + page.split('&lt;script&gt;').length).to.be.above(12);
      if (!hasBrowser()) return;
      const browser = await startBrowser();
      try {
        const sight = await look(browser, path, { width: 400, colorScheme: 'light' });
        expect(sight).to.deep.include({ complaints: [], requests: [], scripts: 0 });
        expect(sight.title).to.include(HOSTILE);
      } finally {
        await browser.close();
      }
    } finally {
      store.close();
      rmSync(root, { recursive: true });
    }
  });

  describe('in a browser', () => {
    let browser: Browser;
    before(async function () {
      if (!hasBrowser()) {
        console.warn(`      skipped: there is no ${browserPath}; install chromium, or name one in FRAUDWORLD_CHROMIUM`);
        this.skip();
      }
      browser = await startBrowser();
    });
    after(() => browser?.close());

    const backgrounds = new Set<string>();
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [400, 1_400]) {
        it(`stands still, asks nobody and fits ${width} pixels, ${colorScheme}`, async () => {
          const sight = await look(browser, file, { width, colorScheme });
          expect(sight).to.deep.include({ complaints: [], requests: [], scripts: 0, overflowing: [] });
          expect(sight.pageWidth).to.equal(width);
          expect(sight.charts).to.equal(9 + 2 * typologies.length);
          expect(sight.smallestText).to.be.at.least(9.5);
          expect(contrast(sight.background, sight.color)).to.be.above(7);
          backgrounds.add(sight.background);
        });
      }
    }

    it('is light or dark as the reader likes it', () => {
      expect(backgrounds.size).to.equal(2);
    });
  });
});

/** Contrast ratio of two colours (WCAG 2); 7 is its strictest demand on text. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = color.match(/\d+/g)!.map((part) => {
    const value = Number(part) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
