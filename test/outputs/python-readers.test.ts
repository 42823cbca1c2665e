import { spawnSync } from 'node:child_process';
import { assert } from 'chai';
import arrow from '../../outputs/arrow.ts';
import parquet from '../../outputs/parquet.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { contextFor, expectedTransaction, temporaryDirectory, writeTransactions } from './sample-data.ts';

/** A Python with pandas, pyarrow and polars; none is part of this project. */
const python = process.env.FRAUDWORLD_PYTHON ?? 'python3';
const ROWS = 2_000;

const program = `
import glob, json, sys
import pandas, polars, pyarrow.ipc
parquet, arrow = sys.argv[1:]
frame = pandas.read_parquet(parquet + '/transactions')
eager = polars.read_parquet(glob.escape(parquet) + '/transactions/**/*.parquet')
path = glob.glob(glob.escape(arrow) + '/transactions/*/*.arrow')[0]
ipc, ipc_polars = pyarrow.ipc.open_file(path).read_all(), polars.read_ipc(path)
print(json.dumps({
  'rows': [len(frame), len(eager), ipc.num_rows, len(ipc_polars)],
  'types': [str(frame[name].dtype) for name in ('event_time', 'amount', 'is_fraud')],
  'time': str(eager['event_time'].dtype),
  'sums': [frame['amount'].sum(), eager['amount'].sum(), ipc['amount'].to_pandas().sum(), ipc_polars['amount'].sum()],
  'declined': [int(frame['decline_reason'].notna().sum()), eager['decline_reason'].drop_nulls().len(),
               len(ipc['decline_reason'].drop_null()), ipc_polars['decline_reason'].drop_nulls().len()],
}))`;

describe('files read by Python', () => {
  const parquetDirectory = temporaryDirectory();
  const arrowDirectory = temporaryDirectory();
  after(() => {
    parquetDirectory.remove();
    arrowDirectory.remove();
  });

  it('are the same to pandas, polars and pyarrow', async function () {
    if (spawnSync(python, ['-c', 'import pandas, polars, pyarrow']).status !== 0) {
      console.warn(
        `      skipped: ${python} has no pandas, polars and pyarrow; name one that has in FRAUDWORLD_PYTHON`,
      );
      this.skip();
    }
    for (const [output, { path }] of [
      [parquet, parquetDirectory],
      [arrow, arrowDirectory],
    ] as const) {
      const sink = await output.open(contextFor(path, { encoders: 1 }, [transactions]));
      writeTransactions(sink, ROWS);
      await sink.close();
    }
    const { stdout, stderr } = spawnSync(python, ['-c', program, parquetDirectory.path, arrowDirectory.path], {
      encoding: 'utf8',
    });
    assert.isNotEmpty(stdout, stderr);
    const report = JSON.parse(stdout);
    assert.deepEqual(report.rows, [ROWS, ROWS, ROWS, ROWS]);
    assert.match(report.types[0], /^datetime64\[us, UTC\]$/);
    assert.deepEqual(report.types.slice(1), ['float64', 'bool']);
    assert.include(report.time, "time_zone='UTC'");
    const expected = Array.from({ length: ROWS }, (_, row) => expectedTransaction(row));
    const sum = expected.reduce((total, { amount }) => total + amount, 0);
    for (const each of report.sums) assert.closeTo(each, sum, 0.001);
    const declined = expected.filter(({ decline_reason }) => decline_reason !== null).length;
    assert.deepEqual(report.declined, Array(4).fill(declined));
  });
});
