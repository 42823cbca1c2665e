import { join } from 'node:path';
import { expect } from 'chai';
import { blocksOf } from './fenced-blocks.ts';
import { project, Reader } from './reader.ts';

describe('CONTRIBUTING.md', function () {
  this.timeout(600_000);
  let reader: Reader;
  const outputs = new Map<string, string>();

  before('a contributor does what it says, in a copy of the project', async () => {
    reader = new Reader({ inCopy: true });
    for (const { place, language, file, text } of blocksOf(join(project, 'CONTRIBUTING.md'), 'CONTRIBUTING.md')) {
      if (file !== undefined) reader.save(file, text);
      if (language !== 'sh') continue;
      const { exitCode, output, messages } = await reader.type(text);
      expect(exitCode, `${place}:\n${text}\n${output}${messages}`).to.equal(0);
      outputs.set(text, output);
    }
  });
  after(() => reader?.leave());

  const outputOf = (command: string): string => {
    const [found] = [...outputs].filter(([text]) => text.includes(command));
    if (found === undefined) throw new Error(`CONTRIBUTING.md does not say ${command}`);
    return found[1];
  };

  it('adds a typology whose help, rows and labels are there', () => {
    const output = outputOf('generate rental.yaml');
    expect(output).to.include('wrote behaviors/index.ts').and.include('wrote docs/catalogue.md');
    expect(output).to.match(/rental_scam: Flat hunters pay a deposit/);
    expect(output).to.match(/│ applicants +│ \[1,6\] +│ 1 \.\. 50 +│/);
    expect(output).to.match(/│ rental_scam │ scam +│ +[1-9]\d* │ +[1-9]\d* │ +100\.0 % │/);
    expect(output).to.match(/\d+ checks passed/);
    expect(output).to.match(/│ placement │ instant_transfer │ approved │ +[1-9]/);
    expect(output).to.match(/│ cash_out +│ (cash_withdrawal|credit_transfer|instant_transfer) +│ approved │ +[1-9]/);
  });

  it('adds an output that writes, and a check that runs', () => {
    const output = outputOf('parquet,tsv');
    expect(output).to.include('wrote outputs/index.ts').and.include('wrote src/checks/catalogue/index.ts');
    expect(output).to.match(/^bank\tname\t.+\nXECB\t/m);
  });

  it('adds what compiles, is formatted and fulfils the contracts', async () => {
    const files = blocksOf(join(project, 'CONTRIBUTING.md'), '').flatMap(({ file }) =>
      file?.endsWith('.ts') ? [file] : [],
    );
    reader.save('tsconfig.contributed.json', JSON.stringify({ extends: './tsconfig.json', include: files }));
    const { exitCode, output, messages } = await reader.type(
      [
        'node_modules/.bin/tsc -p tsconfig.contributed.json --noEmit --typeRoots node_modules/@types',
        `node_modules/.bin/biome check ${files.join(' ')}`,
        'npm run --silent generate -- --check',
        'node_modules/.bin/mocha test/checks/catalogue.test.ts --grep whole_notes',
        'node_modules/.bin/mocha test/behaviors/contract.test.ts test/behaviors/typologies.test.ts --grep "holiday_deposit|rental_scam|look-alike|barred"',
      ].join('\n'),
    );
    expect(exitCode, `${output}${messages}`).to.equal(0);
    expect(output).to.match(/fails whole_notes when the dataset is broken on purpose/);
    expect(output).to.match(/holiday_deposit[\s\S]*happens as often as it declares/);
    expect(output).to.match(/rental_scam[\s\S]*marks every row that it causes, and no other/);
  });
});
