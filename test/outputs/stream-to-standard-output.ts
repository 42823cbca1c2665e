// A process that streams sample transactions: `<format> <rows>`. Exits with 3 and the code of a WriteError.
import { outputs } from '../../outputs/index.ts';
import { WriteError } from '../../src/dataset/errors.ts';
import { contextFor, writeTransactions } from './sample-data.ts';

const [format, rows] = process.argv.slice(2);
const output = outputs.find(({ name }) => name === format)!;
const sink = await output.open(contextFor('.', { standardOutput: true, rowsPerFile: 1_000 }));
try {
  writeTransactions(sink, Number(rows));
  await sink.close();
} catch (error) {
  if (!(error instanceof WriteError)) throw error;
  console.error(error.code);
  process.exitCode = 3;
}
