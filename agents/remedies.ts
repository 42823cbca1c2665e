import {
  channels,
  codesOf,
  DAY,
  type Harm,
  NULL_CODE,
  paymentTypes,
  post,
  type Rng,
  references,
  type Shard,
  schemeRoles,
} from '../src/define.ts';

/** How a bank makes good a loss: by a chargeback to the merchant or out of its own pocket. */

const type = codesOf(paymentTypes);
const channel = codesOf(channels);
const role = codesOf(schemeRoles);
const reference = codesOf(references);

/** Share of reported unauthorised losses that are refunded (typologies, F: cards .85). */
const REFUNDED = 0.85;

/** Gets the losses of a card back from the merchants, days later; some claims fail. */
export function chargeBack(shard: Shard, losses: readonly Harm[], rng: Rng): void {
  for (const harm of losses) {
    if (!rng.chance(REFUNDED)) continue;
    const delayMs = Math.round((1 + 9 * rng.uniform()) * DAY);
    shard.clock.at((shard.now + delayMs) as never, () => {
      giveBack(shard, harm, type.chargeback, harm.destination, harm.amountCents);
    });
  }
}

/** Pays what could not be recalled out of the bank's own pocket, for losses that the victim did not authorise. */
export function reimburse(shard: Shard, harm: Harm, amountCents: number, rng: Rng): void {
  if (amountCents <= 0 || !rng.chance(REFUNDED)) return;
  const { ledger, institutions } = shard.world;
  const delayMs = Math.round((1 + 9 * rng.uniform()) * DAY);
  shard.clock.at((shard.now + delayMs) as never, () => {
    giveBack(shard, harm, type.credit_transfer, institutions.bankOwn[ledger.bankOf(harm.origin)]!, amountCents);
  });
}

/** Books money that comes back to a victim. */
export function giveBack(shard: Shard, harm: Harm, paymentType: number, from: number, amountCents: number): void {
  if (shard.world.ledger.statusOf(harm.origin) === 2) return;
  const payment = shard.payment.reset();
  payment.type = paymentType;
  payment.channel = channel.batch;
  payment.origin = from;
  payment.destination = harm.origin;
  payment.amountCents = amountCents;
  payment.reference = reference.refund;
  payment.parent = Math.max(0, harm.transactionId);
  if (paymentType === type.chargeback) {
    const { merchants } = shard.world;
    payment.merchant = harm.merchant;
    payment.mcc = merchants.mcc[harm.merchant]!;
    payment.country = merchants.country[harm.merchant]!;
  }
  payment.scheme = {
    campaign: harm.campaign,
    role: role.recovery,
    stage: NULL_CODE,
    causedBy: Math.max(0, harm.transactionId),
    victim: harm.victim,
    lossCents: 0,
    recoveredCents: amountCents,
  };
  post(shard);
}
