import Table from 'cli-table3';
import { LEVEL } from '../audit/bootstrap.ts';
import type { Ladder, Rung } from '../audit/ladder/climb.ts';
import { ALERT_BUDGET, type Figure } from '../audit/ladder/evaluate.ts';
import { describeFigure } from './figure.ts';
import { formatShare } from './numbers.ts';
import type { Terminal } from './terminal.ts';

/** The difficulty ladder as a table, what the detectors look at, and how the preset would have it. */
export function describeLadder({ rungs, judged }: Ladder, colors: Terminal['outputColors']): string {
  const table = new Table({
    head: ['', ...rungs.map(({ level, sees }) => `${level} ${sees}`)],
    style: { head: [], border: [], compact: true },
  });
  const row = (name: string, cell: (rung: Rung) => string) => table.push([name, ...rungs.map(cell)]);
  row('ROC AUC', ({ rocAuc }) => withInterval(rocAuc));
  row('average precision', ({ averagePrecision }) => withInterval(averagePrecision));
  row('  over prevalence', ({ lift }) => `${lift.toFixed(0)} x`);
  row('100 cards a day', ({ topCards }) => {
    return topCards === null
      ? '-'
      : `precision ${topCards.precision.toFixed(3)} of ${topCards.ceiling.toFixed(3)} at best`;
  });
  row(`recall at ${formatShare(ALERT_BUDGET)} alerts`, ({ recall }) => withInterval(recall));
  for (const name of Object.keys(rungs[0]?.recallByTypology ?? {})) {
    row(`  ${name}`, ({ recallByTypology }) => (recallByTypology[name] ?? 0).toFixed(2));
  }
  row('asks most about', ({ asked }) =>
    asked
      .map(({ column }) => column)
      .slice(0, 5)
      .join('\n'),
  );
  const title = `Difficulty: trained on the first 60 % of the time, tested on the last 20 %, labels a week late; ${LEVEL * 100} % intervals`;
  const lines = judged.map((each) => {
    const line = `${each.isWithin ? 'pass' : 'FAIL'}  ${describeFigure(each)} ${each.evidence}`;
    return each.isWithin ? line : colors.red(line);
  });
  return [title, table.toString(), ...lines].join('\n');
}

function withInterval({ value, interval }: Figure): string {
  return `${value.toFixed(3)} [${interval.map((bound) => bound.toFixed(3)).join(', ')}]`;
}
