import { defineCheck } from '../../define.ts';

export default defineCheck({
  name: 'schema',
  doc: 'Every file has the columns that its table declares, in order and type, and no others.',
  sql: () => `
    WITH expected AS (
      SELECT f.path, d.name, d.position, d.type
      FROM facts.found_files f JOIN facts.declared_columns d USING (table_name)
    )
    SELECT
      coalesce(expected.path, found.path) AS path,
      coalesce(expected.name, found.name) AS column_name,
      expected.type AS type_declared, found.type AS type_found,
      expected.position + 1 AS position_declared, found.position + 1 AS position_found
    FROM expected
    FULL JOIN facts.found_columns found USING (path, name)
    WHERE expected.type IS DISTINCT FROM found.type OR expected.position IS DISTINCT FROM found.position
    ORDER BY path, position_found`,
  breakIt: { tables: 'ALTER TABLE transactions ADD COLUMN campaign_id INTEGER' },
});
