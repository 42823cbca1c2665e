import { filter, type OperatorFunction, pipe, reduce } from 'rxjs';
import type { Outcome } from '../kernel/order.ts';
import type { Holding } from './cash-out.ts';
import type { Accomplice } from './recruit.ts';

/** Adds up the payments that reached an accomplice: what he has in hand when the last is made. Nothing if none was let through. */
export function gather(holder: Accomplice): OperatorFunction<Outcome, Holding> {
  return pipe(
    filter(({ approved }) => approved),
    reduce(
      (sum, { amountCents, transactionId }) => ({ ...sum, cents: sum.cents + amountCents, receipt: transactionId }),
      {
        holder,
        cents: 0,
        receipt: 0,
      },
    ),
    filter(({ cents }) => cents > 0),
  );
}

/** Adds up what came to one accomplice from several, answered by the last receipt. Nothing came: nothing is emitted. */
export function pool(holder: Accomplice): OperatorFunction<Holding, Holding> {
  return pipe(
    reduce(
      (sum, { cents, receipt }) => ({ holder, cents: sum.cents + cents, receipt: Math.max(sum.receipt, receipt) }),
      {
        holder,
        cents: 0,
        receipt: Number.NEGATIVE_INFINITY,
      },
    ),
    filter(({ cents }) => cents > 0),
  );
}
