import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checks } from '../../src/checks/catalogue/index.ts';
import { type Block, blocksOf } from './fenced-blocks.ts';
import { type Outcome, project, Reader } from './reader.ts';

const readme = join(project, 'README.md');
/** Writes what the commands show into the README instead of comparing it: `UPDATE_GOLDEN=1 npx mocha test/docs/readme.test.ts`. */
const isUpdate = process.env.UPDATE_GOLDEN === '1';

describe('README.md', function () {
  this.timeout(900_000);
  let reader: Reader;
  let shown = '';
  const corrections: { readonly block: Block; readonly text: string }[] = [];

  before(() => {
    reader = new Reader();
  });
  after(() => {
    reader.leave();
    if (isUpdate) correct(corrections);
  });

  for (const block of blocksOf(readme, 'README.md')) {
    const { place, language, text } = block;
    switch (language) {
      case 'sh':
        it(`${place} works: ${text.split('\n')[0]}`, async () => {
          shown = expectSuccess(await reader.type(text), place);
        });
        break;
      case 'ts':
        it(`${place} runs`, async () => {
          expect(expectSuccess(await reader.execute(text), place))
            .to.match(/ begins\n/)
            .and.match(/is_fraud: true/);
        });
        break;
      case 'text':
        it(`${place} shows what the command before it shows`, () => {
          expect(shown).to.have.length.above(200);
          if (isUpdate) corrections.push({ block, text: shown });
          else expect(text, 'npm run golden refreshes it').to.equal(shown);
        });
        break;
      default:
        throw new Error(`${place}: nobody tests blocks of ${language}`);
    }
  }

  it('names what is there', () => {
    const text = readFileSync(readme, 'utf8');
    for (const [, path] of text.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(existsSync(join(project, path!)), path).to.equal(true);
    }
    for (const [, path] of text.matchAll(/`(test\/[\w/.-]+)`/g)) {
      expect(existsSync(join(project, path!)), path).to.equal(true);
    }
    expect(text.match(/\b\d+ checks\b/g)).to.deep.equal([`${checks.length} checks`, `${checks.length} checks`]);
  });
});

function expectSuccess({ exitCode, output, messages }: Outcome, place: string): string {
  expect(exitCode, `${place}: ${output}${messages}`).to.equal(0);
  return output;
}

function correct(corrections: readonly { readonly block: Block; readonly text: string }[]): void {
  const lines = readFileSync(readme, 'utf8').split('\n');
  for (const { block, text } of corrections.toReversed()) {
    const [first, last] = block.lines;
    lines.splice(first - 1, last - first + 1, ...text.trimEnd().split('\n'));
  }
  writeFileSync(readme, lines.join('\n'));
}
