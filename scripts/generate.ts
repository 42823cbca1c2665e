/**
 * Writes what follows from other files: the index of every catalogue, and the reference pages in `docs/`.
 *
 *     npm run generate              writes what is stale
 *     npm run generate -- --check   exits with 1 if anything is stale
 */
import { catalogueIndices } from './generate-catalogues.ts';
import { type GeneratedFile, isStale, write } from './generated-file.ts';

const isCheck = process.argv.includes('--check');

function refresh(files: readonly GeneratedFile[]): void {
  for (const file of files.filter(isStale)) {
    if (isCheck) process.exitCode = 1;
    else write(file);
    console.log(isCheck ? `${file.path} is stale; run npm run generate` : `wrote ${file.path}`);
  }
}

refresh(catalogueIndices());
// The pages describe what is in the catalogues, so they are read only now.
const { referencePages } = await import('./generate-docs.ts');
refresh(referencePages());
