import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFile } from '../../dataset/describe-file.ts';
import { toWriteError } from '../../dataset/errors.ts';
import type { CardFacts } from './card-facts.ts';
import { croissant } from './croissant.ts';
import { datasetCard } from './dataset-card.ts';

/** A file that is no table. */
export interface Document {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes what a dataset says of itself: `README.md` for people, `croissant.json` for machines. The same dataset has the
 * same bytes.
 *
 * @throws WriteError when they cannot be written.
 */
export function writeCard(directory: string, facts: CardFacts): readonly Document[] {
  const texts = { 'README.md': datasetCard(facts), 'croissant.json': `${JSON.stringify(croissant(facts), null, 2)}\n` };
  return Object.entries(texts).map(([path, text]) => {
    const file = join(directory, path);
    try {
      writeFileSync(file, text, { flag: 'wx' });
      return { path, ...describeFile(file) };
    } catch (error) {
      throw toWriteError(error, file);
    }
  });
}
