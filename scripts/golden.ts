/**
 * Writes the golden files that tests compare with: digests of the presets, and a campaign of every typology for people
 * to read; and into the README what its commands show. Look at what changed before you commit it; changed digests are a line in the changelog.
 *
 *     npm run golden
 */
import { writeFileSync } from 'node:fs';
import { readme, readmeWithOutputs } from '../test/docs/readme-outputs.ts';
import { campaignTables } from '../test/golden/campaign-csv.ts';
import { presetDigests } from '../test/golden/digests.ts';
import { goldenFile } from '../test/golden/golden-file.ts';

for (const [typology, text] of campaignTables()) writeFileSync(goldenFile(`${typology}.csv`), text);
writeFileSync(goldenFile('digests.json'), `${JSON.stringify(await presetDigests(), null, 2)}\n`);
writeFileSync(readme, await readmeWithOutputs());
