/** A share of tainted money that an account received and has not passed on. */
interface Lot {
  readonly transactionId: number;
  cents: number;
}

/** Called for each receipt that a payment draws on. */
type OnShare = (sourceTransactionId: number, cents: number) => void;

/**
 * Follows the money of schemes through accounts, first in, first out: a payment that a scheme makes is fed by the
 * oldest tainted receipts of its account that have not been passed on. Fan-in and mixing come out as several shares.
 */
export class MoneyTrail {
  private readonly lots = new Map<number, Lot[]>();

  private readonly links = new Map<string, number[]>();

  /** Remembers that a campaign moved money between two accounts. */
  link(campaign: number, origin: number, destination: number): void {
    const key = `${campaign}/${origin}`;
    const known = this.links.get(key);
    if (known === undefined) this.links.set(key, [destination]);
    else if (!known.includes(destination)) known.push(destination);
  }

  /** Accounts to which a campaign moved money from an account. */
  destinationsOf(campaign: number, account: number): readonly number[] {
    return this.links.get(`${campaign}/${account}`) ?? [];
  }

  /** Records that tainted money reached an account. */
  receive(account: number, transactionId: number, cents: number): void {
    const queue = this.lots.get(account);
    if (queue === undefined) this.lots.set(account, [{ transactionId, cents }]);
    else queue.push({ transactionId, cents });
  }

  /** Takes up to `cents` of tainted money out of an account, oldest first; the rest was clean. */
  spend(account: number, cents: number, onShare: OnShare): void {
    const queue = this.lots.get(account);
    if (queue === undefined) return;
    let rest = cents;
    while (rest > 0 && queue.length > 0) {
      const lot = queue[0]!;
      const share = Math.min(rest, lot.cents);
      onShare(lot.transactionId, share);
      rest -= share;
      lot.cents -= share;
      if (lot.cents === 0) queue.shift();
    }
    if (queue.length === 0) this.lots.delete(account);
  }

  /** Tainted money that still lies in an account, in cents. */
  tainted(account: number): number {
    let sum = 0;
    for (const lot of this.lots.get(account) ?? []) sum += lot.cents;
    return sum;
  }
}
