import { concatMap, defer, from, type Observable, takeWhile } from 'rxjs';
import type { Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import type { Holding } from './cash-out.ts';
import { gather } from './gather.ts';
import { delayInto, type Hours, OFFICE } from './hours.ts';
import { isFinal } from './insist.ts';
import type { Accomplice } from './recruit.ts';
import { split } from './split.ts';
import { notesCents } from './typed-amount.ts';
import { delayIntoWorkday } from './workday.ts';

/** How cash is brought to the bank. */
export interface PayInStyle {
  readonly visits: number;
  /** Time before the first visit. Default 0. */
  readonly delayMs?: number;
  /** Median and sigma of the time between visits. Default: about a day. */
  readonly gapMs?: readonly [median: number, sigma: number];
}

/** Machines take notes at any time; most people come when the branch is open. */
const ON_WORKDAYS = 0.85;
const MACHINE_HOURS: Hours = [8, 21];
const DEFAULT_GAP_MS = [20 * 3_600_000, 0.7] as const;

/** Pays cash into an accomplice's account, in as many visits as the style says, and emits what he then has in hand. */
export function payIn(
  scene: Scene<unknown>,
  holder: Accomplice,
  cents: number,
  style: PayInStyle,
  rng: Rng,
): Observable<Holding> {
  const { visits, delayMs = 0, gapMs = DEFAULT_GAP_MS } = style;
  return defer(() => from(split(cents, visits, 5, rng))).pipe(
    concatMap((part, visit) => depositCash(scene, holder, part, visit === 0 ? delayMs : rng.logNormal(...gapMs), rng)),
    takeWhile(({ declineReason }) => !isFinal(declineReason)),
    gather(holder),
  );
}

/** One visit: some notes into the depositor's account, or into that of somebody else. */
export function depositCash(
  scene: Scene<unknown>,
  depositor: Accomplice,
  cents: number,
  delayMs: number,
  rng: Rng,
  account: number = depositor.account,
): Observable<Outcome> {
  return defer(() => {
    const now = scene.clock.now();
    const delay = rng.chance(ON_WORKDAYS)
      ? delayIntoWorkday(OFFICE, now, delayMs, rng)
      : delayInto(MACHINE_HOURS, now, delayMs, rng);
    const amountCents = notesCents(cents, rng);
    const { customer } = depositor;
    return scene
      .wait(delay)
      .pipe(concatMap(() => scene.pay({ rail: 'cash_deposit', stage: 'placement', customer, account, amountCents })));
  });
}
