import { mergeMap, type Observable } from 'rxjs';
import type { Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import { HOUR } from '../kernel/units.ts';
import { cashOut, type Holding } from './cash-out.ts';
import { distribute } from './distribute.ts';
import { recruit } from './recruit.ts';

/** How fast and how widely loot is dispersed. */
export interface Dispersal {
  /** Accounts among which it is divided. */
  readonly mules: number;
  /** Role under which they are enlisted. */
  readonly role: string;
  /** Median hours until it is divided, and again until it is taken out. */
  readonly hours: number;
  readonly care: number;
}

/** What everybody keeps through whose account it goes. */
const KEPT = 0.06;

/** Divides what a first account received among mules and has each take his part out, racing the freeze. */
export function disperse(
  scene: Scene<unknown>,
  loot: Holding,
  { mules, role, hours, care }: Dispersal,
  rng: Rng,
): Observable<Outcome> {
  const payees = recruit(scene, { role, count: mules, herdedShare: 0.5 }, rng);
  const division = {
    delayMs: [hours * HOUR, 0.9],
    gapMs: 0.6 * hours * HOUR,
    inOneGo: 0.7,
    evenness: 3,
    kept: KEPT,
    care,
    instantShare: 0.7,
    hours: [6, 24],
  } as const;
  return distribute(scene, loot, payees, division, rng).pipe(
    mergeMap((part, ordinal) => {
      const holding = { ...part, cents: part.cents * (1 - KEPT) };
      return cashOut(scene, holding, { pieces: 1, delayMs: [hours * HOUR, 1], care }, rng.fork('exit', ordinal));
    }),
  );
}
