import { concatMap, EMPTY, expand, type Observable } from 'rxjs';
import type { Order, Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import { MINUTE } from '../kernel/units.ts';
import type { DeclineReason } from '../schema/vocabularies.ts';

/** How somebody goes on after a refusal. */
export interface Insistence {
  /** Attempts after the first. */
  readonly retries: number;
  /** Account whose funds bound a smaller attempt. */
  readonly account: number;
  /** Median time before the next attempt. Default 4 minutes. */
  readonly pauseMs?: number;
}

const SMALLEST_CENTS = 1_000;
/** Who was suspected lets some time pass (assumption: about an hour instead of minutes). */
const BACK_OFF = 12;

/**
 * Makes a payment and, when it is refused for its size or for a passing reason, tries a smaller one some minutes later.
 * Emits the outcome of every attempt; the last one is approved, or final.
 */
export function insist(scene: Scene<unknown>, order: Order, insistence: Insistence, rng: Rng): Observable<Outcome> {
  const { retries, account, pauseMs = 4 * MINUTE } = insistence;
  return scene.pay(order).pipe(
    expand((outcome, attempt) => {
      const amountCents = attempt < retries ? smallerCents(outcome, scene.available(account), order) : 0;
      if (amountCents < SMALLEST_CENTS) return EMPTY;
      // No link to the attempt before: a bank is not told that somebody tries again.
      const retry = { ...order, amountCents };
      const pause = outcome.declineReason === 'suspected_fraud' ? BACK_OFF * pauseMs : pauseMs;
      return scene.wait(rng.logNormal(pause, 0.8)).pipe(concatMap(() => scene.pay(retry)));
    }),
  );
}

/** Whether the way is barred for good. */
export function isFinal(reason: DeclineReason | undefined): boolean {
  switch (reason) {
    case 'account_frozen':
    case 'account_closed':
    case 'card_blocked':
    case 'card_expired':
      return true;
    default:
      return false;
  }
}

/** The sum of the next attempt in cents, 0 when there is no point in one. Sums stay what a person or a machine takes. */
function smallerCents(outcome: Outcome, availableCents: number, order: Order): number {
  if (outcome.isHeld) return 0;
  const step = order.rail === 'cash_withdrawal' ? 1_000 : 100;
  const floor = (cents: number): number => Math.floor(cents / step) * step;
  switch (outcome.declineReason) {
    case 'limit_exceeded':
    case 'suspected_fraud':
      return floor(outcome.amountCents / 2);
    case 'insufficient_funds':
      return availableCents < outcome.amountCents ? floor(availableCents) : floor(outcome.amountCents / 2);
    case 'issuer_unavailable':
      return outcome.amountCents;
    default:
      return 0;
  }
}
