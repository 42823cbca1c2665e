// How fast, how small and with how much memory does the Parquet output write `transactions`?
//
//     npm run build && node bench/parquet-writer.mjs [rows=10000000] [encoders=2] [ringSlots=16] [rowsPerFile=491520] [encoding=compatible]
//
// The generator hands out copies of a few batches of plausible rows with fresh ids and times, so that nearly all CPU of
// the process is the writer's. The reference is DuckDB writing these rows from a table that it already holds.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import parquet from '../dist/outputs/parquet.js';
import { monthOf } from '../dist/src/dataset/file-sequence.js';
import { defaultOutputOptions } from '../dist/src/dataset/output.js';
import { setInt64, setTimestamp } from '../dist/src/kernel/batch-stream.js';
import { transactions } from '../dist/src/schema/transactions.js';
import { fixedVocabularies } from '../dist/src/schema/vocabularies.js';
import { begin, count, figure, megabytes, peakBytes, rowsPerSecond, settingsFrom, timed } from './report.mjs';

const settings = settingsFrom({ rows: 10_000_000, ...defaultOutputOptions });
const { rows, encoders, ringSlots, rowsPerFile, encoding } = settings;
begin('the Parquet output alone: transactions, zstd', { rows, encoders, ringSlots, rowsPerFile, encoding });

const ACCOUNTS = 150_000;
const TERMINALS = 6_000;
const MERCHANTS = 5_000;
const TEMPLATES = 8;
const START = Date.UTC(2025, 0, 1);
const MEAN_GAP_MS = 200;

let state = 12_345;
const draw = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 4_294_967_296;
};
const below = (limit) => Math.floor(draw() * limit);

const balances = Float64Array.from({ length: ACCOUNTS }, () => below(300_000));
const devices = Int32Array.from({ length: ACCOUNTS }, () => below(200_000));
const addresses = Uint32Array.from({ length: ACCOUNTS }, () => below(4_000_000_000) + 1);
const latitudes = Float32Array.from({ length: TERMINALS }, () => 45 + draw() * 5);
const longitudes = Float32Array.from({ length: TERMINALS }, () => 5 + draw() * 8);

/** Fills a batch but for ids and times. */
function fill(batch) {
  const { columns } = batch;
  batch.clear();
  for (let row = 0; row < batch.layout.capacity; row++) {
    const origin = below(ACCOUNTS);
    const isCard = draw() < 0.65;
    const isOnline = isCard && draw() < 0.3;
    const isDeclined = draw() < 0.012;
    columns.payment_type[row] = isCard ? 0 : 6 + below(4);
    columns.channel[row] = isCard ? (isOnline ? 1 : 0) : 4 + below(3);
    columns.status[row] = isDeclined ? 1 : 0;
    if (isDeclined) columns.decline_reason[row] = below(5);
    columns.origin_account[row] = origin;
    columns.origin_bank[row] = origin % 8;
    let destination = below(ACCOUNTS);
    if (isCard) {
      const merchant = Math.floor(draw() ** 2 * MERCHANTS);
      destination = ACCOUNTS + merchant;
      columns.merchant_id[row] = merchant;
      columns.mcc[row] = 5_000 + ((merchant * 7) % 300);
      columns.card_id[row] = origin + below(2);
      columns.entry_mode[row] = isOnline ? 5 : below(3);
      columns.auth_method[row] = isOnline ? 2 : below(2);
      if (!isOnline) {
        const terminal = (merchant + below(600)) % TERMINALS;
        columns.terminal_id[row] = terminal;
        columns.latitude[row] = latitudes[terminal];
        columns.longitude[row] = longitudes[terminal];
      } else {
        columns.cvv_result[row] = 0;
        columns.avs_result[row] = below(3);
      }
    } else {
      setInt64(columns.session_id, row, row + 1);
      columns.auth_method[row] = 3;
      if (draw() < 0.7) columns.reference[row] = below(25);
    }
    if (!isCard || isOnline) {
      columns.device_id[row] = devices[origin];
      columns.ip[row] = addresses[origin];
    }
    columns.destination_account[row] = destination;
    columns.destination_bank[row] = destination % 8;
    columns.country[row] = draw() < 0.96 ? 0 : below(10);
    const cents = Math.round(Math.exp(7.5 + 2 * (draw() + draw() + draw() + draw() - 2)));
    columns.amount[row] = cents / 100;
    columns.currency[row] = 0;
    if (!isDeclined) {
      balances[origin] -= cents;
      if (balances[origin] < 0) balances[origin] += 200_000;
      columns.origin_balance_after[row] = balances[origin] / 100;
      if (destination < ACCOUNTS) {
        balances[destination] += cents;
        columns.destination_balance_after[row] = balances[destination] / 100;
      } else if (draw() < 0.5) {
        columns.destination_balance_after[row] = below(10_000_000) / 100;
      }
    }
    columns.is_fraud[row] = draw() < 0.002 ? 1 : 0;
  }
  batch.length = batch.layout.capacity;
  batch.seal();
}

const directory = mkdtempSync(join(tmpdir(), 'fraudworld-bench-'));
const vocabularies = {
  ...fixedVocabularies,
  bank: Array.from({ length: 12 }, (_, bank) => `BANK${bank}`),
  typology: ['cycle'],
  behavior: ['salary'],
};
const sink = await parquet.open({
  directory,
  vocabularies,
  tables: [transactions],
  metadata: { 'fraudworld.seed': '1' },
  options: settings,
});

const templates = Array.from({ length: TEMPLATES }, () => {
  const batch = sink.allocate(transactions);
  fill(batch);
  const bytes = new Uint8Array(batch.buffer, batch.byteOffset, batch.layout.byteLength).slice();
  batch.length = 0;
  batch.month = monthOf(START);
  sink.write(batch);
  return bytes;
});

const { result: files, wallSeconds, cpuSeconds } = await timed(() => write());
const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
const peak = peakBytes();
figure('rows', rows, count);
figure('files', files.length, count);
figure('rate', rows / wallSeconds, rowsPerSecond);
figure('rows a CPU second, all threads', rows / cpuSeconds, rowsPerSecond);
figure('bytes a row', bytes / rows, (value) => value.toFixed(1));
figure('peak memory', peak, megabytes);

const reference = JSON.parse(
  execFileSync(process.execPath, [join(import.meta.dirname, 'reference.mjs'), `dataset=${directory}`], {
    encoding: 'utf8',
  }),
);
figure('reference: DuckDB copies rows it holds, CPU second', reference.rowsPerCpuSecond, rowsPerSecond);
figure('ratio to the reference, a CPU second', rows / cpuSeconds / reference.rowsPerCpuSecond, (value) =>
  value.toFixed(2),
);
rmSync(directory, { recursive: true });

/** Hands out full batches as fast as they are taken. */
function write() {
  let written = 0;
  let time = START;
  while (written < rows) {
    const batch = sink.allocate(transactions);
    new Uint8Array(batch.buffer, batch.byteOffset, batch.layout.byteLength).set(
      templates[((written / batch.layout.capacity) % TEMPLATES) | 0],
    );
    batch.month = monthOf(time);
    const { transaction_id, event_time } = batch.columns;
    const length = Math.min(batch.layout.capacity, rows - written);
    for (let row = 0; row < length; row++) {
      setInt64(transaction_id, row, written + row + 1);
      setTimestamp(event_time, row, time);
      time += below(2 * MEAN_GAP_MS);
    }
    batch.length = length;
    written += length;
    sink.write(batch);
  }
  return sink.close();
}
