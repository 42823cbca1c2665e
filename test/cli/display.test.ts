import { expect } from 'chai';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatNoun,
  formatShare,
} from '../../src/cli/numbers.ts';
import { showProgress } from '../../src/cli/progress.ts';
import { quoteArgument } from '../../src/cli/quote-argument.ts';
import { describeSummary } from '../../src/cli/summary.ts';
import type { GenerateResult } from '../../src/generate.ts';
import { parseScenario } from '../../src/scenario/load.ts';
import { catalogue } from '../scenario/catalogue.ts';
import { quietTerminal } from './run-command.ts';

describe('numbers for people', () => {
  it('are short and have units', () => {
    expect(formatCount(1234567)).to.equal('1,234,567');
    expect(formatCompact(1234567)).to.equal('1.23M');
    expect([formatNoun(1, 'file'), formatNoun(0, 'file'), formatNoun(2000, 'file')]).to.deep.equal([
      '1 file',
      '0 files',
      '2,000 files',
    ]);
    expect(formatShare(0.00201, 3)).to.equal('0.201 %');
    expect([0, 999, 1000, 61_234_567].map(formatBytes)).to.deep.equal(['0 B', '999 B', '1.0 kB', '61.2 MB']);
    expect([3.21, 245, 7800].map(formatDuration)).to.deep.equal(['3.2 s', '4 min 05 s', '2 h 10 min']);
  });
});

describe('arguments in suggested commands', () => {
  it('are quoted where a shell would take them apart', () => {
    expect(quoteArgument('data/card-realistic')).to.equal('data/card-realistic');
    expect(quoteArgument("it's here")).to.equal(`'it'\\''s here'`);
    expect(quoteArgument('$(reboot)')).to.equal(`'$(reboot)'`);
  });
});

describe('the summary of a run', () => {
  const scenario = parseScenario(
    'name: sample\nfraud: { prevalence: 0.01, mix: { fan_in: 3, cycle: 1 } }',
    'sample',
    catalogue,
  );
  const result: GenerateResult = {
    directory: 'data/my sample',
    rows: 200_000,
    fraudRows: 2_010,
    prevalence: { target: 0.01, reached: 0.01005 },
    typologies: [
      { name: 'fan_in', family: 'laundering', campaigns: 150, rows: 1_500, share: 0.746, targetShare: 0.75 },
      { name: 'cycle', family: 'laundering', campaigns: 90, rows: 510, share: 0.254, targetShare: 0.25 },
    ],
    files: [
      {
        path: 'transactions/month=2026-01/part-0000.parquet',
        table: 'transactions',
        rows: 1,
        bytes: 5_000_000,
        sha256: '',
      },
      {
        path: 'transactions/month=2026-02/part-0000.parquet',
        table: 'transactions',
        rows: 1,
        bytes: 4_000_000,
        sha256: '',
      },
      { path: 'accounts.parquet', table: 'accounts', rows: 1, bytes: 300_000, sha256: '' },
    ],
  };
  const summary = (changes: Partial<GenerateResult> = {}) =>
    describeSummary({ scenario, result: { ...result, ...changes }, seconds: 2 }, quietTerminal().terminal);

  it('tells rows, rate, prevalence against its target, typologies, files and what to do next', () => {
    const text = summary();
    expect(text).to.include('sample 5,000 customers, 180 days from 2026-01-01, seed 42');
    expect(text).to.include('200,000 transactions in 2.0 s (100K rows/s)');
    expect(text).to.include('2,010 rows, prevalence 1.005 % (target 1.000 %)');
    expect(text).to.match(/│ fan_in +│ laundering │ +150 │ +1,500 │ +74\.6 % │ +75\.0 % │/);
    expect(text).to.include('3 files, 9.3 MB, in data/my sample/');
    expect(text).to.match(/^ {2}transactions\/ +9\.0 MB {2}2 files$/m);
    expect(text).to.match(/Next: fraudworld query 'data\/my sample' "SELECT typology, .* GROUP BY ALL"$/);
  });

  it('has no table of typologies and another next command without fraud', () => {
    const text = summary({ fraudRows: 0, typologies: [] });
    expect(text).not.to.include('campaigns');
    expect(text).to.include('prevalence 0.000 %');
    expect(text).to.match(/"SELECT payment_type, .*"$/);
  });
});

describe('progress', () => {
  const states = [1, 2, 3].map((day) => ({ day, days: 4, date: `2026-01-0${day}`, rows: day * 1_000 }));

  it('is drawn over one line where somebody watches, and leaves it clean', () => {
    const { terminal, heard } = quietTerminal();
    const watched = Object.assign(terminal.messages, { isTTY: true, columns: 120, cursorTo: () => true });
    const display = showProgress({ ...terminal, messages: watched, isWatched: true });
    for (const state of states) display.update(state);
    display.stop();
    const { messages, output } = heard();
    expect(messages).to.match(/75 % {2}2026-01-03 · 3,000 rows · .* rows\/s · .* left/);
    expect(messages).not.to.include('\n');
    expect(output).to.equal('');
  });

  it('does not fill a log with lines', () => {
    const { terminal, heard } = quietTerminal();
    const display = showProgress(terminal);
    for (const state of states) display.update(state);
    display.stop();
    expect(heard().messages).to.equal('');
  });
});
