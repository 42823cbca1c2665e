import { concatMap, defer, from, type Observable, takeWhile, tap } from 'rxjs';
import type { Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import { delayInto, type Hours, WAKING } from './hours.ts';
import { insist, isFinal } from './insist.ts';
import type { Accomplice } from './recruit.ts';
import { split } from './split.ts';
import { transferOnline } from './transfer-online.ts';
import { notesCents, typedCents } from './typed-amount.ts';

/** Money of a scheme that an accomplice received and is to turn into cash, crypto-assets or money abroad. */
export interface Holding {
  readonly holder: Accomplice;
  /** What is to leave the account, the holder's pay already deducted. */
  readonly cents: number;
  /** Transaction that brought it in. */
  readonly receipt: number;
}

/** How it is done. */
export interface CashOutStyle {
  /** Payments that it takes. */
  readonly pieces: number;
  /** Median and sigma of the time before each piece. */
  readonly delayMs: readonly [median: number, sigma: number];
  /** Hours in which it happens. Default: by day mostly, and now and then at any hour. */
  readonly hours?: Hours;
  readonly care: number;
  /** Share of what does not leave as cash that goes to exchanges, the rest going abroad. Default 0.45. */
  readonly exchangeShare?: number;
}

// Machines pay out some notes at a time, up to some hundred euros; other sums leave by transfer.
const MACHINE_CENTS = [2_000, 50_000] as const;
const SMALLEST_CENTS = 1_000;
const WORTHWHILE_CENTS = 2_500;
/** Share of those in a hurry who wait for the day all the same, when machines and banks are busy. */
const BY_DAY = 0.85;

/**
 * Takes money out of the scheme's accounts in a few pieces, and books it as the criminals' proceeds. Ends early when the
 * account is frozen. Emits every outcome, refusals included.
 */
export function cashOut(scene: Scene<unknown>, holding: Holding, style: CashOutStyle, rng: Rng): Observable<Outcome> {
  const { cents } = holding;
  // Nobody goes twice for a handful of euros.
  const pieces = Math.min(style.pieces, Math.max(1, Math.floor(cents / WORTHWHILE_CENTS)));
  const [median, sigma] = style.delayMs;
  return defer(() => from(split(cents, pieces, 4, rng))).pipe(
    concatMap((piece) => {
      const delay = rng.logNormal(median, sigma);
      const hours = style.hours ?? (rng.chance(BY_DAY) ? WAKING : undefined);
      return scene
        .wait(hours ? delayInto(hours, scene.clock.now(), delay, rng) : delay)
        .pipe(concatMap(() => takeOut(scene, holding, piece, style, rng)));
    }),
    tap((outcome) => scene.gain(outcome.approved ? outcome.amountCents : 0)),
    takeWhile((outcome) => !isFinal(outcome.declineReason), true),
  );
}

/** One way out: a cash machine for what it can pay, else an exchange or an account abroad. */
function takeOut(
  scene: Scene<unknown>,
  holding: Holding,
  piece: number,
  { care, exchangeShare = 0.45 }: CashOutStyle,
  rng: Rng,
): Observable<Outcome> {
  const { holder, receipt } = holding;
  const { customer, account, hasCashCard } = holder;
  const cents = Math.max(SMALLEST_CENTS, Math.min(piece, scene.available(account)));
  const common = { stage: 'cash_out', causedBy: receipt } as const;
  if (hasCashCard && cents >= MACHINE_CENTS[0] && cents <= MACHINE_CENTS[1] && rng.chance(0.8)) {
    const amountCents = notesCents(cents, rng);
    return insist(scene, { ...common, rail: 'cash_withdrawal', customer, amountCents }, { retries: 2, account }, rng);
  }
  const order = {
    ...common,
    rail: rng.chance(0.4) ? 'instant_transfer' : 'credit_transfer',
    origin: account,
    destination: rng.chance(exchangeShare) ? scene.cast.exchange() : scene.cast.foreignAccount(),
    amountCents: typedCents(cents, care, rng),
    access: holder.access(),
  } as const;
  return transferOnline(scene, order, { customer, isNewPayee: rng.chance(0.6) }, rng);
}
