import { concatMap, defer, type Observable } from 'rxjs';
import type { Access, Outcome, TransferOrder } from '../kernel/order.ts';
import type { Scene } from '../kernel/scene.ts';

/** How a payment from outside looks here: nobody's device, no session. */
const UNSEEN: Access = { device: -1, ip: 0, session: -1, channel: 'batch' };

/**
 * A payment that arrives from an account outside the reporting banks, after `delayMs`. Who ordered it, and from where, no
 * bank here sees.
 */
export function payFromOutside(
  scene: Scene<unknown>,
  order: Omit<TransferOrder, 'access'>,
  delayMs: number,
): Observable<Outcome> {
  return defer(() => scene.wait(delayMs)).pipe(concatMap(() => scene.pay({ ...order, access: UNSEEN })));
}
