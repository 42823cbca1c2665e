import { type Payment, personas, type Shard, type StreamKey, schemeRoles, uniformHash } from '../src/define.ts';

/**
 * A payer is asked to prove once more who he is: by a code sent to his telephone, or in the bank's app.
 *
 * Whoever pays from his own account passes mostly, and that includes those who believe a fraudster, and mules. A thief
 * passes if he has taken over the SIM or the device to which the code goes.
 */

const FRAUD = schemeRoles.indexOf('fraud');
/** Share of honest payers who pass: most of the young, fewer of the old (assumption, within the 85 to 98 % of practice). */
const PASSES = 0.975;
const LEAST = 0.85;
const LOST_A_YEAR_PAST_SIXTY = 0.004;
const NEWCOMER_PASSES = 0.94;
const DAYS_PER_YEAR = 365.25;

export function passesStepUp(shard: Shard, payment: Payment, customer: number, key: StreamKey): boolean {
  if (isThief(shard, payment, customer)) return false;
  const draw = uniformHash(key, payment.origin, Math.floor(shard.now / 1_000), payment.amountCents);
  return draw < chanceToPass(shard, customer);
}

/** Share of step-ups that an honest customer passes. */
export function chanceToPass(shard: Shard, customer: number): number {
  const { customers } = shard.world;
  if (customer >= customers.personCount) return PASSES;
  const age = (shard.day - customers.birthDay[customer]!) / DAYS_PER_YEAR;
  const base = personas[customers.persona[customer]!]!.name === 'newcomer' ? NEWCOMER_PASSES : PASSES;
  return Math.max(LEAST, base - LOST_A_YEAR_PAST_SIXTY * Math.max(0, age - 60));
}

/** Whether somebody pays from another's account and has neither his SIM nor his device. */
function isThief(shard: Shard, payment: Payment, customer: number): boolean {
  const { scheme } = payment;
  if (scheme === null || scheme.role !== FRAUD || scheme.campaign.family !== 'fraud') return false;
  const { campaign, victim } = scheme;
  const isVictims =
    victim === customer ||
    campaign.members.some((member) => member.customer === customer && member.role.includes('victim'));
  return isVictims && !campaign.takenOver.has(customer) && !ownsDevice(shard, customer, payment.device);
}

function ownsDevice(shard: Shard, customer: number, device: number): boolean {
  const { customers, devices } = shard.world;
  for (let own = 0; own < customers.deviceCount[customer]!; own++) {
    if (devices.id(devices.slot(customer, own)) === device) return true;
  }
  return false;
}
