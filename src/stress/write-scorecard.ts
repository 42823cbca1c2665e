import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toWriteError } from '../dataset/errors.ts';
import type { Scorecard } from './scorecard.ts';
import { scorecardHtml } from './scorecard-html.ts';
import { scorecardMarkdown } from './scorecard-markdown.ts';

/**
 * Writes a scorecard as JSON, Markdown and HTML into `stress/`; returns the paths of the files in the directory.
 *
 * @throws WriteError when they cannot be written.
 */
export function writeScorecard(directory: string, scorecard: Scorecard): readonly string[] {
  const files = {
    'stress/scorecard.json': `${JSON.stringify(scorecard, null, 2)}\n`,
    'stress/scorecard.md': scorecardMarkdown(scorecard),
    'stress/scorecard.html': scorecardHtml(scorecard),
  };
  try {
    mkdirSync(join(directory, 'stress'), { recursive: true });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(directory, path), text);
  } catch (error) {
    throw toWriteError(error, directory);
  }
  return Object.keys(files);
}
