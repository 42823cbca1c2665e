import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'files',
  doc: 'The files are those of the manifest: none missing, none added, sizes, row counts and SHA-256 as written there.',
  sql: () => `
    SELECT
      coalesce(listed.path, found.path) AS path,
      CASE
        WHEN found.path IS NULL THEN 'is missing'
        WHEN listed.path IS NULL THEN 'is not in the manifest'
        WHEN listed.bytes <> found.bytes THEN 'has another size'
        WHEN listed.rows <> found.rows THEN 'has another number of rows'
        ELSE 'has another SHA-256'
      END AS problem,
      listed.bytes AS bytes_listed, found.bytes AS bytes_found,
      listed.rows AS rows_listed, found.rows AS rows_found,
      listed.sha256 AS sha256_listed, found.sha256 AS sha256_found
    FROM facts.listed_files listed
    FULL JOIN facts.found_files found USING (path)
    WHERE found.path IS NULL OR listed.path IS NULL
      OR listed.bytes <> found.bytes OR listed.rows <> found.rows OR listed.sha256 <> found.sha256
    ORDER BY path`,
  breakIt: {
    files: (directory) => copyFileSync(join(directory, 'accounts.parquet'), join(directory, 'accounts-copy.parquet')),
  },
});
