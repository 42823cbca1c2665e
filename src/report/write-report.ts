import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataset } from '../analysis/duckdb.ts';
import type { CheckReport } from '../checks/run-checks.ts';
import { toWriteError } from '../dataset/errors.ts';
import { REPORT_FILE } from '../dataset/replaceable.ts';
import { readAudit } from './audit-file.ts';
import { page } from './page.ts';
import { gatherFacts } from './report-facts.ts';

export interface ReportOptions {
  /** Where the page goes; `report.html` in the dataset unless given. */
  readonly file?: string;
  /** What the checks found, to be shown; without it the page says that they were left out. */
  readonly checks?: CheckReport;
}

/**
 * Writes a page with pictures of a dataset: one file that needs no network and no other file. Where an `audit.json` lies
 * beside the manifest, written by `fraudworld audit --json`, the page shows it too.
 *
 * @example
 * const file = await writeReport('data/card-realistic', { checks: await runChecks('data/card-realistic') });
 *
 * @returns The path of the page.
 * @throws DatasetError when the dataset cannot be read, WriteError when the page cannot be written.
 */
export async function writeReport(directory: string, { file, checks }: ReportOptions = {}): Promise<string> {
  const path = file ?? join(directory, REPORT_FILE);
  const dataset = await openDataset(directory, { derivedViews: false });
  try {
    const text = page(await gatherFacts(dataset), { checks, audit: readAudit(directory) });
    replaceFile(path, text);
    return path;
  } finally {
    dataset.close();
  }
}

/** At every moment there is the old page, none, or the whole new one. */
function replaceFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    throw toWriteError(error, path);
  }
}
