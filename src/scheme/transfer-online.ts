import { concat, concatMap, defer, EMPTY, ignoreElements, type Observable } from 'rxjs';
import type { Outcome, TransferOrder } from '../kernel/order.ts';
import type { Rng } from '../kernel/random.ts';
import type { Scene } from '../kernel/scene.ts';
import { SECOND } from '../kernel/units.ts';
import { remittanceWord } from '../world/remittance-words.ts';
import { insist } from './insist.ts';

/** The session in which a transfer is made. */
export interface Session {
  /** Customer whose account it is. */
  readonly customer: number;
  /** Whether the payee must be added first. Default true. */
  readonly isNewPayee?: boolean;
  /** Whether the session is open already. Default false. */
  readonly isLoggedIn?: boolean;
  /** Attempts after a refusal. Default 2. */
  readonly retries?: number;
}

/**
 * Makes a transfer as banking online goes: log in, add the payee, pay; and try a smaller sum if that is refused. Emits
 * the outcome of every attempt. A reference that is not given is any.
 */
export function transferOnline(
  scene: Scene<unknown>,
  order: TransferOrder,
  session: Session,
  rng: Rng,
): Observable<Outcome> {
  const { customer, isNewPayee = true, isLoggedIn = false, retries = 2 } = session;
  const { origin: account, destination: counterparty, access } = order;
  const logIn = defer(() => step(scene.act({ type: 'login', customer, account, access })));
  const addPayee = defer(() => step(scene.act({ type: 'payee_add', customer, account, counterparty, access })));
  const step = (act: Observable<unknown>): Observable<unknown> =>
    act.pipe(concatMap(() => scene.wait((8 + 80 * rng.uniform()) * SECOND)));
  return concat(
    concat(isLoggedIn ? EMPTY : logIn, isNewPayee ? addPayee : EMPTY).pipe(ignoreElements()),
    defer(() => {
      const word = order.reference === undefined ? remittanceWord('anything', order.amountCents, rng) : {};
      const amountCents = belowSuspicion(scene, order.amountCents);
      return insist(scene, { ...order, ...word, amountCents }, { retries, account }, rng);
    }),
  );
}

/** Share of the least sum that raised suspicion that criminals still dare to send (assumption). */
const DARED = 0.8;
/** Below this share of what they meant to send, it was not for the sum that they were suspected. */
const WORTH_IT = 0.25;

/** What a campaign that was suspected before dares to send: criminals probe where the limit lies, and stay below it. */
function belowSuspicion({ campaign }: Scene<unknown>, amountCents: number): number {
  const dared = Math.floor((DARED * campaign.leastSuspectedCents) / 100) * 100;
  return dared >= amountCents || dared < WORTH_IT * amountCents ? amountCents : dared;
}
