import { assert } from 'chai';
import fc from 'fast-check';
import { FileSequence, filePath, monthName, monthOf } from '../../src/dataset/file-sequence.ts';
import { customers } from '../../src/schema/entities.ts';
import { transactions } from '../../src/schema/transactions.ts';

describe('the files of a table', () => {
  it('hold one month each and no more rows than allowed, and no two have one path', () => {
    const batch = fc.record({ month: fc.integer({ min: 660, max: 664 }), rows: fc.integer({ min: 1, max: 100 }) });
    fc.assert(
      fc.property(fc.array(batch), (batches) => {
        const sequence = new FileSequence(transactions, 100);
        const rowsOf = new Map<string, number>();
        const ordinals = new Map<number, string>();
        for (const { month, rows } of batches) {
          const place = sequence.place(month, rows);
          assert.equal(place.month, month);
          const path = filePath(transactions, place.month, place.part, 'parquet');
          rowsOf.set(path, (rowsOf.get(path) ?? 0) + rows);
          assert.equal(ordinals.get(place.ordinal) ?? path, path);
          ordinals.set(place.ordinal, path);
        }
        assert.isTrue([...rowsOf.values()].every((rows) => rows <= 100));
        assert.equal(ordinals.size, rowsOf.size);
      }),
    );
  });

  it('are one for a table that is not partitioned', () => {
    const sequence = new FileSequence(customers, 100);
    const places = [80, 80, 80].map((rows) => sequence.place(-1, rows));
    assert.deepEqual(new Set(places.map(({ ordinal }) => ordinal)), new Set([0]));
    assert.equal(filePath(customers, -1, 0, 'csv'), 'customers.csv');
  });

  it('are named after months of the calendar', () => {
    assert.equal(monthName(monthOf(Date.UTC(2025, 0, 1))), '2025-01');
    assert.equal(monthName(monthOf(Date.UTC(2025, 0, 1) - 1)), '2024-12');
    assert.equal(
      filePath(transactions, monthOf(Date.UTC(2025, 11, 31)), 12, 'parquet'),
      'transactions/month=2025-12/part-0012.parquet',
    );
  });
});
