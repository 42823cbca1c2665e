import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputs } from '../../../outputs/index.ts';
import { describeFile } from '../../dataset/describe-file.ts';
import { toWriteError } from '../../dataset/errors.ts';
import { defaultOutputOptions, type Output } from '../../dataset/output.ts';
import { MANIFEST_FILE } from '../../dataset/replaceable.ts';
import type { DecisionLog } from '../../detectors/decision-log.ts';
import { decisions } from '../../schema/stress.ts';
import { version } from '../../version.ts';
import { decisionColumns } from '../stress-rows.ts';
import type { ReplaySummary } from './replay.ts';

/** The file of the summary. */
export const LATENCY_FILE = 'latency.json';

/** Writes what came of a replay: `stress/decisions.parquet`, `latency.json` and a manifest of the two. */
export async function writeReplay(directory: string, log: DecisionLog, summary: ReplaySummary): Promise<void> {
  const parquet = (outputs as readonly Output[]).find(({ name }) => name === 'parquet');
  if (parquet === undefined) throw new Error('there is no output parquet');
  const metadata = { 'fraudworld.version': version };
  const options = defaultOutputOptions;
  const sink = await parquet.open({ directory, vocabularies: {}, tables: [decisions], metadata, options });
  try {
    sink.writeTable(decisions, decisionColumns(log), log.length);
  } catch (error) {
    await sink.abort();
    throw error;
  }
  const files = await sink.close();
  try {
    const file = join(directory, LATENCY_FILE);
    writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
    const listed = [...files, { path: LATENCY_FILE, ...describeFile(file) }];
    const manifest = { generator: 'fraudworld', version, kind: 'replay', files: listed };
    writeFileSync(join(directory, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  } catch (error) {
    throw toWriteError(error, directory);
  }
}
