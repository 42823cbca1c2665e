import { Observable } from 'rxjs';
import type { SimClock } from '../../src/kernel/clock.ts';
import type { SimTime } from '../../src/kernel/units.ts';

/**
 * Pictures of time. One column is ten simulated milliseconds: `-` nothing, a letter or digit a value, `[ab]` an array,
 * `|` the end, `#` an error, `(a|)` several things at once.
 */
export const COLUMN = 10;

/** A cold source that emits what the picture shows, from the moment of subscription. */
export function source(clock: SimClock, picture: string): Observable<string> {
  return new Observable((subscriber) => {
    for (const [column, sign] of [...picture].entries()) {
      if (sign === '-') continue;
      const emit = () => {
        if (sign === '|') subscriber.complete();
        else if (sign === '#') subscriber.error(new Error('as pictured'));
        else subscriber.next(sign);
      };
      subscriber.add(clock.schedule(emit, column * COLUMN));
    }
  });
}

/** What an observable does over a number of columns. Fails when it does anything between two of them. */
export function pictureOf(clock: SimClock, columns: number, observable: Observable<unknown>): string {
  const start = clock.now();
  const signs: string[][] = Array.from({ length: columns }, () => []);
  const draw = (sign: string) => {
    const column = (clock.now() - start) / COLUMN;
    if (!Number.isInteger(column)) throw new Error(`${sign} happened at ${clock.now() - start} ms, between columns`);
    signs[column]?.push(sign);
  };
  observable.subscribe({
    next: (value) => draw(Array.isArray(value) ? `[${value.join('')}]` : String(value)),
    complete: () => draw('|'),
    error: () => draw('#'),
  });
  clock.advanceTo((start + columns * COLUMN - 1) as SimTime);
  return signs.map((column) => (column.length > 1 ? `(${column.join('')})` : (column[0] ?? '-'))).join('');
}
