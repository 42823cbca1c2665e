import type { Payment } from '../kernel/payment.ts';
import type { Rng } from '../kernel/random.ts';
import { authMethods, channels, codesOf } from '../schema/vocabularies.ts';

const channel = codesOf(channels);
const auth = codesOf(authMethods);

/** Fills in a transfer between accounts; how the payer reached the bank is the caller's. */
export function fillTransfer(
  payment: Payment,
  type: number,
  origin: number,
  destination: number,
  amountCents: number,
  reference: number,
): void {
  payment.type = type;
  payment.origin = origin;
  payment.destination = destination;
  payment.amountCents = amountCents;
  payment.reference = reference;
}

/** How a payer confirms a transfer: in the app by finger or face, elsewhere by a code sent to the phone; of what comes in batches nobody here knows. */
export function fillConfirmation(payment: Payment, rng: Rng): void {
  if (payment.channel === channel.batch) return;
  const draw = rng.uniform();
  if (payment.channel === channel.mobile)
    payment.authMethod = draw < 0.72 ? auth.biometric : draw < 0.9 ? auth.pin : auth.sms_code;
  else payment.authMethod = draw < 0.55 ? auth.sms_code : draw < 0.85 ? auth.biometric : auth.password;
}
