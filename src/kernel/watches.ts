import { Observable, Subject } from 'rxjs';
import type { Posting } from './posting.ts';

/**
 * Keyed watches: one subject per watched account, made on demand and dropped with its last watcher, so that posting
 * pays for a watch only on the accounts that have one.
 */
export class Watches {
  /** 1 for accounts with a watcher; read for both sides of every row. */
  readonly isWatched: Uint8Array;
  private readonly subjects = new Map<number, Subject<Posting>>();

  constructor(accountCount: number) {
    this.isWatched = new Uint8Array(accountCount);
  }

  /** Emits every posting on an account, declines included, right after it is made. */
  watch(account: number): Observable<Posting> {
    return new Observable((subscriber) => {
      let subject = this.subjects.get(account);
      if (subject === undefined) {
        subject = new Subject();
        this.subjects.set(account, subject);
        this.isWatched[account] = 1;
      }
      const shared = subject;
      const subscription = shared.subscribe(subscriber);
      subscription.add(() => {
        if (shared.observed || this.subjects.get(account) !== shared) return;
        this.subjects.delete(account);
        this.isWatched[account] = 0;
      });
      return subscription;
    });
  }

  notify(posting: Posting): void {
    if (this.isWatched[posting.origin]) this.subjects.get(posting.origin)!.next(posting);
    if (posting.destination !== posting.origin && this.isWatched[posting.destination]) {
      this.subjects.get(posting.destination)!.next(posting);
    }
  }

  /** Accounts watched now. */
  get size(): number {
    return this.subjects.size;
  }
}
