import { concatMap, defer, from, type Observable, tap } from 'rxjs';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import type { Stage } from '../schema/vocabularies.ts';
import { type Occasion, remittanceWord } from '../world/remittance-words.ts';
import type { Holding } from './cash-out.ts';
import { gather } from './gather.ts';
import { delayInto, type Hours, OFFICE, WAKING } from './hours.ts';
import { isFinal } from './insist.ts';
import type { Accomplice } from './recruit.ts';
import { split } from './split.ts';
import { transferOnline } from './transfer-online.ts';
import { typedCents } from './typed-amount.ts';
import { delayIntoWorkday } from './workday.ts';

/** How an accomplice hands on what he received. */
export interface HandOver {
  /** Median and sigma of the time between receipt and payment. */
  readonly delayMs: readonly [median: number, sigma: number];
  /** Share that stays with him, give or take four tenths of it. */
  readonly kept: number;
  readonly care: number;
  /** Payments that it takes. Default 1. */
  readonly parts?: number;
  /** Share of payments that arrive at once. Default 0.35. */
  readonly instantShare?: number;
  /** Default: when people are awake, or when offices work if a business pays. */
  readonly hours?: Hours;
  /** Default `layering`. */
  readonly stage?: Stage;
  /** What is written beside it. Default: what friends write, or companies. */
  readonly occasion?: Occasion;
  /** Whether the payee must be added first. Default true. */
  readonly isNewPayee?: boolean;
}

const SMALLEST_CENTS = 1_000;
/** Time between the payments of one hand-over. */
const BETWEEN_PARTS = [5 * 3_600_000, 1] as const;

/**
 * Sends what an accomplice has in hand on to the next, less his pay, as far as it is still there, and emits what the next
 * one then has. Nothing when all of it was refused; a barred account is noted as the end of the campaign.
 */
export function handOn(
  scene: Scene<unknown>,
  holding: Holding,
  payee: Accomplice,
  style: HandOver,
  rng: Rng,
): Observable<Holding> {
  const { holder: payer, receipt } = holding;
  const { delayMs, kept, care, parts = 1, instantShare = 0.35, stage = 'layering' } = style;
  const { isNewPayee = true, occasion = payer.isBusiness || payee.isBusiness ? 'invoice' : 'friends' } = style;
  const cents = holding.cents * (1 - kept * (0.6 + 0.8 * rng.uniform()));
  return defer(() => from(split(cents, parts, 3, rng))).pipe(
    concatMap((part, ordinal) => {
      const delay = rng.logNormal(...(ordinal === 0 ? delayMs : BETWEEN_PARTS));
      return scene.wait(intoHours(scene, payer, style, delay, rng)).pipe(
        concatMap(() => {
          const order = {
            rail: rng.chance(instantShare) ? 'instant_transfer' : 'credit_transfer',
            stage,
            origin: payer.account,
            destination: payee.account,
            amountCents: typedCents(
              Math.max(SMALLEST_CENTS, Math.min(part, scene.available(payer.account))),
              care,
              rng,
            ),
            access: payer.access(),
            causedBy: receipt,
            ...remittanceWord(occasion, part, rng),
          } as const;
          return transferOnline(
            scene,
            order,
            { customer: payer.customer, isNewPayee: isNewPayee && ordinal === 0 },
            rng,
          );
        }),
      );
    }),
    tap(({ declineReason }) => isFinal(declineReason) && scene.conclude(`aborted: ${declineReason}`)),
    gather(payee),
  );
}

/** Companies pay on workdays; people whenever they are awake, or as the scheme wants. */
function intoHours(scene: Scene<unknown>, payer: Accomplice, { hours }: HandOver, delayMs: number, rng: Rng): number {
  const now = scene.clock.now();
  return payer.isBusiness
    ? delayIntoWorkday(hours ?? OFFICE, now, delayMs, rng)
    : delayInto(hours ?? WAKING, now, delayMs, rng);
}
