import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckSubject, defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'partitions',
  doc: 'A partition holds the rows of its month (UTC) and no others, and all rows lie within the scenario.',
  sql: (subject) =>
    subject.tables
      .filter(({ partition }) => partition === 'month')
      .map((table) => strays(subject, table.name, firstTimestamp(table.columns)))
      .join(' UNION ALL '),
  breakIt: {
    files: (directory) => {
      const partitions = join(directory, 'transactions');
      const [month] = readdirSync(partitions).sort();
      renameSync(join(partitions, month as string), join(partitions, 'month=1999-01'));
      const manifest = join(directory, 'manifest.json');
      const text = readFileSync(manifest, 'utf8').replaceAll(`transactions/${month}/`, 'transactions/month=1999-01/');
      writeFileSync(manifest, text);
    },
  },
});

function firstTimestamp(columns: CheckSubject['tables'][number]['columns']): string {
  const found = Object.entries(columns).find(([, { type }]) => type === 'timestamp');
  if (found === undefined) throw new Error('a table partitioned by month has no timestamp');
  return found[0];
}

function strays({ scan, period }: CheckSubject, table: string, time: string): string {
  return `
    SELECT '${table}' AS table_name, month, first_time, last_time
    FROM (
      SELECT
        regexp_extract(replace(filename, '\\', '/'), 'month=([^/]*)/[^/]*$', 1) AS month,
        min(${time}) AS first_time,
        max(${time}) AS last_time
      FROM ${scan(table, { filename: true })}
      GROUP BY filename
    )
    WHERE strftime(first_time, '%Y-%m') <> month OR strftime(last_time, '%Y-%m') <> month
      OR first_time < ${period.start} OR last_time >= ${period.end}`;
}
