import type { BinnedColumn } from './binned-column.ts';
import { binForRules, readForRules, readNumber } from './columns.ts';
import type { AuditSubject } from './subject.ts';

/** Bins of a column in which rules may begin and end. */
const RULE_BINS = 24;
/** Numbers of which every difference is looked at. */
const MOST_DIFFERENCES = 8;

/** What a rule may speak of: visible columns, differences of visible numbers, and the step from the payer's row before. */
export async function ruleColumns(subject: AuditSubject): Promise<readonly BinnedColumn[]> {
  const columns: BinnedColumn[] = [];
  for (const column of subject.columns) columns.push(await readForRules(subject, column, RULE_BINS));
  columns.push(...(await differences(subject)), ...(await steps(subject)));
  // A column that never changes takes part in no rule.
  return columns.filter(({ bins }) => bins.some((bin) => bin !== bins[0]));
}

async function differences(subject: AuditSubject): Promise<BinnedColumn[]> {
  const isPlace = /lat|lon/i;
  const numbers = subject.columns
    .filter(({ kind, name, type }) => kind === 'number' && /DOUBLE|FLOAT|DECIMAL/.test(type) && !isPlace.test(name))
    .slice(0, MOST_DIFFERENCES);
  const pairs = numbers.flatMap((left, index) => numbers.slice(index + 1).map((right) => [left, right] as const));
  const columns: BinnedColumn[] = [];
  for (const [left, right] of pairs) {
    const difference = `round(${left.expression} - ${right.expression}, 2)`;
    const values = await readNumber(subject, difference, subject.source);
    // Equality is the difference to look for: 0 has a bin of its own.
    columns.push(binForRules(subject, `${left.name} - ${right.name}`, values, RULE_BINS, [-0.005, 0.005]));
  }
  return columns;
}

async function steps(subject: AuditSubject): Promise<BinnedColumn[]> {
  const hour = await readNumber(subject, 'hour(event_time)', 'payments');
  const columns = [binForRules(subject, 'hour (UTC)', hour, RULE_BINS)];
  if (!subject.roles.has('customer')) return columns;
  const previous = 'OVER (PARTITION BY customer ORDER BY row_id)';
  const read = await subject.database.numbers(`
    SELECT seconds, difference AS amount FROM payments LEFT JOIN (
      SELECT row_id, (moment - lag(moment) ${previous}) / 1e6 AS seconds, round(amount - lag(amount) ${previous}, 2) AS difference
      FROM (SELECT row_id, customer, epoch_us(event_time) AS moment, amount FROM payments WHERE customer IS NOT NULL)
    ) USING (row_id) ORDER BY row_id`);
  columns.push(binForRules(subject, "seconds since the payer's row before", read.get('seconds')!, RULE_BINS));
  if (subject.roles.has('amount')) {
    columns.push(binForRules(subject, 'amount - that of the row before', read.get('amount')!, RULE_BINS));
  }
  return columns;
}
