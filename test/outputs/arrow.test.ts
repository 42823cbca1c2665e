import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { assert } from 'chai';
import arrow from '../../outputs/arrow.ts';
import type { OutputOptions } from '../../src/dataset/output.ts';
import { transactions } from '../../src/schema/transactions.ts';
import { contextFor, expectedTransaction, temporaryDirectory, writeTransactions } from './sample-data.ts';

describe('arrow', () => {
  const directory = temporaryDirectory();
  after(() => directory.remove());

  async function readBack(rows: number, options: Partial<OutputOptions> = {}): Promise<Table> {
    const sink = await arrow.open(contextFor(directory.path, options, [transactions]));
    writeTransactions(sink, rows);
    const [file] = await sink.close();
    const table = tableFromIPC(readFileSync(join(directory.path, file!.path)));
    directory.remove();
    return table;
  }

  it('has the types and the metadata of the schema', async () => {
    const { schema } = await readBack(10);
    const typeOf = (name: string) => String(schema.fields.find((field) => field.name === name)?.type);
    assert.equal(typeOf('event_time'), 'Timestamp<MICROSECOND, UTC>');
    assert.equal(typeOf('amount'), 'Float64');
    assert.equal(typeOf('payment_type'), 'Dictionary<Uint8, Utf8>');
    assert.equal(typeOf('is_fraud'), 'Bool');
    assert.deepEqual(Object.fromEntries(schema.metadata), contextFor('').metadata);
  });

  it('has indices inside the dictionary even where the value is null', async () => {
    const column = (await readBack(100)).getChild('decline_reason')!;
    assert.isAbove(column.nullCount, 0);
    const words = contextFor('').vocabularies.decline_reason!.length;
    for (const { values, length } of column.data) {
      assert.isTrue(values.subarray(0, length).every((index: number) => index < words));
    }
  });

  it('writes money as exact decimals where asked, negative ones too', async () => {
    const table = await readBack(1_000, { money: 'decimal' });
    const balances = table.getChild('origin_balance_after')!;
    assert.equal(String(balances.type), 'Decimal[18e+2]');
    for (const row of [0, 1, 100, 999]) {
      const words: Uint32Array = balances.get(row);
      const cents = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
      const expected = Math.round(expectedTransaction(row).origin_balance_after! * 100);
      assert.equal(BigInt.asIntN(128, cents), BigInt(expected), `row ${row}`);
    }
  });
});
