import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputs } from '../../../outputs/index.ts';
import { describeFile } from '../../dataset/describe-file.ts';
import { toWriteError } from '../../dataset/errors.ts';
import { defaultOutputOptions, type Output, type WrittenFile } from '../../dataset/output.ts';
import { MANIFEST_FILE } from '../../dataset/replaceable.ts';
import type { DecisionLog } from '../../detectors/decision-log.ts';
import { decisions } from '../../schema/stress.ts';
import { version } from '../../version.ts';
import { type ScoreOptions, score } from '../score.ts';
import type { Scorecard } from '../scorecard.ts';
import { decisionColumns } from '../stress-rows.ts';
import { writeScorecard } from '../write-scorecard.ts';
import type { ReplaySummary } from './summary.ts';

const LATENCY_FILE = 'latency.json';
const DECISIONS_FILE = 'stress/decisions.parquet';

/**
 * Writes what came of a replay: `stress/decisions.parquet`, the scorecard made of it, `latency.json`, and a manifest.
 *
 * @throws WriteError when they cannot be written.
 */
export async function writeReplay(
  directory: string,
  log: DecisionLog,
  summary: ReplaySummary,
  scoring: Pick<ScoreOptions, 'directory' | 'alertsPerDay' | 'costs'>,
): Promise<Scorecard> {
  const written = await writeDecisions(directory, log);
  const scores = join(directory, DECISIONS_FILE);
  const scorecard = await score({ ...scoring, scores, mode: 'replay', detector: summary.detector });
  const added = [LATENCY_FILE, ...writeScorecard(directory, scorecard)];
  try {
    writeFileSync(join(directory, LATENCY_FILE), `${JSON.stringify(summary, null, 2)}\n`);
    const files = [...written, ...added.map((path) => ({ path, ...describeFile(join(directory, path)) }))];
    const manifest = { generator: 'fraudworld', version, kind: 'replay', files };
    writeFileSync(join(directory, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  } catch (error) {
    throw toWriteError(error, directory);
  }
  return scorecard;
}

async function writeDecisions(directory: string, log: DecisionLog): Promise<readonly WrittenFile[]> {
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
  return sink.close();
}
