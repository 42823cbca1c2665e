import { expect } from 'chai';
import { command } from '../cli/run-command.ts';
import { Reader } from './reader.ts';

/** In the order in which a newcomer needs them: later ones read what earlier ones wrote. */
const pages = [[], ['init'], ['generate'], ['check'], ['audit'], ['report'], ['query'], ['stress'], ['list']];

describe('the examples of fraudworld --help', function () {
  this.timeout(900_000);
  let reader: Reader;
  before(() => {
    reader = new Reader({ isHasty: true });
  });
  after(() => reader.leave());

  it('are those of every command', async () => {
    const { output } = await command('--help');
    const commands = [...output.matchAll(/^ {2}(\w+) \[/gm)].map(([, name]) => name);
    expect(commands.filter((name) => name !== 'help').sort()).to.deep.equal(pages.flat().sort());
  });

  for (const page of pages) {
    it(`work: fraudworld ${[...page, '--help'].join(' ')}`, async () => {
      const { output } = await command(...page, '--help');
      const examples = [...output.matchAll(/^ {2}\$ (.+)$/gm)].map(([, example]) => example!);
      expect(examples).to.have.length.above(0);
      if (page[0] === 'audit') await reader.type('fraudworld generate tiny --quiet --force');
      for (const example of examples) {
        const force = / generate\b(?!.* -o -)/.test(example) ? ' --force' : '';
        const outcome = await reader.type(`${example}${force}`);
        // An audit of a small world may find something, which is an answer, too.
        const fine = page[0] === 'audit' ? [0, 1] : [0];
        expect(fine, `${example}\n${outcome.output}${outcome.messages}`).to.include(outcome.exitCode);
        expect(outcome.output).to.have.length.above(50);
      }
    });
  }

  it('and all their words fit the lines that commander makes', async () => {
    for (const page of pages) {
      const { output } = await command(...page, '--help');
      const text = output.slice(0, output.indexOf('Example:'));
      const lines = text.split('\n');
      for (const [index, line] of lines.entries()) {
        expect(line.length, line).to.be.at.most(80);
        // A line that ends early in the middle of a sentence was broken by hand.
        const next = lines[index + 1] ?? '';
        if (/^[A-Z`].*[a-z,]$/.test(line) && /^[a-z`]/.test(next) && !line.startsWith('Usage')) {
          expect(line.length + 1 + next.split(' ')[0]!.length, line).to.be.above(79);
        }
      }
    }
  });
});
