import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError } from '../analysis/dataset-error.ts';

/** Where the report looks for what `fraudworld audit --json` found. */
export const AUDIT_FILE = 'audit.json';

const auditSchema = z.looseObject({
  rows: z.int(),
  passed: z.boolean(),
  gates: z.array(
    z.looseObject({
      name: z.string(),
      doc: z.string(),
      outcome: z.enum(['passed', 'failed', 'not_applicable']),
      measurements: z.array(
        z.looseObject({ what: z.string(), value: z.number().nullable(), isWithin: z.boolean(), evidence: z.string() }),
      ),
    }),
  ),
});

/** The outcome of an audit, as far as the report shows it. */
export type AuditOutcome = z.output<typeof auditSchema>;

/**
 * Reads `audit.json` of a dataset; undefined where there is none.
 *
 * @throws DatasetError when it is not what an audit writes.
 */
export function readAudit(directory: string): AuditOutcome | undefined {
  const file = join(directory, AUDIT_FILE);
  if (!existsSync(file)) return undefined;
  const remedy = `write it again: fraudworld audit ${directory} --json > ${file}`;
  try {
    const parsed = auditSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new DatasetError(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is damaged'}`, remedy);
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    throw new DatasetError(file, 'is not JSON', remedy, { cause: error });
  }
}
