import { Observable, Subject } from 'rxjs';
import type { Posting } from './posting.ts';

/** A power of two. */
const SIEVE_SIZE = 8_192;

/**
 * Keyed watches: one subject per watched account, made on demand and dropped with its last watcher, so that posting
 * pays for a watch only on the accounts that have one.
 */
export class Watches {
  private readonly subjects = new Map<number, Subject<Posting>>();
  /** Watched accounts by their last digits: so small that it stays in the cache, it spares most rows the map. */
  private readonly sieve = new Uint16Array(SIEVE_SIZE);

  /** Whether somebody watches an account; asked for both sides of every row. */
  isWatched(account: number): boolean {
    return this.sieve[account & (SIEVE_SIZE - 1)] !== 0 && this.subjects.has(account);
  }

  /** Emits every posting on an account, declines included, right after it is made. */
  watch(account: number): Observable<Posting> {
    return new Observable((subscriber) => {
      let subject = this.subjects.get(account);
      if (subject === undefined) {
        subject = new Subject();
        this.subjects.set(account, subject);
        this.sieve[account & (SIEVE_SIZE - 1)]!++;
      }
      const shared = subject;
      const subscription = shared.subscribe(subscriber);
      subscription.add(() => {
        if (shared.observed || this.subjects.get(account) !== shared) return;
        this.subjects.delete(account);
        this.sieve[account & (SIEVE_SIZE - 1)]!--;
      });
      return subscription;
    });
  }

  notify(posting: Posting): void {
    this.subjects.get(posting.origin)?.next(posting);
    if (posting.destination !== posting.origin) this.subjects.get(posting.destination)?.next(posting);
  }

  /** Accounts watched now. */
  get size(): number {
    return this.subjects.size;
  }
}
