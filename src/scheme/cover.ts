import { concatMap, EMPTY, merge, type Observable } from 'rxjs';
import type { Outcome } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import { remittanceWord } from '../world/remittance-words.ts';
import { delayInto, WAKING } from './hours.ts';
import type { Accomplice } from './recruit.ts';
import { transferOnline } from './transfer-online.ts';
import { typedCents } from './typed-amount.ts';

/**
 * Ordinary small transfers between the accomplices, so that their accounts look lived in. `share` is that of cover among
 * all rows of the campaign, `fraudRows` what it hides, `windowMs` over how long it is spread.
 */
export function cover(
  scene: Scene<unknown>,
  accomplices: readonly Accomplice[],
  { share, fraudRows, windowMs }: { readonly share: number; readonly fraudRows: number; readonly windowMs: number },
  rng: Rng,
): Observable<Outcome> {
  if (accomplices.length < 2) return EMPTY;
  const rows = Math.min(200, rng.poisson((fraudRows * share) / (1 - share)));
  return merge(
    ...Array.from({ length: rows }, (_, ordinal) =>
      smallTransfer(scene, accomplices, windowMs, rng.fork('cover', ordinal)),
    ),
  );
}

function smallTransfer(
  scene: Scene<unknown>,
  accomplices: readonly Accomplice[],
  windowMs: number,
  rng: Rng,
): Observable<Outcome> {
  const [payer, payee] = rng.shuffle([...accomplices]) as [Accomplice, Accomplice];
  const amountCents = typedCents(Math.min(40_000, rng.logNormal(2_500, 0.8)), 0, rng);
  return scene.wait(delayInto(WAKING, scene.clock.now(), windowMs * rng.uniform(), rng)).pipe(
    concatMap(() =>
      scene.available(payer.account) < amountCents || !scene.isOpen(payer.account)
        ? EMPTY
        : transferOnline(
            scene,
            {
              rail: rng.chance(0.4) ? 'instant_transfer' : 'credit_transfer',
              role: 'cover',
              stage: 'cover',
              origin: payer.account,
              destination: payee.account,
              amountCents,
              access: scene.cast.ownAccess(payer.customer),
              ...remittanceWord('friends', amountCents, rng),
            },
            { customer: payer.customer, retries: 0 },
            rng,
          ),
    ),
  );
}
