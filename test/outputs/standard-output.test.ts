import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { assert } from 'chai';
import { transactions } from '../../src/schema/transactions.ts';

const module = new URL('./stream-to-standard-output.ts', import.meta.url);

/** Streams the sample to the standard output of a process; resolves with what it wrote and its exit code. */
function stream(format: string, rows: number, stdout: 'pipe' | number, stopAfterBytes = Number.POSITIVE_INFINITY) {
  const child = spawn(process.execPath, ['--import', 'tsx', module.pathname, format, String(rows)], {
    stdio: ['ignore', stdout, 'pipe'],
  });
  let text = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
    if (text.length > stopAfterBytes) child.stdout?.destroy();
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise<{ text: string; errors: string; exitCode: number | null }>((resolve) => {
    child.on('close', (exitCode) => resolve({ text, errors, exitCode }));
  });
}

describe('transactions to standard output', () => {
  it('are CSV with one header, across months and files, and nothing else', async () => {
    const { text, exitCode, errors } = await stream('csv', 5_000, 'pipe');
    assert.equal(exitCode, 0, errors);
    const lines = text.trimEnd().split('\n');
    assert.equal(lines[0], Object.keys(transactions.columns).join(','));
    assert.lengthOf(lines, 5_001);
    assert.equal(lines.filter((line) => line.startsWith('transaction_id')).length, 1);
  });

  it('are JSON objects, one a line', async () => {
    const { text, exitCode, errors } = await stream('ndjson', 5_000, 'pipe');
    assert.equal(exitCode, 0, errors);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.lengthOf(rows, 5_000);
    assert.deepInclude(rows[0], { transaction_id: 1, event_time: '2025-01-30T00:00:00.000Z', amount: 0 });
  });

  it('end with a typed error when the reader has gone', async () => {
    const { exitCode, errors } = await stream('ndjson', 200_000, 'pipe', 1_000);
    assert.equal(exitCode, 3, errors);
    assert.include(errors, 'reader_gone');
  });

  it('end with a typed error when the disk behind them is full', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const full = openSync('/dev/full', 'w');
    const { exitCode, errors } = await stream('csv', 1_000, full);
    closeSync(full);
    assert.equal(exitCode, 3, errors);
    assert.include(errors, 'no_space');
  });
});
