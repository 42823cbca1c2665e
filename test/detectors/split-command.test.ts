import { expect } from 'chai';
import fc from 'fast-check';
import { splitCommand } from '../../src/detectors/subprocess/split-command.ts';

describe('a command line', () => {
  const examples: readonly [string, readonly string[]][] = [
    ['python3 score.py', ['python3', 'score.py']],
    ['  a\t b  ', ['a', 'b']],
    [`python3 "my score.py" '--name=it is'`, ['python3', 'my score.py', '--name=it is']],
    [`a"b c"'d e'f`, ['ab cd ef']],
    [`"say \\"hi\\" \\n" '\\'`, ['say "hi" \\n', '\\']],
    ['my\\ file \\"', ['my file', '"']],
    [`'' ""`, ['', '']],
    ['$HOME; rm -rf * | cat > x `id`', ['$HOME;', 'rm', '-rf', '*', '|', 'cat', '>', 'x', '`id`']],
  ];
  for (const [text, words] of examples) {
    it(`is split into words: ${text}`, () => expect(splitCommand(text)).to.deep.equal(words));
  }

  it('is refused when a quote stays open, or it ends in a backslash', () => {
    expect(() => splitCommand(`a 'b`)).to.throw(`the quote ' is not closed`);
    expect(() => splitCommand(`a "b\\"`)).to.throw(`the quote " is not closed`);
    expect(() => splitCommand('a \\')).to.throw('nothing follows the last backslash');
  });

  it('gives back words that were quoted', () => {
    const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        expect(splitCommand(words.map(quote).join(' '))).to.deep.equal(words);
      }),
    );
  });
});
