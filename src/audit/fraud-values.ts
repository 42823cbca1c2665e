import type { AuditSubject } from './subject.ts';

/** Amount of each row of fraud, by place, in currency units; zeros where the data have no amounts. */
export async function fraudValues({ database }: AuditSubject): Promise<Float64Array> {
  const read = await database.numbers(
    'SELECT coalesce(amount, 0) AS amount FROM payments WHERE is_fraud ORDER BY row_id',
  );
  return read.get('amount') as Float64Array;
}
