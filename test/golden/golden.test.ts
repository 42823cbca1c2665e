import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { typologies } from '../../behaviors/index.ts';
import { presetNames } from '../../src/scenario/presets.ts';
import { campaignTable } from './campaign-csv.ts';
import { type Digests, presetDigests } from './digests.ts';
import { goldenFile } from './golden-file.ts';

const REFRESH = 'If the change is meant, run `npm run golden` and say so in the changelog.';

describe('golden campaigns', () => {
  for (const { name } of typologies) {
    it(`of ${name} happen as they did`, () => {
      expect(campaignTable(name), REFRESH).to.equal(readFileSync(goldenFile(`${name}.csv`), 'utf8'));
    });

    it(`of ${name} have fraudulent rows in time order, each after what caused it`, () => {
      const [header, ...lines] = readFileSync(goldenFile(`${name}.csv`), 'utf8').trimEnd().split('\n');
      const rows = lines.map((line) => line.split(','));
      const column = (title: string): number => header!.split(',').indexOf(title);
      expect(rows.length).to.be.within(3, 24);
      expect(rows.some((row) => row[column('role')] === 'fraud')).to.equal(true);
      const times = rows.map((row) => row[column('time')]!);
      expect([...times].sort()).to.deep.equal(times);
      for (const row of rows) {
        const cause = row[column('caused_by')]!;
        if (cause !== '') expect(Number(cause)).to.be.below(Number(row[0]));
      }
    });
  }

  it('are there for every typology and nothing else', () => {
    const names = readdirSync(dirname(goldenFile('digests.json'))).filter((file) => file.endsWith('.csv'));
    expect(names.sort()).to.deep.equal(typologies.map(({ name }) => `${name}.csv`).sort());
  });
});

describe('golden digests', () => {
  const golden = JSON.parse(readFileSync(goldenFile('digests.json'), 'utf8')) as Digests;
  let digests: Digests;
  before(async function () {
    this.timeout(240_000);
    digests = await presetDigests();
  });

  it('are there for every preset', () => {
    expect(Object.keys(golden).sort()).to.deep.equal(presetNames());
  });

  for (const name of presetNames()) {
    it(`of ${name} are what they were`, () => {
      expect(digests[name], REFRESH).to.deep.equal(golden[name]);
    });
  }
});
