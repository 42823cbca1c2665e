import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { DetectorError, defineDetector } from '../../define.ts';
import { splitCommand } from '../subprocess/split-command.ts';
import { SubprocessDetector } from '../subprocess/subprocess-detector.ts';

export default defineDetector({
  name: 'command',
  doc: 'A program in any language that reads a payment as JSON from a line and prints its decision as a line.',
  example: 'python3 score.py',
  answers: 'later',
  matches: (spec) => (/\S\s+\S/.test(spec) ? !/^https?:/i.test(spec) && !existsSync(spec) : isProgram(spec)),
  async open(spec, { directory, remote }) {
    return SubprocessDetector.start(spec, wordsOf(spec), directory, remote);
  },
});

/** A file that may be run, and is none that other adapters read. */
function isProgram(spec: string): boolean {
  if (!spec.includes('/') || /\.([cm]?[jt]s|sql|json|ya?ml|csv|parquet)$/.test(spec)) return false;
  try {
    accessSync(spec, constants.X_OK);
    return statSync(spec).isFile();
  } catch {
    return false;
  }
}

function wordsOf(spec: string): string[] {
  try {
    return splitCommand(spec);
  } catch (error) {
    throw new DetectorError('unusable', spec, (error as Error).message, { cause: error });
  }
}
