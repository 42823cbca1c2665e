import { concatMap, defer, from, type Observable, takeWhile, tap } from 'rxjs';
import type { Access } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import { MINUTE } from '../kernel/units.ts';
import { remittanceWord } from '../world/remittance-words.ts';
import type { Holding } from './cash-out.ts';
import { gather } from './gather.ts';
import { delayInto, type Hours, OFFICE, WAKING } from './hours.ts';
import { isFinal } from './insist.ts';
import type { Accomplice } from './recruit.ts';
import { split } from './split.ts';
import { transferOnline } from './transfer-online.ts';
import { typedCents } from './typed-amount.ts';
import { delayIntoWorkday } from './workday.ts';

/** How one account pays several. */
export interface Distribution {
  /** Median and sigma of the time before the first payment. */
  readonly delayMs: readonly [median: number, sigma: number];
  /** Mean time between payments that are not made in one go. */
  readonly gapMs: number;
  /** Share of payments made some minutes after the one before, in the same session. */
  readonly inOneGo: number;
  /** How alike the parts are (see `split`); everybody gets the same when it is infinite. */
  readonly evenness: number;
  /** Share that stays with the payer. */
  readonly kept: number;
  readonly care: number;
  /** Share of payments that arrive at once. Default 0.35. */
  readonly instantShare?: number;
  /** Default: when people are awake, or when offices work if a business pays. */
  readonly hours?: Hours;
}

const SMALLEST_CENTS = 1_000;

/**
 * Divides what an accomplice has in hand among several payees, one after the other, and emits what each then has. Ends
 * early when his account is barred.
 */
export function distribute(
  scene: Scene<unknown>,
  purse: Holding,
  payees: readonly Accomplice[],
  style: Distribution,
  rng: Rng,
): Observable<Holding> {
  const { holder: payer } = purse;
  const { delayMs, gapMs, inOneGo, kept, care, instantShare = 0.35 } = style;
  let session: Access | undefined;
  return defer(() => from(parts(purse.cents * (1 - kept), payees.length, style, rng))).pipe(
    concatMap((part, ordinal) => {
      const payee = payees[ordinal]!;
      const isLoggedIn = session !== undefined && rng.chance(inOneGo);
      const delay = ordinal === 0 ? rng.logNormal(...delayMs) : rng.exponential(gapMs);
      const pause = isLoggedIn ? rng.logNormal(2 * MINUTE, 0.7) : intoHours(scene, payer, style, delay, rng);
      return scene.wait(pause).pipe(
        concatMap(() => {
          session = isLoggedIn ? session! : payer.access();
          const order = {
            rail: rng.chance(instantShare) ? 'instant_transfer' : 'credit_transfer',
            stage: 'layering',
            origin: payer.account,
            destination: payee.account,
            amountCents: Math.max(SMALLEST_CENTS, affordable(scene, payer, part, care, rng)),
            access: session,
            causedBy: purse.receipt,
            ...remittanceWord(payer.isBusiness || payee.isBusiness ? 'invoice' : 'friends', part, rng),
          } as const;
          return transferOnline(scene, order, { customer: payer.customer, isLoggedIn }, rng);
        }),
        tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
        gather(payee),
      );
    }),
    takeWhile(() => scene.isOpen(payer.account), true),
  );
}

function parts(cents: number, count: number, { evenness, care }: Distribution, rng: Rng): number[] {
  if (evenness !== Number.POSITIVE_INFINITY)
    return split(cents, count, evenness, rng).map((part) => typed(part, care, rng));
  const each = typed(cents / count, care, rng);
  return Array.from({ length: count }, () => each);
}

function typed(cents: number, care: number, rng: Rng): number {
  return typedCents(Math.max(SMALLEST_CENTS, cents), care, rng);
}

/** What was meant, or as much of it as is there. */
function affordable(scene: Scene<unknown>, payer: Accomplice, cents: number, care: number, rng: Rng): number {
  const availableCents = scene.available(payer.account);
  return cents <= availableCents ? cents : typed(availableCents, care, rng);
}

function intoHours(
  scene: Scene<unknown>,
  payer: Accomplice,
  { hours }: Distribution,
  delayMs: number,
  rng: Rng,
): number {
  const now = scene.clock.now();
  return payer.isBusiness
    ? delayIntoWorkday(hours ?? OFFICE, now, delayMs, rng)
    : delayInto(hours ?? WAKING, now, delayMs, rng);
}
