import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import parquet from '../../outputs/parquet.ts';
import { defaultOutputOptions, type OutputOptions, type WrittenFile } from '../../src/dataset/output.ts';
import { generate } from '../../src/generate.ts';
import { startRun } from '../../src/run.ts';
import { type ResolvedScenario, toYaml } from '../../src/scenario/resolve.ts';
import { tables } from '../../src/schema/tables.ts';
import { spawnCommand } from '../cli/run-command.ts';
import { smallScenario } from './recorded-run.ts';

const formats = ['parquet', 'arrow', 'csv', 'ndjson'];
/** Files so small that a month has several, which encoders share. */
const scenario = smallScenario({
  seed: 9,
  days: 10,
  fraud: { prevalence: 0.03 },
  outputs: { formats, rows_per_file: 2_000 },
});

describe('the files of a dataset', function () {
  // Thousands of files pass through threads and processes; on a busy machine that takes its time.
  this.timeout(240_000);

  let directory: string;
  let first: ReadonlyMap<string, string>;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'fraudworld-'));
    await generate({ scenario, directory: join(directory, 'first') });
    first = digestsOf(join(directory, 'first'));
  });
  after(() => rmSync(directory, { recursive: true }));

  it('are the same when they are written again', async () => {
    await generate({ scenario, directory: join(directory, 'another place', 'second') });
    expect(digestsOf(join(directory, 'another place', 'second'))).to.deep.equal(first);
    for (const format of formats)
      expect([...first.keys()].filter((path) => path.endsWith(`.${format}`))).to.not.equal([]);
    expect([...first.keys()]).to.include.members(['manifest.json', 'scenario.yaml']);
  });

  it('are the same from another process, in another time zone and language', async () => {
    const file = join(directory, 'scenario.yaml');
    writeFileSync(file, toYaml(scenario));
    const elsewhere = { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', UV_THREADPOOL_SIZE: '1' };
    const { exitCode, output, messages } = await spawnCommand(
      ['generate', file, '-o', 'third', '--no-check', '--no-report'],
      directory,
      elsewhere,
    );
    expect(exitCode, output + messages).to.equal(0);
    expect(digestsOf(join(directory, 'third'))).to.deep.equal(first);
  });

  it('differ with the seed', async () => {
    const other = { ...scenario, seed: 10 };
    await generate({ scenario: other, directory: join(directory, 'other') });
    const digests = digestsOf(join(directory, 'other'));
    const transactions = [...first].filter(([path]) => path.startsWith('transactions/'));
    expect(transactions.length).to.be.above(3);
    for (const [path, digest] of transactions) expect(digests.get(path)).to.not.equal(digest);
  });

  const writers: Partial<OutputOptions>[] = [
    { ringSlots: 4, encoders: 1 },
    { ringSlots: 5, encoders: 3 },
    { ringSlots: 64, encoders: 4 },
  ];
  for (const options of writers) {
    it(`are the same with ${options.encoders} encoders and ${options.ringSlots} batches in flight`, async () => {
      const place = mkdtempSync(join(directory, 'ring-'));
      const files = await writeParquet(scenario, place, options);
      expect(files.length).to.be.above(15);
      for (const { path, sha256 } of files) expect(sha256, path).to.equal(first.get(path));
    });
  }

  it('of a longer run begin with those of a shorter one', async () => {
    const brief: ResolvedScenario = { ...scenario, days: 20, outputs: { ...scenario.outputs, formats: ['csv'] } };
    await generate({ scenario: brief, directory: join(directory, 'days-20') });
    await generate({ scenario: { ...brief, days: 30 }, directory: join(directory, 'days-30') });
    const paths = [
      'transactions',
      'events',
      'labels',
      'truth/cash_payments',
      'truth/scheme_transactions',
      'truth/money_trail',
      'truth/look_alikes',
    ];
    for (const path of paths) {
      const [short, long] = [20, 30].map((days) => csvRows(join(directory, `days-${days}`), path));
      expect(short!.length, path).to.be.above(0);
      expect(long!.length, path).to.be.above(short!.length);
      expect(long!.slice(0, short!.length), path).to.deep.equal(short);
    }
  });
});

/** SHA-256 of every file below a directory, by path. */
function digestsOf(directory: string): Map<string, string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
  return new Map(
    paths.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(directory, path)))
        .digest('hex'),
    ]),
  );
}

/** Writes a scenario as `generate` does, but with a writer of our choice. */
async function writeParquet(
  of: ResolvedScenario,
  directory: string,
  options: Partial<OutputOptions>,
): Promise<readonly WrittenFile[]> {
  const manifest = JSON.parse(readFileSync(join(dirname(directory), 'first', 'manifest.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const run = startRun(of);
  const sink = await parquet.open({
    directory,
    vocabularies: run.vocabularies,
    tables,
    metadata: {
      'fraudworld.version': String(manifest.version),
      'fraudworld.scenario': of.name,
      'fraudworld.scenario_sha256': String(manifest.scenario_sha256),
      'fraudworld.seed': String(of.seed),
    },
    options: { ...defaultOutputOptions, rowsPerFile: of.outputs.rowsPerFile, ...options },
  });
  for (const batch of run.batches((table) => sink.allocate(table))) sink.write(batch);
  for (const { table, columns, rowCount } of run.tables()) sink.writeTable(table, columns, rowCount);
  return sink.close();
}

/** Lines of a table's CSV files in order, without their headers. */
function csvRows(directory: string, path: string): string[] {
  const paths = [...digestsOf(directory).keys()].filter(
    (file) => file === `${path}.csv` || file.startsWith(`${path}/`),
  );
  return paths.flatMap((file) => readFileSync(join(directory, file), 'utf8').trimEnd().split('\n').slice(1));
}
