import { join } from 'node:path';
import { expect } from 'chai';
import { blocksOf } from './fenced-blocks.ts';
import { project, Reader } from './reader.ts';

describe('docs/tutorial.md', function () {
  this.timeout(600_000);
  let reader: Reader;
  const outputs: string[] = [];

  before('a newcomer does what it says', async () => {
    reader = new Reader();
    for (const { place, language, file, text } of blocksOf(join(project, 'docs/tutorial.md'), 'docs/tutorial.md')) {
      if (file !== undefined) reader.save(file, text);
      if (language !== 'sh') continue;
      const { exitCode, output, messages } = await reader.type(text);
      expect(exitCode, `${place}:\n${text}\n${output}${messages}`).to.equal(0);
      outputs.push(output);
    }
  });
  after(() => reader?.leave());

  /** The figures of the row of a table whose first cells are these. */
  const figures = (output: string, ...cells: string[]): number[] => {
    const line = output.split('\n').find((each) => cells.every((cell, at) => each.split('│')[at + 1]?.trim() === cell));
    expect(line, `${cells.join(', ')} in\n${output}`).not.to.equal(undefined);
    return line!
      .split('│')
      .slice(cells.length + 1, -1)
      .map(Number);
  };

  it('shows what criminals took in the world without a detector', () => {
    expect(outputs[1]).to.match(/│ account_takeover +│ +[1-9]/);
  });

  it('puts both detectors into the world, and shows their cost', () => {
    for (const output of [outputs[2]!, outputs[5]!])
      expect(output).to.match(/^\S+ \(duel\): [\d,]+ decisions, net cost EUR/m);
  });

  it('shows where the first loses money: it refuses honest transfers, and sees no cards', () => {
    const [lettingThrough, payments] = figures(outputs[3]!, 'card_testing');
    expect(lettingThrough).to.be.above(0).and.to.be.at.most(payments!);
    const [honest] = figures(outputs[4]!, 'decline', 'credit_transfer');
    expect(honest).to.be.above(20);
  });

  it('shows that the second refuses fewer honest transfers', () => {
    const [first, second] = outputs[6]!.split('2 rows') as [string, string];
    const declined = (output: string): number => figures(output, 'declined')[0]!;
    expect(declined(second)).to.be.below(declined(first) / 2);
  });
});
