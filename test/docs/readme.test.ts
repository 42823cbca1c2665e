import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checks } from '../../src/checks/catalogue/index.ts';
import { blocksOf } from './fenced-blocks.ts';
import { type Outcome, project, Reader } from './reader.ts';
import { readme } from './readme-outputs.ts';

describe('README.md', function () {
  this.timeout(900_000);
  let reader: Reader;
  let shown = '';

  before(() => {
    reader = new Reader();
  });
  after(() => reader.leave());

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
          expect(text, 'If the change is meant, run `npm run golden`.').to.equal(shown);
        });
        break;
      default:
        throw new Error(`${place}: nobody tests blocks of ${language}`);
    }
  }

  it('compares with what bench/shortcuts.mjs found', () => {
    const log = readFileSync(join(project, 'bench/logs/shortcuts.log'), 'utf8').split('\n');
    const found = new Map<string, string[]>();
    for (const [index, line] of log.entries()) {
      const peer = /^(\w+): /.exec(line)?.[1];
      if (peer !== undefined) found.set(peer, [...(found.get(peer) ?? []), ...log[index + 1]!.match(/[\d.]+/g)!]);
    }
    const peers = [...readFileSync(readme, 'utf8').matchAll(/^\| ([\w ]+) \| [^|]+ \| ([^|]+) \|$/gm)];
    const compared = peers.flatMap(([, peer, here]) => {
      const figures = found.get(peer!.split(' ').at(-1)!);
      return figures === undefined ? [] : [{ here: here!, figures }];
    });
    expect(compared.length).to.equal(log.filter((line) => /^\w+: /.test(line)).length);
    for (const { here, figures } of compared) {
      // Half a year and tenfold prevalence are said by the preset.
      for (const figure of here.replace('180 days', '').match(/\d[\d.]*/g) ?? [])
        expect(figures, here).to.include(figure);
    }
  });

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
