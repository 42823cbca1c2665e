import { defer, EMPTY, type Observable } from 'rxjs';
import type { Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import type { Reference, Stage } from '../schema/vocabularies.ts';
import { newcomer } from './recruit.ts';
import { transferOnline } from './transfer-online.ts';
import { typedCents } from './typed-amount.ts';

/** Somebody who loses by a scheme. */
export interface Victim {
  readonly customer: number;
  readonly account: number;
}

/** Finds somebody whose account is open and who is not yet in the campaign; by default one who believes. */
export function findVictim(scene: Scene<unknown>, draw: () => number = scene.cast.believer): Victim | undefined {
  const { cast } = scene;
  const customer = newcomer(scene, draw, (candidate) => scene.isOpen(cast.currentAccount(candidate)));
  if (customer === undefined) return undefined;
  const victim = { customer, account: cast.currentAccount(customer) };
  scene.enlist('victim', victim);
  return victim;
}

/** What a victim was talked into paying. */
export interface WillingPayment {
  readonly payee: number;
  readonly cents: number;
  /** Most that he parts with, as a share of what he has. */
  readonly mostShare: number;
  /** Share of the sum below which he would rather pay nothing. Default 0. */
  readonly leastShare?: number;
  readonly isNewPayee: boolean;
  /** Share of such payments that arrive at once. */
  readonly instantShare: number;
  /** Makes odd sums likelier. Default 0.3. */
  readonly care?: number;
  readonly reference?: Reference | undefined;
  readonly stage?: Stage;
  readonly causedBy?: number;
  /** Attempts after a refusal. Default 0: he gives up. */
  readonly retries?: number;
}

const SMALLEST_CENTS = 1_000;

/** The victim pays of his own free will, from his own device and within his means; without means he does not. */
export function payWillingly(
  scene: Scene<unknown>,
  victim: Victim,
  payment: WillingPayment,
  rng: Rng,
): Observable<Outcome> {
  const { customer, account } = victim;
  const { payee, cents, mostShare, isNewPayee, instantShare, care = 0.3, retries = 0, leastShare = 0 } = payment;
  const { reference, stage = 'placement', causedBy = 0 } = payment;
  return defer(() => {
    const affordableCents = mostShare * scene.available(account);
    if (affordableCents < Math.max(SMALLEST_CENTS, leastShare * cents)) return EMPTY;
    const order = {
      rail: rng.chance(instantShare) ? 'instant_transfer' : 'credit_transfer',
      stage,
      origin: account,
      destination: payee,
      amountCents: typedCents(Math.max(SMALLEST_CENTS, Math.min(cents, affordableCents)), care, rng),
      access: scene.cast.ownAccess(customer),
      victim: customer,
      causedBy,
      ...(reference === undefined ? {} : { reference }),
    } as const;
    return transferOnline(scene, order, { customer, isNewPayee, retries }, rng);
  });
}
