import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DetectorError, defineDetector } from '../../define.ts';
import { SqlRules } from '../sql/sql-rules.ts';

export default defineDetector({
  name: 'sql',
  doc: 'A SELECT over what was known at the full hour (`payments`, `labels`, `clock`), whose rows are decisions on payments or accounts; `docs/example-rules.sql` is one.',
  example: './my-rules.sql',
  answers: 'at_once',
  matches: (spec) => /\.sql$/i.test(spec) && !/\s/.test(spec),
  async open(spec, { directory }) {
    const file = resolve(directory, spec);
    if (!existsSync(file)) throw new DetectorError('unusable', spec, 'there is no such file');
    // A trailing semicolon is common, and would end the statement that this becomes a part of.
    return SqlRules.open(spec, readFileSync(file, 'utf8').trim().replace(/;$/, ''));
  },
});
